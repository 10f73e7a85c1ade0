import {
  Button,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import { ExclamationCircleIcon } from '@patternfly/react-icons';

import { useT } from './i18n.ts';

import './text.css';

/** What is told of a question that was not answered; `ApiError` is one. */
export type Failure = {
  /** A sentence that stands alone. */
  readonly message: string;
  /** Stable; what to quote in a report. */
  readonly code: string;
  /** HTTP status; absent when there was no answer. */
  readonly status?: number | undefined;
  /** Which part of the question was refused. */
  readonly path?: string | undefined;
  readonly hint?: string | undefined;
};

type ErrorStateProps = {
  /** What could not be done: "Conversations could not be loaded". */
  readonly title: string;
  readonly error: Failure;
  readonly onRetry?: () => void;
};

/** A failure in full: what happened, what would help, the code to quote, and a way to try again. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  const t = useT();
  const { message, code, status, path, hint } = error;
  return (
    <EmptyState titleText={title} headingLevel="h2" icon={ExclamationCircleIcon} status="danger" variant="sm">
      <EmptyStateBody>
        <p role="alert">{message}</p>
        {hint !== undefined && <p>{hint}</p>}
        <DescriptionList isHorizontal isCompact isInlineGrid className="netobserv-plugin__failure">
          <Detail term={t('Code')} text={status === undefined ? code : `${code} (HTTP ${status})`} />
          {path !== undefined && <Detail term={t('Where')} text={path} />}
        </DescriptionList>
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

function Detail({ term, text }: { readonly term: string; readonly text: string }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>
        <code className="netobserv-plugin__mono">{text}</code>
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}
