import { Bullseye, Spinner } from '@patternfly/react-core';
import { Suspense } from 'react';
import { useLocation } from 'react-router';

import { PageErrorBoundary } from './PageErrorBoundary.tsx';
import { PluginRoutes } from './PluginRoutes.tsx';
import type { PluginFailure } from './plugins.ts';

type PageContentProps = { readonly failures: readonly PluginFailure[] };

/** The part that scrolls: the page of a plugin. An error in it leaves the rest of the console standing. */
export function PageContent({ failures }: PageContentProps) {
  const { pathname } = useLocation();

  return (
    <div id="content-scrollable" className="dev-console__content">
      <PageErrorBoundary key={pathname}>
        <Suspense
          fallback={
            <Bullseye>
              <Spinner aria-label="Loading the page" />
            </Bullseye>
          }
        >
          <PluginRoutes failures={failures} />
        </Suspense>
      </PageErrorBoundary>
    </div>
  );
}
