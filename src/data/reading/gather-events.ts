import type { ConversationPlans } from '#model/backend/conversation-plan.ts';
import { EVENTS_APART_MS } from '#model/conversation/event-spacing.ts';
import { conversationIdOf } from '#model/event.ts';
import type { Slice } from '#model/reading/slice.ts';
import type { ReadContext } from './read-context.ts';
import { nowS } from './read-context.ts';
import type { EventsRead, StopEarly } from './read-events.ts';
import { readByIds, readPlanned } from './read-events.ts';
import type { ReadingEnd } from './reading-end.ts';

/** Clocks of agents may be ahead of the backend's by so many seconds. */
const AHEAD_S = 60;

/** Conversations are read one by one by their ids when they are no more than these. */
const FEW_CONVERSATIONS = 300;

/** Events around a span, and whether some may be missing that lack the names which were asked for. */
export type Gathered = EventsRead & { readonly mayLackNames: boolean };

/** The time after a slice up to now; empty where it ends now. */
export function laterThan({ endS }: Slice, context: ReadContext): Slice {
  return { startS: endS + 1, endS: nowS(context) + AHEAD_S };
}

/** Whether nothing happened after a slice. */
export function endsNow({ endS }: Slice, context: ReadContext): boolean {
  return endS >= nowS(context);
}

/** Reads the events of a slice by what is asked for, in the way that needs the fewest, until they are enough. */
export async function gatherEvents(
  plans: ConversationPlans,
  slice: Slice,
  { context, isEnough }: { readonly context: ReadContext; readonly isEnough: StopEarly['isEnough'] },
): Promise<Gathered> {
  const few = endsNow(slice, context) ? await gatherFew(plans, slice, context) : undefined;
  if (few !== undefined) {
    return { ...few, mayLackNames: false };
  }
  const told = ({ events, end }: EventsRead) => ({ events, end: withinReach(end, slice, context) });
  const read = told(
    await readPlanned(plans.lasting, slice, context, {
      isEnough: isEnough && ((so) => isEnough(told(so))),
    }),
  );
  const whole =
    context.backend.emitsHeartbeats || endsNow(slice, context) || read.end.kind !== 'whole'
      ? read
      : await withLater(read, plans, { slice, context });
  return { ...whole, mayLackNames: plans.hasNames };
}

/**
 * What is known of conversations that went on after a slice of which only the newest was read: nothing, unless each
 * of them has an event in what was read.
 */
function withinReach(end: ReadingEnd, slice: Slice, context: ReadContext): ReadingEnd {
  if (end.kind === 'whole' || endsNow(slice, context)) {
    return end;
  }
  const sliceEndMs = (slice.endS + 1) * 1000;
  const isReached = context.backend.emitsHeartbeats && sliceEndMs - end.fromMs >= EVENTS_APART_MS;
  return isReached ? end : { ...end, toMs: sliceEndMs };
}

/**
 * Where the latest event of a conversation says enough, and those are few: all events of their ids. `undefined` when
 * there are too many.
 *
 * The latest event of what was alive in a slice that ends now is in it.
 */
async function gatherFew(
  { latest }: ConversationPlans,
  slice: Slice,
  context: ReadContext,
): Promise<EventsRead | undefined> {
  if (latest === undefined) {
    return undefined;
  }
  const found = await readPlanned(latest, slice, context, { answers: 1 });
  const ids = new Set(found.events.map(conversationIdOf).filter((id) => id !== undefined));
  return found.end.kind === 'whole' && ids.size <= FEW_CONVERSATIONS
    ? readByIds([...ids], { recordType: 'allConnections', slice }, context)
    : undefined;
}

/**
 * With what happened later, where conversations say nothing while they are open: what was alive in the slice may
 * have ended, and be heard of, at any time after it.
 */
async function withLater(
  read: EventsRead,
  { lasting }: ConversationPlans,
  { slice, context }: { readonly slice: Slice; readonly context: ReadContext },
): Promise<EventsRead> {
  const later = await readPlanned(lasting, laterThan(slice, context), context);
  if (later.end.kind === 'whole') {
    return { events: [...read.events, ...later.events], end: later.end };
  }
  const end: ReadingEnd = { ...later.end, fromMs: -Infinity, toMs: (slice.endS + 1) * 1000 };
  return { ...read, end };
}
