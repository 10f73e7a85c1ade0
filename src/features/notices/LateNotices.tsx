import { Alert, AlertActionLink } from '@patternfly/react-core';

import type { LogType } from '#model/event.ts';
import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import type { Question } from '../../data/question.ts';
import type { Traffic } from '../../data/traffic.ts';
import { isReadWhole } from '../../data/traffic.ts';
import type { Failure } from '../../ui/FailureDetails.tsx';
import { FailureDetails } from '../../ui/FailureDetails.tsx';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { SlowNotice } from './SlowNotice.tsx';

import './notices.css';

const READING_NOTICE = new LazyCode(
  async () => (await import(/* webpackChunkName: "netobserv" */ './ReadingNotice.tsx')).ReadingNotice,
);

type LateNoticesProps = {
  readonly logType: LogType;
  /** Why the rows could not be refreshed, while older ones are shown. */
  readonly refreshError: Failure | undefined;
  /** The rows above; absent until the first answer. */
  readonly traffic: Traffic | undefined;
  readonly sort: Sort;
  readonly span: TimeSpan;
  readonly question: Question;
  /** True while the rows of the question are on their way. */
  readonly isWaiting: boolean;
  readonly onReadOn: () => void;
  readonly onRange: (range: TimeRange) => void;
  readonly onRetry: () => void;
};

/**
 * What comes to be known of the rows while they are waited for, or shown. It stands below them, so that none of them
 * moves when it comes or goes.
 */
export function LateNotices(props: LateNoticesProps) {
  const { refreshError, traffic, isWaiting, onRange, onRetry } = props;
  const t = useT();

  return (
    <div className="netobserv-plugin__notices netobserv-plugin__notices-late">
      {refreshError !== undefined && (
        <Alert
          isInline
          variant="danger"
          title={t('The rows are old: they could not be refreshed.')}
          actionLinks={<AlertActionLink onClick={onRetry}>{t('Try again')}</AlertActionLink>}
        >
          <FailureDetails error={refreshError} />
        </Alert>
      )}
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
