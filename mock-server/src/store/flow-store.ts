import type { Conversation } from '#model/conversation/conversation.ts';
import type { ConversationIdentity } from '#model/conversation/identity.ts';
import type { RecordType } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { ConversationSortKey } from '#model/wire/conversations.ts';

/** Which records; `filter` speaks of record fields (it went through `lowerFilter`). */
export type RecordsQuery = {
  /** Records whose `TimeFlowEndMs` lies in it; `-Infinity` and `Infinity` leave an end open. */
  readonly span: TimeSpan;
  readonly types: readonly RecordType[];
  readonly filter: Filter;
  /** At least 1. */
  readonly limit: number;
};

export type RecordsPage = {
  /** Newest first; of one instant, what was ingested last comes first. */
  readonly records: readonly TrafficRecord[];
  /** Whether more records match than were asked for. */
  readonly hasMore: boolean;
};

export type ConversationOrder = {
  readonly key: ConversationSortKey;
  readonly direction: 'asc' | 'desc';
};

/**
 * Where a page of conversations ends: the values by which its last item is ordered, outermost first.
 *
 * Only the store that gave it reads it. It holds while conversations come and go, because it names a place
 * in the order and not a row.
 */
export type ConversationPosition = readonly (string | number | null)[];

/** Which conversations; `filter` speaks of the fields of `conversationRecord`. */
export type ConversationsQuery = {
  /** Conversations that were alive in it: begun before its end, and with traffic at or after its start. */
  readonly span: TimeSpan;
  readonly filter: Filter;
  readonly order: ConversationOrder;
  /** At least 1. */
  readonly limit: number;
  /** Where the page before this one ended; absent for the first page. */
  readonly after?: ConversationPosition;
};

export type ConversationsPage = {
  /** In the asked order; absent values come last in both directions, ties are broken by key. */
  readonly items: readonly Conversation[];
  /** How many match on all pages together. */
  readonly total: number;
  /** Where the next page begins; absent on the last one. */
  readonly next?: ConversationPosition;
};

/** One instance with what it is made of; records oldest first. */
export type ConversationWithRecords = {
  readonly conversation: Conversation;
  readonly events: readonly TrafficRecord[];
  /** Flow logs that were tracked as part of it, those of a second observer included, at most `limit`. */
  readonly flows: readonly TrafficRecord[];
  /** All flow logs that the store holds of it but those of a second observer, however many are in `flows`. */
  readonly flowCount: number;
  /** Flow logs of a second observer of the same traffic (`Duplicate`). */
  readonly duplicateCount: number;
};

/** Which records are exported: the newest ones up to a limit, as in `RecordsPage`, and all of them without one. */
export type ExportQuery = Omit<RecordsQuery, 'limit'> & { readonly limit?: number };

/** What is worked out of the values of a series' records; `rate` is the sum for each second of a window. */
export const METRIC_FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max', 'p90', 'p99', 'rate'] as const;
export type MetricFunction = (typeof METRIC_FUNCTIONS)[number];

/**
 * What is worked out, of which records, at which instants.
 *
 * The instants are multiples of `stepMs` since the epoch, as those of Loki and Prometheus are: from the first one after
 * `span.fromMs` to the first one that is not before `span.toMs`; none for an empty span. The value at an instant is
 * that of the records of the `windowMs` before it: a record at `at - windowMs` is in, one at `at` is not. Windows are
 * cut to the span, so that those of one step each add up to it. Only those of a rate that are longer than a step reach
 * back before the span, as far as they are long. Both ends of the span are finite.
 */
export type MetricsQuery = {
  readonly span: TimeSpan;
  readonly types: readonly RecordType[];
  readonly filter: Filter;
  /** Fields whose values tell series apart; none: there is one series. */
  readonly by: readonly string[];
  /**
   * The numeric field that is worked with; records without it are left out. Absent: the records are counted.
   *
   * Counters of events (`COUNTERS`) are cumulative: what counts is what an event adds to the one before it of
   * the same conversation. Without a field, an event counts when it is the first that the store has of its
   * conversation, and a flow always does.
   */
  readonly field?: string;
  readonly fn: MetricFunction;
  readonly stepMs: number;
  /** The step, but for `rate`, where it may be any multiple of what divides both. */
  readonly windowMs: number;
  /** So many series at most: those with the greatest value over the whole span, not at each instant; the least for `min`. */
  readonly limit: number;
};

/** One series: the values of the fields that tell it apart, as text, without those that are not set. */
export type MetricSeries = {
  readonly labels: Readonly<Record<string, string>>;
  /** [instant in ms, value], one at least; instants without records are left out. */
  readonly points: readonly (readonly [number, number])[];
};

export type MetricsAnswer = {
  /** Greatest over the whole span first (least first for `min`), ties by their labels. */
  readonly series: readonly MetricSeries[];
  /** How many there are without the limit. */
  readonly seriesCount: number;
};

/** How many of one kind pass each of some filters, each by itself; `types` means nothing to conversations. */
export type CountsQuery = {
  readonly of: 'records' | 'conversations';
  readonly span: TimeSpan;
  readonly types: readonly RecordType[];
  readonly filters: readonly Filter[];
};

