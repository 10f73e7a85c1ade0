import { compareCodeUnits, compareIps, compareNumbers, compareTexts } from '../compare.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { numberField, textField } from '../flow.ts';
import type { ConversationSortKey } from '../wire/conversations.ts';
import type { Ordering } from './ordering.ts';
import { orderBy } from './ordering.ts';

const number = (read: (of: Conversation) => number | undefined) => orderBy(read, compareNumbers);
const text = (field: string) => orderBy(({ latest }: Conversation) => textField(latest, field), compareTexts);
const address = (field: string) =>
  orderBy(({ latest }: Conversation) => textField(latest, field), compareIps);
const amount = (field: string) => number(({ latest }) => numberField(latest, field));

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
  events: number(({ events }) => events),
  droppedBytes: amount('PktDropBytes'),
  droppedPackets: amount('PktDropPackets'),
  rtt: amount('MaxTimeFlowRttNs'),
  dnsLatency: amount('DnsLatencyMs'),
  status: orderBy(({ status }) => status, compareTexts),
  id: orderBy(({ id }) => id, compareCodeUnits),
  protocol: amount('Proto'),
  srcName: text('SrcK8S_Name'),
  srcKind: text('SrcK8S_Type'),
  srcOwner: text('SrcK8S_OwnerName'),
  srcNamespace: text('SrcK8S_Namespace'),
  srcAddr: address('SrcAddr'),
  srcPort: amount('SrcPort'),
  srcHost: text('SrcK8S_HostName'),
  srcZone: text('SrcK8S_Zone'),
  dstName: text('DstK8S_Name'),
  dstKind: text('DstK8S_Type'),
  dstOwner: text('DstK8S_OwnerName'),
  dstNamespace: text('DstK8S_Namespace'),
  dstAddr: address('DstAddr'),
  dstPort: amount('DstPort'),
  dstHost: text('DstK8S_HostName'),
  dstZone: text('DstK8S_Zone'),
};

/** How conversations are ordered, by `Sort.key`. */
export const CONVERSATION_ORDERINGS: ReadonlyMap<string, Ordering<Conversation>> = new Map(
  Object.entries(ORDERINGS),
);
