import type { Conversation } from '#model/conversation/conversation.ts';
import { EVENTS_APART_MS } from '#model/conversation/event-spacing.ts';
import { mayLackParts } from '#model/conversation/folded-conversation.ts';
import type { Slice } from '#model/reading/slice.ts';
import type { TimeSpan } from '#model/time-range.ts';
import { Completion } from './completion.ts';
import type { EventSet } from './event-set.ts';
import type { Gathered } from './gather-events.ts';
import { endsNow, laterThan } from './gather-events.ts';
import type { ReadContext } from './read-context.ts';
import { isKnownAt } from './reading-end.ts';

/** What was read for a question, and what it is asked for. */
export type Reading = {
  readonly span: TimeSpan;
  readonly context: ReadContext;
  /** What was to be read. */
  readonly slice: Slice;
  /** Whether the events of a conversation are counted, or its first one is asked about. */
  readonly isEveryEventWanted: boolean;
  readonly gathered: Gathered;
  readonly events: EventSet;
};

/** The conversations of which the latest event was read. */
export function knownTo({ events, gathered }: Reading): readonly Conversation[] {
  return events.conversations.filter(({ endMs }) => isKnownAt(gathered.end, endMs));
}

/** Whether a conversation began before what was read. */
export function isBegunBefore({ startMs }: Conversation, reading: Reading): boolean {
  return startMs < readFromMs(reading);
}

/** From when on events were read, in ms since the epoch. */
function readFromMs({ slice, gathered: { end } }: Reading): number {
  return Math.max(slice.startS * 1000, end.kind === 'whole' ? -Infinity : end.fromMs);
}

/** Reads by their ids what of the conversations lies outside of what was gathered. */
export async function completeConversations(reading: Reading): Promise<Completion> {
  const completion = new Completion(reading.context, reading.events);
  await completeOpen(reading, completion);
  await completeBegun(reading, completion);
  await completeAtEdges(reading, completion);
  return completion;
}

/** How those that are open went on. */
async function completeOpen(reading: Reading, completion: Completion): Promise<void> {
  const { span, context, slice, isEveryEventWanted, gathered } = reading;
  const open = () =>
    knownTo(reading).filter(({ status, startMs }) => status === 'open' && startMs < span.toMs);
  if (gathered.mayLackNames) {
    await completion.readOn(open(), slice);
  }
  if (!endsNow(slice, context)) {
    const later = laterThan(slice, context);
    await (isEveryEventWanted ? completion.readEveryOn(open(), later) : completion.readOn(open(), later));
  }
}

/** How they began, where that counts, and where an observer may have told of more. */
async function completeBegun(reading: Reading, completion: Completion): Promise<void> {
  const { isEveryEventWanted, events } = reading;
  const lacking = isEveryEventWanted
    ? knownTo(reading)
    : events.folded.filter(mayLackParts).map(({ conversation }) => conversation);
  const begun = lacking.filter((conversation) => isBegunBefore(conversation, reading));
  const startMs = begun.reduce((least, conversation) => Math.min(least, conversation.startMs), Infinity);
  await completion.readBefore(begun, {
    startS: Math.floor(startMs / 1000) - 1,
    endS: Math.ceil(readFromMs(reading) / 1000) - 1,
  });
}

const APART_S = EVENTS_APART_MS / 1000;

/** So many conversations at the edges of what was read are completed by their ids. */
const MOST_AT_EDGES = 1_000;

/**
 * What other observers told just before and after what was read, where each node tracks what it sees: where reading
 * stopped, the latest that one of them told may be there, and that of another one not.
 */
async function completeAtEdges(reading: Reading, completion: Completion): Promise<void> {
  const { context, slice, gathered, events } = reading;
  const { end } = gathered;
  if (end.kind === 'whole' || !events.conversations.some(({ observers }) => observers.length > 1)) {
    return;
  }
  const isPast = !endsNow(slice, context);
  const endMs = (slice.endS + 1) * 1000;
  const near = knownTo(reading).filter(
    (one) => one.endMs < end.fromMs + EVENTS_APART_MS || (isPast && one.endMs >= endMs - EVENTS_APART_MS),
  );
  completion.leave(near.slice(MOST_AT_EDGES));
  const some = near.slice(0, MOST_AT_EDGES);
  const fromS = Math.ceil(end.fromMs / 1000);
  await completion.readBefore(some, { startS: fromS - APART_S, endS: fromS - 1 });
  if (isPast) {
    await completion.readEveryOn(some, { startS: slice.endS + 1, endS: slice.endS + APART_S });
  }
}
