import type { Conversation } from './conversation.ts';
import type { EventFacts } from './event-facts.ts';
import { compareByProgress, countOf, observersOfEvent, readEvent, totalOf } from './event-facts.ts';
import { conversationKey } from './identity.ts';

/**
 * A conversation as it is folded: what the tracker of each observer says of it, and what they say together.
 *
 * Where one tracker sees all nodes there is one observer. Where each node has its own (direct mode), both ends of
 * a connection between nodes are told of: twice the same traffic, in events of the same id.
 */
export type Instance = {
  /** One for each observer, in the order in which they were first heard of; at least one. */
  readonly byObserver: readonly Conversation[];
  readonly conversation: Conversation;
};

/** Clocks of two nodes may differ by so much, in ms: a connection that is over at once need not overlap with itself. */
const CLOCK_SKEW_MS = 250;

/** For so long after its latest event an open conversation may go on without another one, in ms. */
const SILENCE_MS = 60_000;

/** An instance that an event begins. */
export function beginInstance(facts: EventFacts): Instance {
  const conversation = begin(facts);
  return { byObserver: [conversation], conversation };
}

/** An instance of which one more observer tells. */
export function joinInstance(instance: Instance, facts: EventFacts): Instance {
  return together([...instance.byObserver, begin(facts)]);
}

/** An instance of which an observer tells more; the same object when it tells nothing new. */
export function extendInstance(instance: Instance, of: Conversation, facts: EventFacts): Instance {
  const extended = extend(of, facts);
  return extended === of
    ? instance
    : together(instance.byObserver.map((known) => (known === of ? extended : known)));
}

/** What the observer of an event has told of an instance; an event that does not say whose it is is anybody's. */
export function toldBy({ byObserver }: Instance, { observer }: EventFacts): Conversation | undefined {
  return byObserver.find(
    ({ observers: [known = ''] }) => known === observer || known === '' || observer === '',
  );
}

/**
 * Whether an event of another observer tells of the same connection: it happened at the same time.
 *
 * What two nodes see of one connection begins and ends at the same time, but for their clocks.
 */
export function isSeenTogether({ conversation }: Instance, facts: EventFacts): boolean {
  const { startMs, endMs, status } = conversation;
  const slackMs = status === 'open' ? SILENCE_MS : CLOCK_SKEW_MS;
  return (facts.startMs ?? facts.endMs) <= endMs + slackMs && startMs <= facts.endMs + CLOCK_SKEW_MS;
}

/**
 * What several observers say together: the numbers of the one that saw most, never their sum.
 *
 * It is open until all have told its end.
 */
function together(byObserver: readonly Conversation[]): Instance {
  const [only, ...others] = byObserver;
  if (only !== undefined && others.length === 0) {
    return { byObserver, conversation: only };
  }
  const [fullest, ...rest] = [...byObserver].sort(fullestFirst);
  if (fullest === undefined) {
    throw new Error('an instance has at least one observer');
  }
  const startMs = Math.min(...byObserver.map((told) => told.startMs));
  return {
    byObserver,
    conversation: {
      ...fullest,
      key: conversationKey(fullest.id, startMs),
      status: byObserver.every(({ status }) => status === 'ended') ? 'ended' : 'open',
      isStartSeen: byObserver.some(({ isStartSeen }) => isStartSeen),
      startMs,
      endMs: Math.max(...byObserver.map((told) => told.endMs)),
      events: byObserver.reduce((sum, { events }) => sum + events, 0),
      observers: [fullest, ...rest].flatMap(({ observers }) => observers),
    },
  };
}

function fullestFirst(a: Conversation, b: Conversation): number {
  const [left = ''] = a.observers;
  const [right = ''] = b.observers;
  return (
    b.bytes - a.bytes ||
    b.packets - a.packets ||
    b.flows - a.flows ||
    (left < right ? -1 : Number(left > right))
  );
}

function begin(event: EventFacts): Conversation {
  const startMs = event.startMs ?? event.endMs;
  return {
    key: conversationKey(event.id, startMs),
    id: event.id,
    status: event.type === 'endConnection' ? 'ended' : 'open',
    isStartSeen: event.isFirst,
    startMs,
    endMs: event.endMs,
    ...countersOf(event),
    events: 1,
    ...latestOf(event),
  };
}

function extend(current: Conversation, event: EventFacts): Conversation {
  const latest = readEvent(current.latest);
  const progress = latest === undefined ? 1 : compareByProgress(event, latest);
  if (progress === 0) {
    return current;
  }
  const isStartSeen = current.isStartSeen || event.isFirst;
  const status = event.type === 'endConnection' ? 'ended' : current.status;
  const isNews = progress > 0 || isStartSeen !== current.isStartSeen || status !== current.status;
  const startMs = Math.min(current.startMs, event.startMs ?? current.startMs);
  return {
    ...current,
    key: conversationKey(current.id, startMs),
    status,
    isStartSeen,
    startMs,
    endMs: Math.max(current.endMs, event.endMs),
    events: current.events + Number(isNews),
    ...(progress > 0 ? { ...countersOf(event), ...latestOf(event) } : {}),
  };
}

function latestOf({ record }: EventFacts) {
  return { observers: observersOfEvent(record), latest: record };
}

function countersOf({ record, flows }: EventFacts) {
  return {
    bytes: totalOf(record, 'Bytes'),
    bytesAB: countOf(record, 'Bytes_AB'),
    bytesBA: countOf(record, 'Bytes_BA'),
    packets: totalOf(record, 'Packets'),
    packetsAB: countOf(record, 'Packets_AB'),
    packetsBA: countOf(record, 'Packets_BA'),
    flows,
  };
}
