import type { TrafficRecord } from '../flow.ts';
import type { Conversation } from './conversation.ts';
import type { EventFacts } from './event-facts.ts';
import { compareByProgress, compareByTime, countOf, readEvent, totalOf } from './event-facts.ts';
import { conversationKey } from './identity.ts';

/** What an event did: told more of the current instance, or began a `new` one. */
export type FoldStep = { readonly kind: 'same' | 'new'; readonly conversation: Conversation };

/** An instance with the events it was made from, oldest first, each once. */
export type FoldedConversation = {
  readonly conversation: Conversation;
  readonly events: readonly TrafficRecord[];
};

/**
 * Folds one event into the newest instance of its conversation id, in the order in which connection tracking
 * emits them.
 *
 * Counters are cumulative: those of the latest event replace the older ones, nothing is ever summed. The same
 * event twice in a row changes nothing; a late one never takes numbers back. The start may move back, and with
 * it the key. `undefined` when the event is unusable: a flow log, no id, or no times.
 */
export function foldEvent(current: Conversation | undefined, event: TrafficRecord): FoldStep | undefined {
  const facts = readEvent(event);
  if (facts === undefined) {
    return undefined;
  }
  return current !== undefined && continues(current, facts)
    ? { kind: 'same', conversation: extend(current, facts) }
    : { kind: 'new', conversation: begin(facts) };
}

/**
 * Folds events of any conversations, in any order and with any repetition, into instances: newest start first.
 *
 * The order in which they were emitted is found again from their times and cumulative counters. Keys are unique:
 * events of one id with the same start are one instance. Unusable events are left out.
 */
export function foldEvents(events: readonly TrafficRecord[]): readonly FoldedConversation[] {
  const byId = new Map<string, EventFacts[]>();
  for (const event of events) {
    const facts = readEvent(event);
    if (facts !== undefined) {
      const known = byId.get(facts.id);
      if (known === undefined) {
        byId.set(facts.id, [facts]);
      } else {
        known.push(facts);
      }
    }
  }
  return [...byId.values()].flatMap(foldOneId).sort(newestFirst);
}

type Instance = { conversation: Conversation; readonly events: EventFacts[] };

function foldOneId(events: readonly EventFacts[]): readonly FoldedConversation[] {
  const instances: Instance[] = [];
  const byStart = new Map<number, Instance>();
  let newest: Instance | undefined;
  for (const event of distinct(events)) {
    const known = byStart.get(event.startMs ?? event.endMs);
    let instance = known ?? (newest && continues(newest.conversation, event) ? newest : undefined);
    if (instance === undefined) {
      instance = { conversation: begin(event), events: [event] };
      instances.push(instance);
      newest = instance;
    } else {
      instance.conversation = extend(instance.conversation, event);
      instance.events.push(event);
    }
    byStart.set(event.startMs ?? instance.conversation.startMs, instance);
  }
  return instances.map(({ conversation, events: folded }) => ({
    conversation: { ...conversation, events: folded.length },
    events: folded.map(({ record }) => record),
  }));
}

function distinct(events: readonly EventFacts[]): readonly EventFacts[] {
  const sorted = [...events].sort(compareByTime);
  return sorted.filter((event, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareByTime(before, event) !== 0;
  });
}

/**
 * Whether an event tells more of this instance, rather than of a newer one.
 *
 * A new instance begins with its first event, or after an end. The start of an instance is a minimum, so it never
 * rises: a later start belongs to a newer instance even if the end of this one and the beginning of that one were
 * lost. An event that lies within what is already known is one that came late.
 */
function continues(current: Conversation, event: EventFacts): boolean {
  if (event.id !== current.id) {
    return false;
  }
  if ((event.startMs ?? event.endMs) === current.startMs || isLatest(current, event)) {
    return true;
  }
  const isWithin =
    (event.startMs ?? event.endMs) >= current.startMs &&
    event.endMs <= current.endMs &&
    event.flows <= current.flows;
  if (current.status === 'ended') {
    return isWithin && !event.isFirst;
  }
  if (isWithin || event.isFirst) {
    return isWithin;
  }
  return event.startMs === undefined || (event.startMs < current.startMs && event.endMs >= current.startMs);
}

function isLatest(current: Conversation, event: EventFacts): boolean {
  const latest = readEvent(current.latest);
  return latest !== undefined && compareByProgress(latest, event) === 0;
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
    latest: event.record,
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
    ...(progress > 0 ? { ...countersOf(event), latest: event.record } : {}),
  };
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

function newestFirst(a: FoldedConversation, b: FoldedConversation): number {
  const { conversation: left } = a;
  const { conversation: right } = b;
  return right.startMs - left.startMs || (left.key < right.key ? -1 : Number(left.key > right.key));
}
