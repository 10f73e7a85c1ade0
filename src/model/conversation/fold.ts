import type { TrafficRecord } from '../flow.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Conversation } from './conversation.ts';
import type { EventFacts } from './event-facts.ts';
import { compareByProgress, compareByTime, readEvent } from './event-facts.ts';
import type { Instance } from './instance.ts';
import {
  beginInstance,
  extendInstance,
  isInSpaceOf,
  isOfObserver,
  isSeenTogether,
  joinInstance,
} from './instance.ts';
import type { FoldedConversation } from './folded-conversation.ts';
import { foldedFrom, newestStartFirst } from './folded-conversation.ts';
import { uniteLanes } from './unite-lanes.ts';

/** What an event did: it told more of one of the known instances (`index`), or began another one. */
export type FoldStep = { readonly index: number | undefined; readonly instance: Instance };

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
  const place = placeOf(known, facts);
  return {
    index: place?.index,
    instance: place === undefined ? beginInstance(facts) : tellMore(place, facts),
  };
}

/**
 * Folds events of any conversations, in any order and with any repetition, into instances: newest start first.
 *
 * The order in which they were emitted is found again from their times and cumulative counters. Keys are unique:
 * events of one id with the same start are one instance. Unusable events are left out.
 */
export function foldEvents(events: readonly TrafficRecord[]): readonly FoldedConversation[] {
  const usable = events.map(readEvent).filter((facts) => facts !== undefined);
  return [...groupBy(usable, ({ id }) => id).values()].flatMap(foldOneId).sort(newestStartFirst);
}

function foldOneId(events: readonly EventFacts[]): readonly FoldedConversation[] {
  const byObserver = groupBy(events, ({ observer }) => observer);
  // An event that does not say whose it is is anybody's: then no observer can be told for itself.
  return byObserver.size === 1 || byObserver.has('')
    ? foldTogether(events)
    : uniteLanes([...byObserver.values()].flatMap(foldTogether));
}

function foldTogether(events: readonly EventFacts[]): readonly FoldedConversation[] {
  const instances: Instance[] = [];
  const eventsOf: EventFacts[][] = [];
  const byStart = new Map<number, number>();
  for (const event of distinct(events)) {
    const sameStart = byStart.get(startOf(event));
    const known = sameStart === undefined ? undefined : instances[sameStart];
    const place =
      sameStart === undefined || known === undefined || !isInSpaceOf(known.conversation, event)
        ? placeOf(instances, event)
        : placeIn(instances, sameStart, event);
    const index = place?.index ?? instances.length;
    const instance = place === undefined ? beginInstance(event) : tellMore(place, event);
    instances[index] = instance;
    (eventsOf[index] ??= []).push(event);
    byStart.set(event.startMs ?? instance.conversation.startMs, index);
  }
  return instances.map((instance, index) => foldedFrom(instance, eventsOf[index] ?? []));
}

function distinct(events: readonly EventFacts[]): readonly EventFacts[] {
  const sorted = [...events].sort(compareByTime);
  return sorted.filter((event, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareByTime(before, event) !== 0;
  });
}

/** Where an event belongs: in an instance, and of what is told of that to `of`, unless it is told anew. */
type Place = { readonly index: number; readonly instance: Instance; readonly of: Conversation | undefined };

/**
 * The instance that an event tells of: that of which its observer has told last, or one with the same start; else
 * one that other observers saw at the same time. `undefined` when it begins one.
 */
function placeOf(known: readonly Instance[], facts: EventFacts): Place | undefined {
  if (known.some(({ conversation }) => conversation.id !== facts.id)) {
    return undefined;
  }
  const last = placeIn(
    known,
    known.findLastIndex(({ byObserver }) => byObserver.some(isOf(facts))),
    facts,
  );
  if (last?.of !== undefined && continues(last.of, facts)) {
    return last;
  }
  const sameStart = known.findLastIndex(({ conversation, byObserver }) =>
    [conversation, ...byObserver].some((told) => told.startMs === startOf(facts) && isInSpaceOf(told, facts)),
  );
  return sameStart === -1 ? nearestSeenTogether(known, facts) : placeIn(known, sameStart, facts);
}

/** Its place in an instance: of what its observer told, that with the same start, else what it told last. */
function placeIn(known: readonly Instance[], index: number, facts: EventFacts): Place | undefined {
  const instance = known[index];
  const told = instance?.byObserver.filter(isOf(facts)) ?? [];
  return (
    instance && {
      index,
      instance,
      of: told.find(({ startMs }) => startMs === startOf(facts)) ?? told.at(-1),
    }
  );
}

/** Of the instances that others saw at the same time, the one that began closest to what an observer tells now. */
function nearestSeenTogether(known: readonly Instance[], facts: EventFacts): Place | undefined {
  const distanceMs = ({ conversation }: Instance) => Math.abs(conversation.startMs - startOf(facts));
  const [nearest] = [...known.entries()]
    .filter(([, instance]) => isSeenTogether(instance, facts))
    .sort(([, a], [, b]) => distanceMs(a) - distanceMs(b));
  return nearest && { index: nearest[0], instance: nearest[1], of: undefined };
}

function tellMore({ instance, of }: Place, facts: EventFacts): Instance {
  return of === undefined ? joinInstance(instance, facts) : extendInstance(instance, of, facts);
}

function isOf(facts: EventFacts): (told: Conversation) => boolean {
  return (told) => isOfObserver(told, facts);
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
