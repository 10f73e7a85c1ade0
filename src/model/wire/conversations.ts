import type { Static } from 'typebox';
import {
  Array as ArrayOf,
  Boolean as Bool,
  Integer,
  Literal,
  Number as Num,
  Object as ObjectOf,
  Optional,
  Record as MapOf,
  String as Text,
  Union,
  Unknown,
} from 'typebox';

/** A record as it travels: a flat map; unknown fields pass. */
export const WireRecord = MapOf(Text(), Unknown());

/** One conversation instance; see `model/conversation/conversation.ts` for what each number means. */
export const WireConversation = ObjectOf({
  key: Text(),
  id: Text(),
  status: Union([Literal('open'), Literal('ended')]),
  isStartSeen: Bool(),
  startMs: Num(),
  endMs: Num(),
  bytes: Num(),
  bytesAB: Num(),
  bytesBA: Num(),
  packets: Num(),
  packetsAB: Num(),
  packetsBA: Num(),
  flows: Integer(),
  events: Integer(),
  observers: ArrayOf(Text()),
  latest: WireRecord,
});

/**
 * `GET /api/conversations`: instances that were alive in the asked window.
 *
 * `total` counts all that match, however many are in `items`. `cursor` asks for the next page; absent on the
 * last one.
 */
export const ConversationsAnswer = ObjectOf({
  items: ArrayOf(WireConversation),
  total: Integer(),
  cursor: Optional(Text()),
  /** The server's clock, in seconds. */
  unixTimestamp: Num(),
});
export type ConversationsAnswer = Static<typeof ConversationsAnswer>;

/** How the flow logs that were found compare with what connection tracking counted. */
export const Reconciliation = ObjectOf({
  /** Counted by connection tracking (`numFlowLogs` of the latest event). */
  numFlowLogs: Integer(),
  /** Found in the store between the instance's start and end; duplicates of a second observer are not counted. */
  flowsFound: Integer(),
  /** Records of a second observer of the same traffic. */
  duplicates: Integer(),
  /** False when the cluster keeps no flow logs (`logTypes` is not All): then nothing can be found. */
  areFlowsKept: Bool(),
});

/** `GET /api/conversations/{key}`: one instance with its events and flow logs, oldest first. */
export const ConversationAnswer = ObjectOf({
  conversation: WireConversation,
  events: ArrayOf(WireRecord),
  flows: ArrayOf(WireRecord),
  /** True when there are more flow logs than are listed in `flows`. */
  areFlowsCut: Bool(),
  reconciliation: Reconciliation,
  /** The key of the instance of the same ID, cluster and network that began last before this one. */
  before: Optional(Text()),
  /** The key of the one that began first after it. */
  after: Optional(Text()),
});
export type ConversationAnswer = Static<typeof ConversationAnswer>;

/**
 * `GET /api/conversations/facets`: which values fields have among the conversations that match.
 *
 * The most frequent values come first. '' is for conversations in which the field is not set; a list counts once
 * for each of its values.
 */
export const FacetsAnswer = ObjectOf({
  facets: ArrayOf(
    ObjectOf({
      field: Text(),
      values: ArrayOf(ObjectOf({ value: Text(), count: Integer() })),
      /** How many different values there are, however many are in `values`. */
      valueCount: Integer(),
    }),
  ),
  /** The server's clock, in seconds. */
  unixTimestamp: Num(),
});
export type FacetsAnswer = Static<typeof FacetsAnswer>;

/** What `GET /api/conversations` sorts by; `-` before it means descending. */
export const CONVERSATION_SORT_KEYS = [
  'start',
  'end',
  'duration',
  'bytes',
  'bytesAB',
  'bytesBA',
  'packets',
  'packetsAB',
  'packetsBA',
  'flows',
  'events',
  'droppedBytes',
  'droppedPackets',
  'rtt',
  'dnsLatency',
  'status',
  'id',
  'protocol',
  'srcName',
  'srcKind',
  'srcOwner',
  'srcNamespace',
  'srcAddr',
  'srcPort',
  'srcHost',
  'srcZone',
  'dstName',
  'dstKind',
  'dstOwner',
  'dstNamespace',
  'dstAddr',
  'dstPort',
  'dstHost',
  'dstZone',
] as const;
export type ConversationSortKey = (typeof CONVERSATION_SORT_KEYS)[number];
