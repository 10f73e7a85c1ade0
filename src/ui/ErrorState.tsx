import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import { ExclamationCircleIcon } from '@patternfly/react-icons';

import type { Failure } from './FailureDetails.tsx';
import { FailureDetails } from './FailureDetails.tsx';
import { useT } from './i18n.ts';
import { consoleIcon } from './icons/console-icon.ts';

const ExclamationCircle = consoleIcon(ExclamationCircleIcon);

type ErrorStateProps = {
  /** What could not be done: "Conversations could not be loaded". */
  readonly title: string;
  readonly error: Failure;
  readonly onRetry?: () => void;
};

/** A failure in the place of what could not be shown, and a way to try again. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  const t = useT();
  return (
    <EmptyState titleText={title} headingLevel="h2" icon={ExclamationCircle} status="danger" variant="sm">
      <EmptyStateBody>
        <FailureDetails error={error} />
      </EmptyStateBody>
      {onRetry !== undefined && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="primary" onClick={onRetry}>
              {t('Try again')}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
