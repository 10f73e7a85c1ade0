import { Alert, EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core';
import { SearchIcon } from '@patternfly/react-icons';

import type { PluginFailure } from './plugins.ts';
import { DocumentTitle } from './sdk/DocumentTitle.tsx';

type NotFoundPageProps = { readonly failures: readonly PluginFailure[] };

/** For a path that no plugin has; names the plugins that could not be loaded, the likeliest reason. */
export function NotFoundPage({ failures }: NotFoundPageProps) {
  return (
    <>
      <DocumentTitle>Page not found</DocumentTitle>
      <PageSection>
        {failures.map(({ name, reason }) => (
          <Alert key={name} variant="danger" isInline title={`Plugin ${name} could not be loaded`}>
            {reason}
          </Alert>
        ))}
        <EmptyState icon={SearchIcon} titleText="404: Page not found" headingLevel="h1">
          <EmptyStateBody>
            This local console has the pages of its plugins and no others. The console of a cluster may have
            this one.
          </EmptyStateBody>
        </EmptyState>
      </PageSection>
    </>
  );
}
