import { Flex, FlexItem } from '@patternfly/react-core';

import type { Conversation } from '#model/conversation/conversation.ts';
import { numberField } from '#model/flow.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { formatDayAndTime, formatTimeOfDay, isoInstant } from '../../ui/time-format.ts';
import type { Format } from '../../ui/useFormat.ts';
import { useFormat } from '../../ui/useFormat.ts';
import { useLocale } from '../../ui/useLocale.ts';

import './summary-bar.css';

/** What is listed; `total` and `isCut` tell of what is beyond the limit. */
export type Listed =
  | { readonly kind: 'conversations'; readonly items: readonly Conversation[]; readonly total: number }
  | { readonly kind: 'records'; readonly records: readonly KeyedRecord[]; readonly isCut: boolean };

type SummaryBarProps = {
  /** Absent until the first answer. */
  readonly listed: Listed | undefined;
  /** When that came, in ms since the epoch. */
  readonly updatedMs: number | undefined;
};

/** What is listed, in numbers and words. Sums are those of the listed rows, not of what is beyond the limit. */
export function SummaryBar({ listed, updatedMs }: SummaryBarProps) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  if (listed === undefined) {
    return null;
  }
  const parts =
    listed.kind === 'conversations' ? ofConversations(listed, t, format) : ofFlows(listed, t, format);
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
        <FlexItem key={part}>{part}</FlexItem>
      ))}
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

function ofConversations(
  { items, total }: Extract<Listed, { readonly kind: 'conversations' }>,
  t: Translate,
  format: Format,
): readonly string[] {
  const sum = (read: (of: Conversation) => number) => items.reduce((so, item) => so + read(item), 0);
  const open = items.filter(({ status }) => status === 'open').length;
  const flows = sum((conversation) => conversation.flows);
  const packets = sum((conversation) => conversation.packets);
  return [
    items.length < total
      ? t('First {{shown}} of {{amount}} conversations', {
          shown: format.count(items.length),
          count: total,
          amount: format.count(total),
        })
      : t('{{amount}} conversations', { count: total, amount: format.count(total) }),
    t('{{amount}} open now', { count: open, amount: format.count(open) }),
    t('{{amount}} flows', { count: flows, amount: format.count(flows) }),
    format.bytes(sum(({ bytes }) => bytes)),
    t('{{amount}} packets', { count: packets, amount: format.count(packets) }),
  ];
}

function ofFlows(
  { records, isCut }: Extract<Listed, { readonly kind: 'records' }>,
  t: Translate,
  format: Format,
): readonly string[] {
  const sum = (field: string) =>
    records.reduce((so, { record }) => so + (numberField(record, field) ?? 0), 0);
  const flows = records.length;
  const packets = sum('Packets');
  return [
    isCut
      ? t('Newest {{amount}} flows; there are more', { count: flows, amount: format.count(flows) })
      : t('{{amount}} flows', { count: flows, amount: format.count(flows) }),
    format.bytes(sum('Bytes')),
    t('{{amount}} packets', { count: packets, amount: format.count(packets) }),
  ];
}
