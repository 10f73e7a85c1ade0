import { Alert, AlertActionLink } from '@patternfly/react-core';

import { failureWords } from '../failure-words.ts';
import { useT } from '../i18n.ts';

type PartFailedProps = {
  /** Whether it is being tried again. */
  readonly isTrying: boolean;
  readonly onRetry: () => void;
};

/** In the place of a part of the page whose code could not be loaded: why that may be, and what would help. */
export function PartFailed({ isTrying, onRetry }: PartFailedProps) {
  const t = useT();
  const { what, advice } = failureWords('part-missing', t);
  return (
    <Alert
      isInline
      isLiveRegion
      variant="danger"
      title={what}
      actionLinks={
        <>
          <AlertActionLink isLoading={isTrying} onClick={onRetry}>
            {t('Try again')}
          </AlertActionLink>
          <AlertActionLink onClick={() => window.location.reload()}>{t('Reload the page')}</AlertActionLink>
        </>
      }
    >
      {advice}
    </Alert>
  );
}
