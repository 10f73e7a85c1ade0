import { numberField } from '#model/flow.ts';
import type { Traffic } from '../../data/traffic.ts';
import type { Writing } from '../../ui/writing.ts';

type Conversations = Extract<Traffic, { readonly kind: 'conversations' }>;
type Flows = Extract<Traffic, { readonly kind: 'records' }>;

/** Conversations in numbers: how many, how many are open, and what those that are listed sum up to. */
export function conversationsSummary(listed: Conversations, { t, format }: Writing): readonly string[] {
  const { items } = listed;
  const sum = (read: (of: Conversations['items'][number]) => number) =>
    items.reduce((so, item) => so + read(item), 0);
  const open = items.filter(({ status, unread }) => status === 'open' && unread?.end !== true).length;
  const flows = sum((conversation) => conversation.flows);
  const packets = sum((conversation) => conversation.packets);
  return [
    howMany(listed, { t, format }),
    t('{{amount}} open now', { count: open, amount: format.count(open) }),
    t('{{amount}} flows', { count: flows, amount: format.count(flows) }),
    format.bytes(sum(({ bytes }) => bytes)),
    t('{{amount}} packets', { count: packets, amount: format.count(packets) }),
  ];
}

function howMany({ items, total, end }: Conversations, { t, format }: Pick<Writing, 't' | 'format'>): string {
  const amount = format.count(total);
  if (items.length < total) {
    const shown = format.count(items.length);
    return end.kind === 'whole'
      ? t('First {{shown}} of {{amount}} conversations', { shown, amount, count: total })
      : t('First {{shown}} of the newest {{amount}} conversations', { shown, amount, count: total });
  }
  return end.kind === 'whole'
    ? t('{{amount}} conversations', { amount, count: total })
    : t('Newest {{amount}} conversations; there are more', { amount, count: total });
}

/** Flows in numbers: how many, and what they sum up to. */
export function flowsSummary({ records, isLimitReached }: Flows, { t, format }: Writing): readonly string[] {
  const sum = (field: string) =>
    records.reduce((so, { record }) => so + (numberField(record, field) ?? 0), 0);
  const flows = records.length;
  const packets = sum('Packets');
  return [
    isLimitReached
      ? t('Newest {{amount}} flows; there are more', { count: flows, amount: format.count(flows) })
      : t('{{amount}} flows', { count: flows, amount: format.count(flows) }),
    format.bytes(sum('Bytes')),
    t('{{amount}} packets', { count: packets, amount: format.count(packets) }),
  ];
}
