import { planConversations } from '#model/backend/conversation-plan.ts';
import { isAliveIn } from '#model/conversation/alive.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { EVENTS_APART_MS } from '#model/conversation/event-spacing.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { Filter } from '#model/filter/filter.ts';
import { mentions } from '#model/filter/filter-fields.ts';
import { CONVERSATION_ORDERINGS } from '#model/order/conversation-orderings.ts';
import { ordered } from '#model/order/ordering.ts';
import type { Slice } from '#model/reading/slice.ts';
import { sliceHolding } from '#model/reading/slice.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import { completeAtEdges, completeConversations, isBegunBefore, knownTo } from './complete-conversations.ts';
import type { Reading } from './complete-conversations.ts';
import type { Completion } from './completion.ts';
import { EventSet } from './event-set.ts';
import { endsNow, gatherEvents } from './gather-events.ts';
import type { ReadContext } from './read-context.ts';
import type { EventsRead } from './read-events.ts';
import { nowS } from './read-context.ts';
import type { ReadingEnd, ReadingFailure } from './reading-end.ts';
import { isKnownAt } from './reading-end.ts';

/** Which conversations are wanted: of those that were alive in a span and pass, the first so many in an order. */
export type ConversationsQuestion = {
  readonly span: TimeSpan;
  /** Lowered; on the whole of a conversation. */
  readonly filter: Filter;
  readonly sort: Sort;
  readonly limit: number;
};

/** Conversations that pass, as far as they are known. */
export type ConversationsRead = {
  readonly items: readonly Conversation[];
  /** How many pass of those that are known. */
  readonly total: number;
  readonly end: ReadingEnd;
  /** Ids, each once, of which it could not be read how they went on: whether and how they pass is not certain. */
  readonly cutOff: readonly string[];
  /** Why that could not be read, where the backend did not answer. */
  readonly failure: ReadingFailure | undefined;
};

/**
 * Reads conversations from NetObserv's backend, which knows their events only.
 *
 * Events are read around the span, so far that there is one of each conversation that was alive in it; what happened
 * to open ones after that is read by their ids. They are folded first, and the filter is applied to whole
 * conversations.
 */
export async function readConversations(
  question: ConversationsQuestion,
  context: ReadContext,
): Promise<ConversationsRead> {
  const isEveryEventWanted = areEventsCounted(question);
  const plans = planConversations(question.filter, context.backend, { isEveryEventWanted });
  const slice = sliceAround(question.span, context);
  const isEnough =
    context.budget.isForRows && isNewestFirst(question.sort)
      ? areRowsKnown(question, slice, context)
      : undefined;
  const gathered = await gatherEvents(plans, slice, { context, isEnough });
  const reading: Reading = {
    span: question.span,
    context,
    slice,
    isEveryEventWanted,
    gathered,
    events: new EventSet(),
  };
  reading.events.add(gathered.events);
  const completion = await completeConversations(reading);
  await completeAtEdges(reading, completion, () => rowsOf(knownTo(reading), question).items);
  const conversations = knownTo(reading).map((conversation) => withUnread(conversation, reading, completion));
  const cutOff = new Set(
    conversations
      .filter(({ id, startMs }) => startMs < question.span.toMs && completion.isUncertain(id))
      .map(({ id }) => id),
  );
  return {
    ...rowsOf(conversations, question),
    end: gathered.end,
    cutOff: [...cutOff],
    failure: completion.failure,
  };
}

function areEventsCounted({ filter, sort }: ConversationsQuestion): boolean {
  return sort.key === 'events' || mentions(filter, '_Events') || mentions(filter, '_IsStartSeen');
}

function isNewestFirst({ key, direction }: Sort): boolean {
  return key === 'end' && direction === 'desc';
}

/** Whether the newest rows are known for certain: then it only matters how many more there are. */
function areRowsKnown(question: ConversationsQuestion, slice: Slice, context: ReadContext) {
  const isLatestKnown = endsNow(slice, context);
  return ({ events, end }: EventsRead): boolean => {
    const certain = foldEvents(events)
      .map(({ conversation }) => conversation)
      .filter(({ status, endMs }) => isKnownAt(end, endMs) && (isLatestKnown || status === 'ended'));
    return rowsOf(certain, question).total >= question.limit;
  };
}

/** Later than now nothing has happened. */
function sliceAround({ fromMs, toMs }: TimeSpan, context: ReadContext): Slice {
  const { startS, endS } = sliceHolding({ fromMs: fromMs - EVENTS_APART_MS, toMs: toMs + EVENTS_APART_MS });
  return { startS, endS: Math.min(endS, nowS(context) + EVENTS_APART_MS / 1000) };
}

function withUnread(conversation: Conversation, reading: Reading, completion: Completion): Conversation {
  const { isEveryEventWanted, gathered } = reading;
  const isMissing =
    completion.isLacking(conversation) ||
    (!isEveryEventWanted && (gathered.mayLackNames || isBegunBefore(conversation, reading)));
  const start = isMissing && !conversation.isStartSeen;
  const end = completion.isCutOff(conversation);
  const events = isMissing || end || completion.hasSkipped(conversation);
  return start || end || events ? { ...conversation, unread: { start, end, events } } : conversation;
}

function rowsOf(
  conversations: readonly Conversation[],
  { span, filter, sort, limit }: ConversationsQuestion,
): Pick<ConversationsRead, 'items' | 'total'> {
  const passes = compileFilter(filter);
  const passing = conversations
    .filter((conversation) => isAliveIn(conversation, span) && passes(conversationRecord(conversation)))
    // As our server breaks ties.
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return {
    items: ordered(passing, CONVERSATION_ORDERINGS, sort).slice(0, limit),
    total: passing.length,
  };
}
