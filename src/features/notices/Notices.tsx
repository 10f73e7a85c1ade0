import { Alert, AlertActionLink } from '@patternfly/react-core';

import type { LogType } from '#model/event.ts';
import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import { rangeHolding } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import type { Question } from '../../data/question.ts';
import type { Traffic } from '../../data/traffic.ts';
import type { Failure } from '../../ui/FailureDetails.tsx';
import { FailureDetails } from '../../ui/FailureDetails.tsx';
import { isReadWhole } from '../../data/traffic.ts';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import type { QuickFilterProblem } from './QuickFilterProblems.tsx';
import { QuickFilterProblems } from './QuickFilterProblems.tsx';
import { SlowNotice } from './SlowNotice.tsx';
import { UrlProblems } from './UrlProblems.tsx';

import './notices.css';

const READING_NOTICE = new LazyCode(
  async () => (await import(/* webpackChunkName: "netobserv" */ './ReadingNotice.tsx')).ReadingNotice,
);

type NoticesProps = {
  readonly logType: LogType;
  /** True when the link asks for the other log type, which the cluster does not record. */
  readonly isLogTypeReplaced: boolean;
  /** True when conversations are only recorded once they have ended. */
  readonly isEndedOnly: boolean;
  /** Why the rows could not be refreshed, while older ones are shown. */
  readonly refreshError: Failure | undefined;
  /** The rows below; absent until the first answer. */
  readonly traffic: Traffic | undefined;
  readonly sort: Sort;
  readonly span: TimeSpan;
  readonly question: Question;
  /** True while the rows of the question are on their way. */
  readonly isWaiting: boolean;
  readonly onReadOn: () => void;
  /** The span of a recording that the chosen time does not touch. */
  readonly missedRecording: TimeSpan | undefined;
  readonly quickFilterProblems: readonly QuickFilterProblem[];
  readonly onRange: (range: TimeRange) => void;
  readonly onRetry: () => void;
};

/** What the user has to know about the rows below, most urgent first; nothing when they are plain. */
export function Notices(props: NoticesProps) {
  const { refreshError, traffic, isWaiting, missedRecording, onRange, onRetry } = props;
  const t = useT();

  return (
    <div className="netobserv-plugin__notices">
      {refreshError !== undefined && (
        <Alert
          isInline
          variant="danger"
          title={t('The rows below are old: they could not be refreshed.')}
          actionLinks={<AlertActionLink onClick={onRetry}>{t('Try again')}</AlertActionLink>}
        >
          <FailureDetails error={refreshError} />
        </Alert>
      )}
      <UrlProblems />
      <QuickFilterProblems problems={props.quickFilterProblems} />
      {missedRecording !== undefined && (
        <Alert
          isInline
          variant="info"
          title={t('The recording that is shown here lies outside the chosen time.')}
          actionLinks={
            <AlertActionLink onClick={() => onRange(rangeHolding(missedRecording))}>
              {t('Show the time of the recording')}
            </AlertActionLink>
          }
        />
      )}
      <LogTypeNotices {...props} />
      {isWaiting && (
        <SlowNotice question={props.question} logType={props.logType} span={props.span} onRange={onRange} />
      )}
      {traffic !== undefined && !isReadWhole(traffic) && (
        <LazyPart lazy={READING_NOTICE}>
          {(ReadingNotice) => (
            <ReadingNotice
              traffic={traffic}
              sort={props.sort}
              filter={props.question.filter}
              span={props.span}
              isReading={isWaiting}
              onReadOn={props.onReadOn}
              onRange={onRange}
            />
          )}
        </LazyPart>
      )}
    </div>
  );
}

/** What has to be known of the log type. */
function LogTypeNotices({ logType, isLogTypeReplaced, isEndedOnly }: NoticesProps) {
  const t = useT();
  const isConversation = logType === 'allConnections';
  return (
    <>
      {isLogTypeReplaced && (
        <Alert
          isInline
          variant="warning"
          title={
            isConversation
              ? t('The link asks for flows; this cluster only records conversations.')
              : t('The link asks for conversations; this cluster only records flows.')
          }
        />
      )}
      {isEndedOnly && isConversation && (
        <Alert
          isInline
          isPlain
          variant="info"
          title={t('Open conversations are not seen until they end: this cluster only records the end.')}
        />
      )}
    </>
  );
}
