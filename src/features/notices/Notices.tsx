import { Alert, AlertActionLink } from '@patternfly/react-core';

import type { LogType } from '#model/event.ts';
import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import { rangeHolding } from '#model/time-range.ts';
import { useUrlProblems } from '../../state/url/useUrl.ts';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import type { SinceThen } from './ChangedSince.tsx';
import { ChangedSince } from './ChangedSince.tsx';
import type { QuickFilterProblem } from './QuickFilterProblems.tsx';

import './notices.css';

const PROBLEMS = new LazyCode(async () => {
  const [{ UrlProblems }, { QuickFilterProblems }] = await Promise.all([
    import(/* webpackChunkName: "problems" */ './UrlProblems.tsx'),
    import(/* webpackChunkName: "problems" */ './QuickFilterProblems.tsx'),
  ]);
  return { UrlProblems, QuickFilterProblems };
});

type NoticesProps = {
  readonly logType: LogType;
  /** True when the link asks for the other log type, which the cluster does not record. */
  readonly isLogTypeReplaced: boolean;
  /** True when conversations are only recorded once they have ended. */
  readonly isEndedOnly: boolean;
  /** True where a recording has flows, and no conversation of them. */
  readonly isUntracked: boolean;
  /** The span of a recording that the chosen time does not touch. */
  readonly missedRecording: TimeSpan | undefined;
  /** What of the rows of a time that is over is of now, if that is known. */
  readonly sinceThen: SinceThen | undefined;
  readonly quickFilterProblems: readonly QuickFilterProblem[];
  readonly onRange: (range: TimeRange) => void;
};

/** What has to be known of the rows before they are there, most urgent first; nothing when they are plain. */
export function Notices(props: NoticesProps) {
  const { missedRecording, quickFilterProblems, onRange } = props;
  const t = useT();
  const hasUrlProblems = useUrlProblems().length > 0;

  return (
    <div className="netobserv-plugin__notices">
      {(hasUrlProblems || quickFilterProblems.length > 0) && (
        <LazyPart lazy={PROBLEMS}>
          {({ UrlProblems, QuickFilterProblems }) => (
            <>
              <UrlProblems />
              <QuickFilterProblems problems={quickFilterProblems} />
            </>
          )}
        </LazyPart>
      )}
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
      {props.sinceThen !== undefined && <ChangedSince {...props.sinceThen} />}
    </div>
  );
}

/** What has to be known of the log type. */
function LogTypeNotices({ logType, isLogTypeReplaced, isEndedOnly, isUntracked }: NoticesProps) {
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
      {isUntracked && !isConversation && (
        <Alert
          isInline
          isPlain
          variant="info"
          title={t(
            'Nothing in this recording can be tracked, as ICMP cannot: there are flows, and no conversations.',
          )}
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
