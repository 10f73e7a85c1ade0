import { isEvent } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';

import { Conntrack } from './conntrack/conntrack.ts';
import type { ConntrackConfig } from './conntrack/config/conntrack-config.ts';
import { Identities } from './enrich/identities.ts';
import { Observers } from './enrich/observers.ts';
import { nameTcpFlags } from './enrich/tcp-flags.ts';
import type { Sample } from './http/metrics.ts';
import type { Stage } from './recording/replay.ts';
import { isTracked } from './recording/retrack.ts';
import type { TrackedCounts } from './tracked-before.ts';
import { TrackedBefore } from './tracked-before.ts';

/** What becomes of flows before they are stored, and what was counted on the way. */
export type Pipeline = Stage & {
  readonly samples: () => readonly Sample[];
  /** What became of records that were tracked already when they came. */
  readonly trackedBefore: () => TrackedCounts;
};

/**
 * The stages of flowlogs-pipeline that matter here: duplicates marked, connections tracked, events given the
 * Kubernetes names of their ends, TCP flags given their names.
 *
 * Without a configuration nothing is tracked, and flows are stored as they came. Flows of protocols that are
 * not tracked (ICMP, ARP) stay flow logs, so that a capture is seen whole. Records that went through tracking
 * before they were recorded pass as they are, in their order with the others; those of types that are not
 * produced here are left out.
 */
export function createPipeline(config: ConntrackConfig | undefined): Pipeline {
  return config === undefined ? untrackedPipeline() : trackingPipeline(config);
}

function untrackedPipeline(): Pipeline {
  const observers = new Observers();
  const before = new TrackedBefore(['flowLog']);
  return {
    push: (records) =>
      inRuns(records, before, (flows) => flows.map((flow) => nameTcpFlags(observers.mark(flow)))),
    advance: () => [],
    nextDeadlineMs: undefined,
    samples: () => [],
    trackedBefore: () => before.counts,
  };
}

function trackingPipeline(config: ConntrackConfig): Pipeline {
  const observers = new Observers();
  const before = new TrackedBefore(config.outputRecordTypes);
  const tracker = new Conntrack(config, { numbers: 'uint', passUntracked: true });
  const identities = new Identities();
  // Flow logs are named already: it is they who say what is known.
  const enrich = (record: TrafficRecord) =>
    isEvent(record) ? identities.putOn(record) : nameTcpFlags(record);
  const track = (flows: readonly TrafficRecord[], nowMs: number) => {
    for (const flow of flows) {
      identities.learn(flow);
    }
    const marked = flows.map((flow) => observers.mark(flow));
    return tracker.push(marked, nowMs).map(enrich);
  };
  return {
    push: (records, nowMs) => {
      const told = inRuns(records, before, (flows) => track(flows, nowMs));
      // Where the last ones were not tracked here, time goes on all the same.
      const last = records.at(-1);
      return last === undefined || isTracked(last) ? [...told, ...tracker.advance(nowMs).map(enrich)] : told;
    },
    advance: (nowMs) => tracker.advance(nowMs).map(enrich),
    get nextDeadlineMs() {
      return tracker.nextDeadlineMs;
    },
    samples: () => tracker.counters(),
    trackedBefore: () => before.counts,
  };
}

/** Processes stretches of flows that are not tracked yet; lets those between them pass. */
function inRuns(
  records: readonly TrafficRecord[],
  before: TrackedBefore,
  process: (flows: readonly TrafficRecord[]) => readonly TrafficRecord[],
): readonly TrafficRecord[] {
  if (!records.some(isTracked)) {
    return process(records);
  }
  const told: TrafficRecord[] = [];
  for (let from = 0, to = 0; from < records.length; from = to) {
    const areTracked = isTrackedAt(records, from);
    for (to = from + 1; to < records.length && isTrackedAt(records, to) === areTracked;) {
      to += 1;
    }
    const run = records.slice(from, to);
    told.push(...(areTracked ? before.take(run) : process(run)));
  }
  return told;
}

function isTrackedAt(records: readonly TrafficRecord[], index: number): boolean {
  const record = records[index];
  return record !== undefined && isTracked(record);
}
