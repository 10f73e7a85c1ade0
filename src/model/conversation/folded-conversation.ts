import type { TrafficRecord } from '../flow.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Conversation } from './conversation.ts';
import type { EventFacts } from './event-facts.ts';
import type { Instance } from './instance.ts';
import { CLOCK_SKEW_MS } from './instance.ts';

/** An instance with the events it was made from, oldest first, each once. */
export type FoldedConversation = {
  readonly conversation: Conversation;
  readonly events: readonly TrafficRecord[];
  /** What each tracker takes for one connection; at least one. */
  readonly byObserver: readonly Conversation[];
};

/** An instance and all of its events. */
export function foldedFrom(
  { conversation, byObserver }: Instance,
  events: readonly EventFacts[],
): FoldedConversation {
  return {
    conversation: { ...conversation, events: events.length },
    events: events.map(({ record }) => record),
    byObserver,
  };
}

/**
 * Whether an observer is not heard of until after the start: it may have taken for several what others saw as one, and
 * what it told before is not among the events.
 */
export function mayLackParts({ conversation, byObserver }: FoldedConversation): boolean {
  const ofEach = groupBy(byObserver, ({ observers }) => observers[0] ?? '');
  return [...ofEach.values()].some((parts) =>
    parts.every(({ startMs }) => startMs > conversation.startMs + CLOCK_SKEW_MS),
  );
}

/** Orders by start, the newest first. */
export function newestStartFirst(a: FoldedConversation, b: FoldedConversation): number {
  const { conversation: left } = a;
  const { conversation: right } = b;
  return right.startMs - left.startMs || (left.key < right.key ? -1 : Number(left.key > right.key));
}
