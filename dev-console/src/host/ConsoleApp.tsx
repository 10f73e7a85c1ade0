import { PluginStoreProvider } from '@openshift/dynamic-plugin-sdk';
import type { PluginStore } from '@openshift/dynamic-plugin-sdk';
import { Page, SkipToContent } from '@patternfly/react-core';
import { useState } from 'react';
import { Provider } from 'react-redux';
import { BrowserRouter, useLocation } from 'react-router';

import { ConsoleMasthead } from './ConsoleMasthead.tsx';
import { ConsoleSidebar } from './ConsoleSidebar.tsx';
import type { createConsoleStore } from './console-state.ts';
import { PageContent } from './PageContent.tsx';
import type { PluginFailure } from './plugins.ts';

/** From this width on, in pixels, the console shows its sidebar by itself. */
const DESKTOP_WIDTH = 1200;

type ConsoleAppProps = {
  readonly store: ReturnType<typeof createConsoleStore>;
  readonly pluginStore: PluginStore;
  readonly failures: readonly PluginFailure[];
};

/** The console around its plugins. */
export function ConsoleApp({ store, pluginStore, failures }: ConsoleAppProps) {
  return (
    <Provider store={store}>
      <PluginStoreProvider store={pluginStore}>
        <BrowserRouter>
          <ConsolePage failures={failures} />
        </BrowserRouter>
      </PluginStoreProvider>
    </Provider>
  );
}

function isDesktop(): boolean {
  return window.innerWidth >= DESKTOP_WIDTH;
}

/** Masthead, sidebar and content, with the ids that plugins and their tests look for. */
function ConsolePage({ failures }: Pick<ConsoleAppProps, 'failures'>) {
  const { pathname, search } = useLocation();
  const [isNavOpen, setIsNavOpen] = useState(isDesktop);

  return (
    <div id="app-content" className="dev-console__app">
      <Page
        id="content"
        isContentFilled
        mainTabIndex={null}
        masthead={<ConsoleMasthead isNavOpen={isNavOpen} onNavToggle={() => setIsNavOpen(!isNavOpen)} />}
        sidebar={<ConsoleSidebar isNavOpen={isNavOpen} onNavSelect={() => setIsNavOpen(isDesktop)} />}
        skipToContent={
          <SkipToContent href={`${pathname}${search}#content-scrollable`}>Skip to content</SkipToContent>
        }
      >
        <PageContent failures={failures} />
      </Page>
    </div>
  );
}
