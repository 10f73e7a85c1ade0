import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from '@patternfly/react-core';

import { failureWords } from './failure-words.ts';
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
  /** What would not have been refused. */
  readonly allowed?: readonly string[] | undefined;
};

/**
 * A failure in full: what happened and what would help, in plain words where the page has some, with what the backend
 * said itself, the code to quote, and what of the question it is about.
 */
export function FailureDetails({ error }: { readonly error: Failure }) {
  const t = useT();
  const { message, code, status, path, hint, allowed = [] } = error;
  const words = failureWords(code, t);
  const advice = words?.advice ?? hint;
  return (
    <>
      <p role="alert">{words?.what ?? message}</p>
      {advice !== undefined && <p>{advice}</p>}
      <DescriptionList isHorizontal isCompact isInlineGrid className="netobserv-plugin__failure">
        {words !== undefined && (
          <Detail term={status === undefined ? t('Reason') : t('Backend says')} text={message} />
        )}
        <Detail term={t('Code')} text={status === undefined ? code : `${code} (HTTP ${status})`} />
        {path !== undefined && <Detail term={t('Where')} text={path} />}
        {allowed.length > 0 && <Detail term={t('Allowed')} text={allowed.join(', ')} />}
      </DescriptionList>
    </>
  );
}

function Detail({ term, text }: { readonly term: string; readonly text: string }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>
        <code className="netobserv-plugin__mono netobserv-plugin__failure-text">{text}</code>
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}
