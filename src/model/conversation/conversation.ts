import type { TrafficRecord } from '../flow.ts';

/** Whether a conversation has told its end: `open` until an `endConnection` is seen. */
export const CONVERSATION_STATUSES = ['open', 'ended'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

/**
 * One instance of a conversation: what the events of one connection say between its start and its end.
 *
 * Counters of events are cumulative, so the numbers here are those of the latest event, never a sum of
 * events. flowlogs-pipeline omits zeros: an absent counter is 0. A is the end that opened the connection,
 * as far as is known: `Src…` fields of `latest` are A's, `Dst…` fields are B's.
 */
export type Conversation = {
  /** `id@startMs`: names this instance. See `identity.ts`. */
  readonly key: string;
  /** The conversation id (`_HashId`): names the peers. Later instances of the same peers share it. */
  readonly id: string;
  readonly status: ConversationStatus;
  /** False when the first event seen is a tick or an end: it began before what is recorded. */
  readonly isStartSeen: boolean;
  /** Start of its first flow, in ms since the epoch (`TimeFlowStartMs`). */
  readonly startMs: number;
  /** End of its last flow so far, in ms since the epoch (`TimeFlowEndMs`). */
  readonly endMs: number;
  readonly bytes: number;
  readonly bytesAB: number;
  readonly bytesBA: number;
  readonly packets: number;
  readonly packetsAB: number;
  readonly packetsBA: number;
  /** How many flow logs it is made of (`numFlowLogs`). */
  readonly flows: number;
  /** How many events were folded into it. */
  readonly events: number;
  /**
   * The agents (`AgentIP`) whose tracker emitted its events; the one whose numbers stand here first. More than one
   * where each node tracks what it sees itself; none where events do not say.
   */
  readonly observers: readonly string[];
  /** The latest event: endpoints, protocol and whatever else connection tracking carries. */
  readonly latest: TrafficRecord;
  /** What is not known of it because it lies in time that was not read; left out where nothing is. */
  readonly unread?: UnreadParts | undefined;
};

/** What is not known of a conversation that is read from a backend which only knows events. */
export type UnreadParts = {
  /** Whether its first event was recorded. */
  readonly start?: boolean;
  /** Whether it has ended since, and how much its numbers have grown. */
  readonly end?: boolean;
  /** How many events there are. */
  readonly events?: boolean;
};
