import type { TrafficRecord } from '../flow.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Conversation } from './conversation.ts';
import type { EventFacts } from './event-facts.ts';
import { compareByProgress, compareByTime, readEvent } from './event-facts.ts';
import type { Instance } from './instance.ts';
import { beginInstance, extendInstance, isSeenTogether, joinInstance, toldBy } from './instance.ts';

/** What an event did: it told more of one of the known instances (`index`), or began another one. */
export type FoldStep = { readonly index: number | undefined; readonly instance: Instance };

/** An instance with the events it was made from, oldest first, each once. */
export type FoldedConversation = {
  readonly conversation: Conversation;
  readonly events: readonly TrafficRecord[];
};

/**
 * Folds one event into the instances of its conversation id that are known, oldest first, in the order in which
 * connection tracking emits events.
 *
 * Counters are cumulative: those of the latest event replace the older ones, nothing is ever summed. The same
 * event twice in a row changes nothing; a late one never takes numbers back. The start may move back, and with
 * it the key. Events of several observers fold into one instance (see `Instance`). `undefined` when the event is
 * unusable: a flow log, no id, or no times.
 */
export function foldEvent(known: readonly Instance[], event: TrafficRecord): FoldStep | undefined {
  const facts = readEvent(event);
  if (facts === undefined) {
    return undefined;
  }
  const index = placeOf(known, facts);
  const instance = index === undefined ? undefined : known[index];
  return { index, instance: instance === undefined ? beginInstance(facts) : tellMore(instance, facts) };
}

/**
 * Folds events of any conversations, in any order and with any repetition, into instances: newest start first.
 *
 * The order in which they were emitted is found again from their times and cumulative counters. Keys are unique:
 * events of one id with the same start are one instance. Unusable events are left out.
 */
export function foldEvents(events: readonly TrafficRecord[]): readonly FoldedConversation[] {
  const usable = events.map(readEvent).filter((facts) => facts !== undefined);
  return [...groupBy(usable, ({ id }) => id).values()].flatMap(foldOneId).sort(newestFirst);
}

function foldOneId(events: readonly EventFacts[]): readonly FoldedConversation[] {
  const instances: Instance[] = [];
  const eventsOf: EventFacts[][] = [];
  const byStart = new Map<number, number>();
  for (const event of distinct(events)) {
    const place = byStart.get(startOf(event)) ?? placeOf(instances, event) ?? instances.length;
    const known = instances[place];
    const instance = known === undefined ? beginInstance(event) : tellMore(known, event);
    instances[place] = instance;
    (eventsOf[place] ??= []).push(event);
    byStart.set(event.startMs ?? instance.conversation.startMs, place);
  }
  return instances.map(({ conversation }, place) => {
    const folded = eventsOf[place] ?? [];
    return {
      conversation: { ...conversation, events: folded.length },
      events: folded.map(({ record }) => record),
    };
  });
}

function distinct(events: readonly EventFacts[]): readonly EventFacts[] {
  const sorted = [...events].sort(compareByTime);
  return sorted.filter((event, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareByTime(before, event) !== 0;
  });
}

/**
 * The instance that an event tells of: that of which its observer has told last, or one with the same start; else
 * one that other observers saw at the same time. `undefined` when it begins one.
 */
function placeOf(known: readonly Instance[], facts: EventFacts): number | undefined {
  if (known.some(({ conversation }) => conversation.id !== facts.id)) {
    return undefined;
  }
  const startMs = startOf(facts);
  const last = known.findLastIndex((instance) => toldBy(instance, facts) !== undefined);
  const newest = known[last] && toldBy(known[last], facts);
  if (newest !== undefined && continues(newest, facts)) {
    return last;
  }
  const sameStart = known.findLastIndex(
    (instance) => instance.conversation.startMs === startMs || toldBy(instance, facts)?.startMs === startMs,
  );
  return sameStart === -1 ? nearestSeenTogether(known, facts) : sameStart;
}

/** Of the instances that an observer has told nothing of, the one that began closest to what it tells now. */
function nearestSeenTogether(known: readonly Instance[], facts: EventFacts): number | undefined {
  const distanceMs = ({ conversation }: Instance) => Math.abs(conversation.startMs - startOf(facts));
  const [nearest] = [...known.entries()]
    .filter(([, instance]) => toldBy(instance, facts) === undefined && isSeenTogether(instance, facts))
    .sort(([, a], [, b]) => distanceMs(a) - distanceMs(b));
  return nearest?.[0];
}

function tellMore(instance: Instance, facts: EventFacts): Instance {
  const told = toldBy(instance, facts);
  return told === undefined ? joinInstance(instance, facts) : extendInstance(instance, told, facts);
}

/**
 * Whether an event tells more of this instance, rather than of a newer one.
 *
 * A new instance begins with its first event, or after an end. The start of an instance is a minimum, so it never
 * rises: a later start belongs to a newer instance even if the end of this one and the beginning of that one were
 * lost. An event that lies within what is already known is one that came late.
 */
function continues(current: Conversation, event: EventFacts): boolean {
  if (startOf(event) === current.startMs || isLatest(current, event)) {
    return true;
  }
  const isWithin =
    startOf(event) >= current.startMs && event.endMs <= current.endMs && event.flows <= current.flows;
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

function startOf({ startMs, endMs }: EventFacts): number {
  return startMs ?? endMs;
}

function newestFirst(a: FoldedConversation, b: FoldedConversation): number {
  const { conversation: left } = a;
  const { conversation: right } = b;
  return right.startMs - left.startMs || (left.key < right.key ? -1 : Number(left.key > right.key));
}
