import { PageSection, Title } from '@patternfly/react-core';

import { DocumentTitle } from '../ui/console/DocumentTitle.tsx';
import { useT } from '../ui/i18n.ts';

/** The Network Traffic page, at `/netflow-traffic`. */
export function TrafficPage() {
  const t = useT();

  return (
    <>
      <DocumentTitle>{t('Network Traffic')}</DocumentTitle>
      <PageSection>
        <Title headingLevel="h1">{t('Network Traffic')}</Title>
      </PageSection>
    </>
  );
}
