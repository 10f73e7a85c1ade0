import { numberField } from '#model/flow.ts';
import type { Traffic } from '../../data/traffic.ts';
import { isReadWhole } from '../../data/traffic.ts';
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
    t('{{amount}} still open', { count: open, amount: format.count(open) }),
    t('{{amount}} flows', { count: flows, amount: format.count(flows) }),
    format.bytes(sum(({ bytes }) => bytes)),
    t('{{amount}} packets', { count: packets, amount: format.count(packets) }),
  ];
}

function howMany(listed: Conversations, { t, format }: Pick<Writing, 't' | 'format'>): string {
  const { items, total, end } = listed;
  const amount = format.count(total);
  if (items.length < total) {
    const shown = format.count(items.length);
    return end.kind === 'whole'
      ? t('First {{shown}} of {{amount}} conversations', { shown, amount, count: total })
      : t('First {{shown}} of the newest {{amount}} conversations', { shown, amount, count: total });
  }
  return isReadWhole(listed)
    ? t('{{amount}} conversations', { amount, count: total })
    : t('{{amount}} conversations found; not all was read', { amount, count: total });
}

/** Flows in numbers: how many, and what they sum up to. */
export function flowsSummary(listed: Flows, { t, format }: Writing): readonly string[] {
  // What a second observer saw of the same traffic is listed, if that is wanted, and never added.
  const records = listed.records.filter(({ record }) => record['Duplicate'] !== true);
  const sum = (field: string) =>
    records.reduce((so, { record }) => so + (numberField(record, field) ?? 0), 0);
  const packets = sum('Packets');
  return [
    howManyFlows(listed, { t, format }),
    format.bytes(sum('Bytes')),
    t('{{amount}} packets', { count: packets, amount: format.count(packets) }),
  ];
}

function howManyFlows(listed: Flows, { t, format }: Pick<Writing, 't' | 'format'>): string {
  const count = listed.records.length;
  const amount = format.count(count);
  if (!isReadWhole(listed)) {
    return t('{{amount}} flows found; not all was read', { count, amount });
  }
  return listed.isLimitReached
    ? t('Newest {{amount}} flows; there are more', { count, amount })
    : t('{{amount}} flows', { count, amount });
}
