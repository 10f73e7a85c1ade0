import { PluginStoreProvider } from '@openshift/dynamic-plugin-sdk';
import type { PluginStore } from '@openshift/dynamic-plugin-sdk';
import { Page, SkipToContent } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { Provider } from 'react-redux';
import { BrowserRouter, useLocation } from 'react-router';

import { ConsoleMasthead } from './ConsoleMasthead.tsx';
import { ConsoleSidebar } from './ConsoleSidebar.tsx';
import type { createConsoleStore } from './console-state.ts';
import { PageContent } from './PageContent.tsx';
import type { PluginFailure } from './plugins.ts';
import { isOpenShift5 } from './theme.ts';

/** Where the console shows its sidebar by itself. */
const DESKTOP = window.matchMedia('(min-width: 1200px)');

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

/** Masthead, sidebar and content, with the ids that plugins and their tests look for. */
function ConsolePage({ failures }: Pick<ConsoleAppProps, 'failures'>) {
  const { pathname, search } = useLocation();
  const [isNavOpen, setIsNavOpen] = useState(DESKTOP.matches);
  useEffect(() => {
    const follow = ({ matches }: MediaQueryListEvent) => setIsNavOpen(matches);
    DESKTOP.addEventListener('change', follow);
    return () => DESKTOP.removeEventListener('change', follow);
  }, []);

  return (
    <div id="app-content" className={`dev-console__app ${isOpenShift5() ? '' : 'dev-console__app-4'}`}>
      <Page
        id="content"
        isContentFilled
        mainTabIndex={null}
        masthead={<ConsoleMasthead isNavOpen={isNavOpen} onNavToggle={() => setIsNavOpen(!isNavOpen)} />}
        sidebar={<ConsoleSidebar isNavOpen={isNavOpen} onNavSelect={() => setIsNavOpen(DESKTOP.matches)} />}
        skipToContent={
          <SkipToContent href={`${pathname}${search}#content-scrollable`}>Skip to content</SkipToContent>
        }
      >
        <PageContent failures={failures} />
      </Page>
    </div>
  );
}