/** The instants next to a span at which something passes a filter; absent when nothing does there. */
export type Nearest = {
  readonly beforeMs?: number;
  readonly afterMs?: number;
  /** How many there are before and after the span together. */
  readonly count: number;
};

/** The values of a field among the conversations that match, most frequent first, ties by value. */
export type Facet = {
  readonly field: string;
  /** Text as it is, numbers in decimal; conversations in which the field is not set count for ''. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** How many different values there are, however many are listed. */
  readonly valueCount: number;
};

export type FacetsQuery = Pick<ConversationsQuery, 'span' | 'filter'> & {
  /** Fields of `conversationRecord`. */
  readonly fields: readonly string[];
  /** So many values of each at most. */
  readonly limit: number;
};

/** How much a store is to keep. */
export type RetentionLimits = {
  /** What was over before this instant is too old, in ms since the epoch; `-Infinity` when nothing is. */
  readonly beforeMs: number;
  /** So many records stay at most, the newest ones; `Infinity` when all may. */
  readonly maxRecords: number;
};

/** How many records and conversations a store no longer holds. */
export type Forgotten = { readonly records: number; readonly conversations: number };

/** How far the load of a recording got, kept with the records that came of it. */
export type Load = {
  /** Names the recording by what is in it. */
  readonly recording: string;
  /** What else decides which records come of it, as JSON. */
  readonly settings: string;
  /** So many of them were ingested, in their order; those are counted, too, that were forgotten since. */
  readonly records: number;
  /** What is to be known of the recording when all of them were, as JSON; absent before that. */
  readonly facts?: string;
};

/** What is in a store. `firstMs` and `lastMs` are absent while it is empty. */
export type StoreSummary = {
  readonly records: Readonly<Record<RecordType, number>>;
  readonly conversations: number;
  readonly openConversations: number;
  readonly firstMs?: number;
  readonly lastMs?: number;
};

/**
 * Keeps records and the conversations that they tell of, and answers questions about them.
 *
 * What holds of every implementation (`test/flow-store-contract.ts` checks it):
 * - a record comes out with exactly the fields it went in with, `null` and absent being the same;
 * - when `ingest` resolves, questions see all of its records, and none of a batch that failed;
 * - events are folded in the order in which they are ingested, so that the conversations are those of
 *   `foldEvents` over the events that were ingested, but for the forgotten ones;
 * - a question whose `signal` is aborted rejects with the signal's reason, soon;
 * - after `close` nothing may be called.
 */
export interface FlowStore {
  /** With a `load`, that is how far it got from then on: it is noted together with the records, or neither is. */
  ingest(records: readonly TrafficRecord[], load?: Load): Promise<void>;
  /** What was noted last of each recording. */
  loads(): Promise<readonly Load[]>;
  records(query: RecordsQuery, signal?: AbortSignal): Promise<RecordsPage>;
  conversations(query: ConversationsQuery, signal?: AbortSignal): Promise<ConversationsPage>;
  /** The instance that a key means, as `instanceAt` of the model chooses it. */
  conversation(
    wanted: ConversationIdentity,
    limit: number,
    signal?: AbortSignal,
  ): Promise<ConversationWithRecords | undefined>;
  /**
   * The different values of a text field in the records that match, sorted; neither absent nor empty ones.
   *
   * Of a field that holds lists, the values in them, as text.
   */
  values(field: string, filter: Filter, signal?: AbortSignal): Promise<readonly string[]>;
  summary(signal?: AbortSignal): Promise<StoreSummary>;
  /** What is worked out of the records that match, over time. */
  metrics(query: MetricsQuery, signal?: AbortSignal): Promise<MetricsAnswer>;
  /** One count for each filter, in their order. */
  counts(query: CountsQuery, signal?: AbortSignal): Promise<readonly number[]>;
  /** Where in time something passes, next to a span in which perhaps nothing does; conversations by their ends. */
  nearest(
    query: Omit<CountsQuery, 'filters'> & { readonly filter: Filter },
    signal?: AbortSignal,
  ): Promise<Nearest>;
  /** One facet for each field, in their order. */
  facets(query: FacetsQuery, signal?: AbortSignal): Promise<readonly Facet[]>;
  /** The fields that any of the records has that match: those the project knows in the order of its table, then others by name. */
  fields(query: Omit<ExportQuery, 'limit'>, signal?: AbortSignal): Promise<readonly string[]>;
  /**
   * The records that match, some at a time and never held all at once: in the order in which they were ingested, and
   * with a limit the newest so many of them in the order of `RecordsPage`.
   *
   * What is ingested after the first step is not among them; what is forgotten meanwhile may be missing.
   */
  export(query: ExportQuery, signal?: AbortSignal): AsyncIterable<readonly TrafficRecord[]>;
  /**
   * Drops what is older than the limits allow, and gives its memory back; doing it again drops nothing more.
   *
   * Records go by their `TimeFlowEndMs`, of one instant those first that were ingested first. The cut is the
   * later one of `beforeMs` and the oldest record that stays. A conversation that ended before the cut goes, and
   * an open one of which nothing was heard since `beforeMs`; any other stays whole, though its first records
   * may be gone. One that is told of again is there again.
   */
  forget(limits: RetentionLimits): Promise<Forgotten>;
  close(): Promise<void>;
}
