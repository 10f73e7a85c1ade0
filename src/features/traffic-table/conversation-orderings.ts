import { compareIps, compareNumbers, compareTexts } from '#model/compare.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { numberField, textField } from '#model/flow.ts';
import type { ConversationSortKey } from '#model/wire/conversations.ts';
import type { Ordering } from './order.ts';
import { orderBy } from './order.ts';

const number = (read: (of: Conversation) => number | undefined) => orderBy(read, compareNumbers);
const text = (field: string) => orderBy(({ latest }: Conversation) => textField(latest, field), compareTexts);
const address = (field: string) =>
  orderBy(({ latest }: Conversation) => textField(latest, field), compareIps);
const port = (field: string) => number(({ latest }) => numberField(latest, field));

/** Every key that the backend orders by, for backends that cannot. */
const ORDERINGS: Readonly<Record<ConversationSortKey, Ordering<Conversation>>> = {
  start: number(({ startMs }) => startMs),
  end: number(({ endMs }) => endMs),
  duration: number(({ startMs, endMs }) => endMs - startMs),
  bytes: number(({ bytes }) => bytes),
  bytesAB: number(({ bytesAB }) => bytesAB),
  bytesBA: number(({ bytesBA }) => bytesBA),
  packets: number(({ packets }) => packets),
  packetsAB: number(({ packetsAB }) => packetsAB),
  packetsBA: number(({ packetsBA }) => packetsBA),
  flows: number(({ flows }) => flows),
  status: orderBy(({ status }) => status, compareTexts),
  id: orderBy(({ id }) => id, compareTexts),
  protocol: port('Proto'),
  srcName: text('SrcK8S_Name'),
  srcNamespace: text('SrcK8S_Namespace'),
  srcAddr: address('SrcAddr'),
  srcPort: port('SrcPort'),
  dstName: text('DstK8S_Name'),
  dstNamespace: text('DstK8S_Namespace'),
  dstAddr: address('DstAddr'),
  dstPort: port('DstPort'),
};

/** How conversations are ordered, by `Sort.key`. */
export const CONVERSATION_ORDERINGS: ReadonlyMap<string, Ordering<Conversation>> = new Map(
  Object.entries(ORDERINGS),
);
