import { compareNumbers } from '../compare.ts';
import { networkOf } from '../conversation/address-space.ts';
import type { TrafficRecord } from '../flow.ts';
import { numberField, textField } from '../flow.ts';
import { groupBy } from '../lib/group-by.ts';

/** Clocks of two nodes may differ by so much, in ms. */
export const OBSERVER_SKEW_MS = 1_000;

/**
 * Marks the flows that another agent reported, too (`Duplicate`), so that nothing is counted twice.
 *
 * Traffic between two nodes is reported by both, in flows of their own: the same directed 5-tuple at the same time.
 * The node that receives it counts (as in NetObserv's metrics), then one that does not say which way it went, then
 * the one that sends; of two alike, the one with the smaller address. A flow is marked where one that counts
 * overlaps it in time, whichever was reported first, so that the marks of a stretch of time depend on nothing long
 * before it. Records come back in their order; what is marked already stays so, and hides no other.
 */
export function markSecondObservers(records: readonly TrafficRecord[]): readonly TrafficRecord[] {
  const sightings = records.map(sightingOf).filter((sighting) => sighting !== undefined);
  const seconds = new Set<TrafficRecord>();
  for (const ofTuple of groupBy(sightings, ({ tuple }) => tuple).values()) {
    for (const { record } of secondsAmong(ofTuple)) {
      seconds.add(record);
    }
  }
  return seconds.size === 0
    ? records
    : records.map((record) => (seconds.has(record) ? { ...record, Duplicate: true } : record));
}

/** Whether another agent's flow, if there is one, would count in the place of this one. */
export function mayBeSecond(record: TrafficRecord): boolean {
  const sighting = sightingOf(record);
  return sighting !== undefined && sighting.rank !== RECEIVES;
}

/** A flow that an agent reported. */
type Sighting = {
  readonly record: TrafficRecord;
  /** The directed 5-tuple, in its cluster and network. */
  readonly tuple: string;
  readonly agent: string;
  /** The smallest counts. */
  readonly rank: number;
  readonly startMs: number;
  readonly endMs: number;
};

const TUPLE = ['SrcAddr', 'SrcPort', 'DstAddr', 'DstPort', 'Proto', 'K8S_ClusterName'] as const;

function sightingOf(record: TrafficRecord): Sighting | undefined {
  const agent = textField(record, 'AgentIP') ?? '';
  const endMs = numberField(record, 'TimeFlowEndMs');
  if (agent === '' || endMs === undefined || textField(record, 'Duplicate') === 'true') {
    return undefined;
  }
  return {
    record,
    tuple: [...TUPLE.map((field) => textField(record, field) ?? ''), networkOf(record)].join(' '),
    agent,
    rank: rankOf(record),
    startMs: numberField(record, 'TimeFlowStartMs') ?? endMs,
    endMs,
  };
}

const RECEIVES = 0;
const DOES_NOT_SAY = 1;
const SENDS = 2;

/** By `FlowDirection`: 0 ingress, 1 egress, 2 between pods of the node. */
function rankOf(record: TrafficRecord): number {
  const direction = numberField(record, 'FlowDirection');
  return direction === undefined ? DOES_NOT_SAY : direction === 1 ? SENDS : RECEIVES;
}

function secondsAmong(sightings: readonly Sighting[]): readonly Sighting[] {
  const byAgent = [...groupBy(sightings, ({ rank, agent }) => `${rank} ${agent}`).values()];
  if (byAgent.length < 2) {
    return [];
  }
  const reports = byAgent.map(reportOf);
  return sightings.filter(
    (sighting) =>
      sighting.rank !== RECEIVES &&
      reports.some((report) => counts(report, sighting) && report.overlaps(sighting)),
  );
}

/** What one agent reported of a tuple. */
type Report = {
  readonly agent: string;
  readonly rank: number;
  /** Whether a flow of it happened at the same time. */
  readonly overlaps: (other: Sighting) => boolean;
};

function counts(report: Report, other: Sighting): boolean {
  return (
    report.agent !== other.agent &&
    (report.rank < other.rank || (report.rank === other.rank && report.agent < other.agent))
  );
}

function reportOf(sightings: readonly Sighting[]): Report {
  const byStart = [...sightings].sort((a, b) => compareNumbers(a.startMs, b.startMs));
  // The latest end of all that began up to there.
  let latestMs = -Infinity;
  const ends = byStart.map(({ endMs }) => (latestMs = Math.max(latestMs, endMs)));
  const [{ agent, rank } = { agent: '', rank: RECEIVES }] = sightings;
  return {
    agent,
    rank,
    overlaps: ({ startMs, endMs }) => {
      const begun = countUpTo(byStart, endMs + OBSERVER_SKEW_MS);
      return (ends[begun - 1] ?? -Infinity) >= startMs - OBSERVER_SKEW_MS;
    },
  };
}

/** How many began up to an instant; they are ordered by that. */
function countUpTo(byStart: readonly Sighting[], atMs: number): number {
  let [low, high] = [0, byStart.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((byStart[middle]?.startMs ?? Infinity) <= atMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
