import { Button, Flex, FlexItem } from '@patternfly/react-core';

import type { Traffic } from '../../data/traffic.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { formatDayAndTime, formatTimeOfDay, isoInstant } from '../../ui/time-format.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { useLocale } from '../../ui/useLocale.ts';
import { conversationsSummary, flowsSummary } from './summary-parts.ts';

import './summary-bar.css';

type SummaryBarProps = {
  /** Absent until the first answer. */
  readonly listed: Traffic | undefined;
  /** When that came, in ms since the epoch. */
  readonly updatedMs: number | undefined;
  /** Whether flows of a second observer are listed, too. */
  readonly showDup: boolean;
  readonly onShowDup: (showDup: boolean) => void;
};

/** What is listed, in numbers and words. Sums are those of the listed rows, not of what is beyond the limit. */
export function SummaryBar({ listed, updatedMs, showDup, onShowDup }: SummaryBarProps) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  if (listed === undefined) {
    return null;
  }
  const parts =
    listed.kind === 'conversations'
      ? conversationsSummary(listed, { t, format, locale })
      : flowsSummary(listed, { t, format, locale });
  return (
    <Flex
      className="netobserv-plugin__summary"
      columnGap={{ default: 'columnGapLg' }}
      rowGap={{ default: 'rowGapNone' }}
      role="status"
      aria-label={t('Summary')}
      data-test={TEST_IDS.summary}
    >
      {parts.map((part) => (
        <FlexItem key={part} className="netobserv-plugin__summary-part">
          {part}
        </FlexItem>
      ))}
      {listed.kind === 'records' && (
        <SecondObservers leftOut={listed.secondObservers ?? 0} showDup={showDup} onShowDup={onShowDup} />
      )}
      {updatedMs !== undefined && (
        <FlexItem align={{ default: 'alignRight' }} className="netobserv-plugin__muted">
          <time dateTime={isoInstant(updatedMs)} title={formatDayAndTime(updatedMs, locale)}>
            {t('Last refreshed at {{time}}', { time: formatTimeOfDay(updatedMs, locale).slice(0, 8) })}
          </time>
        </FlexItem>
      )}
    </Flex>
  );
}

type SecondObserversProps = Pick<SummaryBarProps, 'showDup' | 'onShowDup'> & { readonly leftOut: number };

/** How many flows are left out as another node saw the same traffic, and a way to see them. */
function SecondObservers({ leftOut, showDup, onShowDup }: SecondObserversProps) {
  const t = useT();
  const format = useFormat();
  if (!showDup && leftOut === 0) {
    return null;
  }
  return (
    <FlexItem>
      {showDup
        ? t('With what a second node saw of the same traffic')
        : t('{{amount}} left out that a second node saw', {
            count: leftOut,
            amount: format.count(leftOut),
          })}{' '}
      <Button variant="link" isInline size="sm" onClick={() => onShowDup(!showDup)}>
        {showDup ? t('Leave it out') : t('Show them')}
      </Button>
    </FlexItem>
  );
}
