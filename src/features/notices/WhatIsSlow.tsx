import { Alert, AlertActionLink, List, ListItem } from '@patternfly/react-core';

import { slownessOf } from '#model/backend/slowness.ts';
import type { LogType } from '#model/event.ts';
import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import type { Question } from '../../data/question.ts';
import { useBackend } from '../../data/useBackend.ts';
import { useT } from '../../ui/i18n.ts';
import { useFormat } from '../../ui/useFormat.ts';

const HOUR_S = 3_600;

export type WhatIsSlowProps = {
  readonly question: Question;
  readonly logType: LogType;
  readonly span: TimeSpan;
  readonly onRange: (range: TimeRange) => void;
};

/** What makes an answer slow, as far as that is known. */
export function WhatIsSlow({ question, logType, span, onRange }: WhatIsSlowProps) {
  const t = useT();
  const format = useFormat();
  const backend = useBackend();
  const slowness =
    backend === undefined ? [] : slownessOf({ logType, filter: question.filter, span }, backend);
  const isLong = slowness.includes('long-range');
  return (
    <Alert
      isInline
      variant="info"
      isLiveRegion
      title={t('The backend is still searching.')}
      actionLinks={
        isLong && (
          <AlertActionLink onClick={() => onRange(lastHourOf(question.timeRange, span))}>
            {t('Show the last hour only')}
          </AlertActionLink>
        )
      }
    >
      <List isPlain>
        {slowness.includes('unindexed') && (
          <ListItem>
            {t(
              'Nothing in the filter is indexed, so every record of the time range is looked through: a namespace, an owner or a zone would narrow it.',
            )}
          </ListItem>
        )}
        {isLong && (
          <ListItem>
            {t('The time range is long: {{duration}}.', {
              duration: format.milliseconds(span.toMs - span.fromMs),
            })}
          </ListItem>
        )}
        {slowness.length === 0 && (
          <ListItem>
            {t('It is not the question: the backend, or the Loki behind it, is slow or busy.')}
          </ListItem>
        )}
      </List>
    </Alert>
  );
}

function lastHourOf(range: TimeRange, { toMs }: TimeSpan): TimeRange {
  if (range.kind === 'relative') {
    return { kind: 'relative', seconds: HOUR_S };
  }
  const endS = Math.ceil(toMs / 1000) - 1;
  return { kind: 'absolute', startS: endS - HOUR_S + 1, endS };
}
