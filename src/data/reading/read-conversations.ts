import { planConversations } from '#model/backend/conversation-plan.ts';
import { isAliveIn } from '#model/conversation/alive.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { Filter } from '#model/filter/filter.ts';
import { mentions } from '#model/filter/mentions.ts';
import { CONVERSATION_ORDERINGS } from '#model/order/conversation-orderings.ts';
import { ordered } from '#model/order/ordering.ts';
import type { Slice } from '#model/reading/slice.ts';
import { sliceHolding } from '#model/reading/slice.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import { Completion } from './completion.ts';
import { EventSet } from './event-set.ts';
import type { Gathered } from './gather-events.ts';
import { endsNow, gatherEvents, laterThan } from './gather-events.ts';
import type { ReadContext } from './read-context.ts';
import { nowS } from './read-context.ts';
import type { ReadingEnd } from './reading-end.ts';
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
  /** Ids of which it could not be read how they went on: whether and how they pass is not certain. */
  readonly cutOff: readonly string[];
};

/**
 * The events of a conversation are at most so far apart, in ms: heartbeat interval, end timeout, and what an agent
 * may be late by (the operator's defaults: 30 s, 10 s).
 */
const EVENTS_APART_MS = 60_000;

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
  const gathered = await gatherEvents(plans, slice, context);
  const reading: Reading = { question, context, slice, isEveryEventWanted, gathered, events: new EventSet() };
  reading.events.add(gathered.events);
  const completion = await complete(reading);
  const conversations = knownTo(reading).map((conversation) => withUnread(conversation, reading, completion));
  return { ...rowsOf(conversations, question), end: gathered.end, cutOff: cutOffOf(conversations, question) };
}

function cutOffOf(
  conversations: readonly Conversation[],
  { span }: ConversationsQuestion,
): readonly string[] {
  return conversations
    .filter(({ unread, startMs }) => unread?.end === true && startMs < span.toMs)
    .map(({ id }) => id);
}

type Reading = {
  readonly question: ConversationsQuestion;
  readonly context: ReadContext;
  readonly slice: Slice;
  /** Whether the events of a conversation are counted, or its first one is asked about. */
  readonly isEveryEventWanted: boolean;
  readonly gathered: Gathered;
  readonly events: EventSet;
};

function areEventsCounted({ filter, sort }: ConversationsQuestion): boolean {
  return sort.key === 'events' || mentions(filter, '_Events') || mentions(filter, '_IsStartSeen');
}

/** Later than now nothing has happened. */
function sliceAround({ fromMs, toMs }: TimeSpan, context: ReadContext): Slice {
  const { startS, endS } = sliceHolding({ fromMs: fromMs - EVENTS_APART_MS, toMs: toMs + EVENTS_APART_MS });
  return { startS, endS: Math.min(endS, nowS(context) + EVENTS_APART_MS / 1000) };
}

/** Reads by their ids what of the conversations lies outside of what was gathered. */
async function complete(reading: Reading): Promise<Completion> {
  const { question, context, slice, isEveryEventWanted, gathered, events } = reading;
  const completion = new Completion(context, events);
  const open = () =>
    knownTo(reading).filter(({ status, startMs }) => status === 'open' && startMs < question.span.toMs);
  if (gathered.mayLackNames) {
    await completion.readOn(open(), slice);
  }
  const later = laterThan(slice, context);
  if (!endsNow(slice, context)) {
    await (isEveryEventWanted ? completion.readEvery(open(), later) : completion.readOn(open(), later));
  }
  if (isEveryEventWanted) {
    const begun = knownTo(reading).filter((conversation) => isBegunBefore(conversation, reading));
    const startMs = begun.reduce((least, conversation) => Math.min(least, conversation.startMs), Infinity);
    await completion.readEvery(begun, {
      startS: Math.floor(startMs / 1000) - 1,
      endS: Math.ceil(readFromMs(reading) / 1000) - 1,
    });
  }
  return completion;
}

/** The conversations of which the latest event was read. */
function knownTo({ events, gathered }: Reading): readonly Conversation[] {
  return events.conversations.filter(({ endMs }) => isKnownAt(gathered.end, endMs));
}

/** From when on events were read, in ms since the epoch. */
function readFromMs({ slice, gathered: { end } }: Reading): number {
  return Math.max(slice.startS * 1000, end.kind === 'whole' ? -Infinity : end.fromMs);
}

function isBegunBefore({ startMs }: Conversation, reading: Reading): boolean {
  return startMs < readFromMs(reading);
}

function withUnread(conversation: Conversation, reading: Reading, completion: Completion): Conversation {
  const { isEveryEventWanted, gathered } = reading;
  const isMissing = !isEveryEventWanted && (gathered.mayLackNames || isBegunBefore(conversation, reading));
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
