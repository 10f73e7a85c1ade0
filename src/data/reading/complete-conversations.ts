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

/** Rows that are completed may give way to others: so often those that are then in sight are completed, too. */
const ROUNDS = 3;

/** So many conversations are completed by their ids at once. */
const MOST_AT_EDGES = 1_000;

/**
 * What other observers told just before and after what was read, of the conversations in sight: where each node tracks
 * what it sees, and reading stopped, the latest that one of them told may be there, and that of another one not.
 */
export async function completeAtEdges(
  reading: Reading,
  completion: Completion,
  inSight: () => readonly Conversation[],
): Promise<void> {
  const completed = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const some = inSight().filter((one) => isAtEdge(one, reading) && !completed.has(one.id));
    if (some.length === 0) {
      break;
    }
    const atOnce = some.slice(0, MOST_AT_EDGES);
    await readAtEdges(atOnce, reading, completion);
    for (const { id } of atOnce) {
      completed.add(id);
    }
  }
  completion.leave(knownTo(reading).filter((one) => isAtEdge(one, reading) && !completed.has(one.id)));
}

/** Whether what an observer told last of a conversation may lie just outside of what was read. */
function isAtEdge({ endMs }: Conversation, { gathered: { end } }: Reading): boolean {
  return (
    end.kind === 'stopped' &&
    (endMs < end.fromMs + EVENTS_APART_MS ||
      (Number.isFinite(end.toMs) && endMs >= end.toMs - EVENTS_APART_MS))
  );
}

async function readAtEdges(
  some: readonly Conversation[],
  { gathered: { end }, slice }: Reading,
  completion: Completion,
): Promise<void> {
  if (end.kind === 'whole') {
    return;
  }
  const fromS = Math.max(slice.startS, Math.ceil(end.fromMs / 1000));
  await completion.readBefore(some, { startS: fromS - APART_S, endS: fromS - 1 });
  if (Number.isFinite(end.toMs)) {
    const toS = Math.ceil(end.toMs / 1000);
    await completion.readEveryOn(some, { startS: toS, endS: toS + APART_S });
  }
}
