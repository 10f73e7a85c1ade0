import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';

import { createQueryClient } from '../data/query-client.ts';
import { DocumentTitle } from '../ui/console/DocumentTitle.tsx';
import { useT } from '../ui/i18n.ts';
import { PageErrorBoundary } from './PageErrorBoundary.tsx';
import { TrafficGate } from './TrafficGate.tsx';

/** The Network Traffic page, at `/netflow-traffic`: all of it follows from its link. */
export function TrafficPage() {
  const t = useT();
  const [client] = useState(createQueryClient);

  return (
    <>
      <DocumentTitle>{t('Network Traffic')}</DocumentTitle>
      <PageErrorBoundary>
        <QueryClientProvider client={client}>
          <TrafficGate />
        </QueryClientProvider>
      </PageErrorBoundary>
    </>
  );
}
