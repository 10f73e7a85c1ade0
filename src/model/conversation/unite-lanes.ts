import type { TrafficRecord } from '../flow.ts';
import { numberField } from '../flow.ts';
import { groupBy } from '../lib/group-by.ts';
import type { AddressSpace } from './address-space.ts';
import { addressSpaceOf, isSameSpace } from './address-space.ts';
import type { FoldedConversation } from './folded-conversation.ts';
import { CLOCK_SKEW_MS, instanceOf, SILENCE_MS } from './instance.ts';

/** What the tracker of one observer takes for a connection. */
type Lane = {
  readonly folded: FoldedConversation;
  readonly observer: string;
  readonly space: AddressSpace;
  readonly startMs: number;
  /** Until when it may have gone on. */
  readonly untilMs: number;
};

/**
 * Makes one conversation of what the trackers of several observers take for connections of one id, each given as a
 * conversation of its own, in any order.
 *
 * What happened at the same time is the same connection. It only matters when each of them began and ended, not which
 * of their events are there: what an observer takes for several is one where another one saw it as one.
 */
export function uniteLanes(folded: readonly FoldedConversation[]): readonly FoldedConversation[] {
  const over: (readonly Lane[])[] = [];
  let going: (readonly Lane[])[] = [];
  for (const lane of lanesOf(folded)) {
    const isGoing = (group: readonly Lane[]) =>
      group.some(({ untilMs }) => untilMs + CLOCK_SKEW_MS >= lane.startMs);
    over.push(...going.filter((group) => !isGoing(group)));
    going = going.filter(isGoing);
    const same = groupsOf(lane, going);
    going = [...going.filter((group) => !same.includes(group)), [...same.flat(), lane]];
  }
  return [...over, ...going].map(unite);
}

/** Each with until when it may have gone on, the oldest start first. */
function lanesOf(folded: readonly FoldedConversation[]): readonly Lane[] {
  const byObserver = groupBy(folded, ({ conversation: { observers, latest } }) => {
    const { cluster, network } = addressSpaceOf(latest);
    return JSON.stringify([observers[0] ?? '', cluster, network]);
  });
  return [...byObserver.values()]
    .flatMap((some) => {
      const lastMs = some.reduce((last, { conversation }) => Math.max(last, conversation.startMs), -Infinity);
      return some.map((one): Lane => {
        const { startMs, endMs, status, observers, latest } = one.conversation;
        const [observer = ''] = observers;
        // One that is open may be silent, unless its observer told of a later one.
        const untilMs = status === 'open' && startMs === lastMs ? endMs + SILENCE_MS : endMs;
        return { folded: one, observer, space: addressSpaceOf(latest), startMs, untilMs };
      });
    })
    .sort(
      (a, b) => a.startMs - b.startMs || (a.observer < b.observer ? -1 : Number(a.observer > b.observer)),
    );
}

/** The groups that a lane belongs to, which begins after all of theirs: several, if it shows them to be one. */
function groupsOf(lane: Lane, groups: readonly (readonly Lane[])[]): readonly (readonly Lane[])[] {
  const near = groups.filter((group) => group.every(({ space }) => isSameSpace(space, lane.space)));
  const overlapMs = (group: readonly Lane[]) =>
    group.reduce(
      (most, other) =>
        other.observer === lane.observer ? most : Math.max(most, other.untilMs - lane.startMs),
      Number.NEGATIVE_INFINITY,
    );
  const certain = near.filter(
    (group) => overlapMs(group) > CLOCK_SKEW_MS || group.some(({ startMs }) => startMs === lane.startMs),
  );
  if (certain.length > 0) {
    return certain;
  }
  // Clocks differ: of those that may just have been going on, the one that began last.
  return near
    .filter((group) => overlapMs(group) >= -CLOCK_SKEW_MS)
    .sort((a, b) => latestStart(b) - latestStart(a))
    .slice(0, 1);
}

function latestStart(group: readonly Lane[]): number {
  return group.reduce((latest, { startMs }) => Math.max(latest, startMs), Number.NEGATIVE_INFINITY);
}

function unite(lanes: readonly Lane[]): FoldedConversation {
  const [only, ...others] = lanes;
  if (only !== undefined && others.length === 0) {
    return only.folded;
  }
  return {
    ...instanceOf(lanes.map(({ folded }) => folded.conversation)),
    events: lanes.flatMap(({ folded }) => folded.events).sort((a, b) => timeOf(a) - timeOf(b)),
  };
}

function timeOf(event: TrafficRecord): number {
  return numberField(event, 'TimeFlowEndMs') ?? 0;
}
