import { addressSpaceOf, isSameSpace } from './address-space.ts';
import type { Conversation } from './conversation.ts';
import type { EventFacts } from './event-facts.ts';
import { compareByProgress, countOf, observersOfEvent, readEvent, totalOf } from './event-facts.ts';
import { conversationKey } from './identity.ts';

/**
 * A conversation as it is folded: what the trackers of its observers say of it, and what they say together.
 *
 * Where one tracker sees all nodes there is one observer. Where each node has its own (direct mode), both ends of
 * a connection between nodes are told of: twice the same traffic, in events of the same id. One of them may take for
 * several what the other one sees as one, when nothing reaches it for a while.
 */
export type Instance = {
  /** What each tracker takes for one connection, in the order in which they were first heard of; at least one. */
  readonly byObserver: readonly Conversation[];
  readonly conversation: Conversation;
};

/** Clocks of two nodes may differ by so much, in ms: a connection that is over at once need not overlap with itself. */
export const CLOCK_SKEW_MS = 250;

/** For so long after its latest event an open conversation may go on without another one, in ms. */
export const SILENCE_MS = 60_000;

/** An instance that an event begins. */
export function beginInstance(facts: EventFacts): Instance {
  const conversation = begin(facts);
  return { byObserver: [conversation], conversation };
}

/** An instance of which an observer tells for the first time, or anew. */
export function joinInstance(instance: Instance, facts: EventFacts): Instance {
  return instanceOf([...instance.byObserver, begin(facts)]);
}

/** An instance of which an observer tells more; the same object when it tells nothing new. */
export function extendInstance(instance: Instance, of: Conversation, facts: EventFacts): Instance {
  const extended = extend(of, facts);
  return extended === of
    ? instance
    : instanceOf(instance.byObserver.map((known) => (known === of ? extended : known)));
}

/**
 * Whether an event is of the observer that told of a conversation, in the same cluster and network; one that does not
 * say whose it is is anybody's.
 */
export function isOfObserver(told: Conversation, event: EventFacts): boolean {
  const [known = ''] = told.observers;
  return isAnybodys(known, event.observer) && isInSpaceOf(told, event);
}

function isAnybodys(known: string, observer: string): boolean {
  return known === observer || known === '' || observer === '';
}

/** Whether an event tells of the cluster and network of a conversation. */
export function isInSpaceOf({ latest }: Conversation, { space }: EventFacts): boolean {
  return isSameSpace(addressSpaceOf(latest), space);
}

/**
 * Whether an event tells of the same connection as another observer does: it happened at the same time.
 *
 * What two nodes see of one connection begins and ends at the same time, but for their clocks.
 */
export function isSeenTogether({ byObserver }: Instance, facts: EventFacts): boolean {
  return byObserver.some((told) => {
    const slackMs = told.status === 'open' ? SILENCE_MS : CLOCK_SKEW_MS;
    return (
      isInSpaceOf(told, facts) &&
      !isOfObserver(told, facts) &&
      (facts.startMs ?? facts.endMs) <= told.endMs + slackMs &&
      told.startMs <= facts.endMs + CLOCK_SKEW_MS
    );
  });
}

/**
 * What several observers say together: the numbers of the one that saw most, never their sum.
 *
 * It is open until all have told its end.
 */
export function instanceOf(byObserver: readonly Conversation[]): Instance {
  const [only, ...others] = byObserver;
  if (only !== undefined && others.length === 0) {
    return { byObserver, conversation: only };
  }
  const [fullest, ...rest] = [...byObserver].sort(fullestFirst);
  if (fullest === undefined) {
    throw new Error('an instance has at least one observer');
  }
  const startMs = Math.min(...byObserver.map((told) => told.startMs));
  const first = byObserver.filter((told) => told.startMs <= startMs + CLOCK_SKEW_MS);
  return {
    byObserver,
    conversation: {
      ...fullest,
      key: conversationKey(fullest.id, startMs, addressSpaceOf(fullest.latest)),
      status: byObserver.every(({ status }) => status === 'ended') ? 'ended' : 'open',
      isStartSeen: first.some(({ isStartSeen }) => isStartSeen),
      startMs,
      endMs: Math.max(...byObserver.map((told) => told.endMs)),
      events: byObserver.reduce((sum, { events }) => sum + events, 0),
      observers: [...new Set([fullest, ...rest].flatMap(({ observers }) => observers))],
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
    key: conversationKey(event.id, startMs, event.space),
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
    key: conversationKey(current.id, startMs, progress > 0 ? event.space : addressSpaceOf(current.latest)),
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
