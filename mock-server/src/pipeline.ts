import { isEvent } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';

import type { ConntrackOptions } from './conntrack/conntrack-options.ts';
import { Conntrack } from './conntrack/conntrack.ts';
import type { ConntrackConfig } from './conntrack/config/conntrack-config.ts';
import type { DeploymentModel } from './conntrack/config/production-config.ts';
import { conversationNotes } from './enrich/conversation-notes.ts';
import { Observers } from './enrich/observers.ts';
import { nameTcpFlags, tcpFlagsAsBits } from './enrich/tcp-flags.ts';
import type { Tracking } from './node-trackers.ts';
import { NodeTrackers } from './node-trackers.ts';
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
  /** How many connections no record tells of, as they had not ended at the end and only ends are told. */
  readonly untold: () => number;
};

/**
 * The stages of flowlogs-pipeline that matter here: duplicates marked, connections tracked, events given the
 * Kubernetes names of their ends, TCP flags given their names.
 *
 * Without a configuration nothing is tracked, and flows are stored as they came. Flows of protocols that are
 * not tracked (ICMP, ARP) stay flow logs, so that a capture is seen whole. Records that went through tracking
 * before they were recorded pass as they are, in their order with the others, but for the mark of duplicates;
 * those of types that are not produced here are left out.
 */
export function createPipeline(
  config: ConntrackConfig | undefined,
  deployment: DeploymentModel = 'Service',
): Pipeline {
  if (config === undefined) {
    return untrackedPipeline();
  }
  return deployment === 'Direct' ? directPipeline(config) : centralPipeline(config);
}

function untrackedPipeline(): Pipeline {
  const observers = new Observers();
  const before = new TrackedBefore(['flowLog']);
  const take = marking(before);
  return {
    push: (records) =>
      inRuns(records, take, (flows) => flows.map((flow) => nameTcpFlags(observers.mark(flow)))),
    advance: () => [],
    finish: () => [],
    nextDeadlineMs: undefined,
    samples: () => [],
    trackedBefore: () => before.counts,
    untold: () => 0,
  };
}

/** All flows go through one tracker, which counts what several agents reported once. */
function centralPipeline(config: ConntrackConfig): Pipeline {
  const observers = new Observers();
  const tracker = new Conntrack(config, trackerOptions());
  return trackingPipeline(config, {
    tracker,
    track: (flows, nowMs) =>
      tracker.push(
        flows.map((flow) => observers.mark(flow)),
        nowMs,
      ),
  });
}

/** Each node tracks what its own agent reports; what two of them report is marked once all is together. */
function directPipeline(config: ConntrackConfig): Pipeline {
  const observers = new Observers();
  const tracker = new NodeTrackers(config, trackerOptions());
  return trackingPipeline(config, {
    tracker,
    track: (flows, nowMs) => tracker.push(flows, nowMs).map((record) => markFlow(observers, record)),
  });
}

type Tracker = {
  readonly tracker: Tracking;
  readonly track: (flows: readonly TrafficRecord[], nowMs: number) => readonly TrafficRecord[];
};

function trackingPipeline(config: ConntrackConfig, { tracker, track }: Tracker): Pipeline {
  const before = new TrackedBefore(config.outputRecordTypes);
  const take = marking(before);
  const areOnlyEndsTold = config.outputRecordTypes.every((type) => type === 'endConnection');
  const enrich = (record: TrafficRecord) => (isEvent(record) ? record : nameTcpFlags(record));
  const process = (flows: readonly TrafficRecord[], nowMs: number) =>
    track(flows.map(tcpFlagsAsBits), nowMs).map(enrich);
  return {
    push: (records, nowMs) => {
      const told = inRuns(records, take, (flows) => process(flows, nowMs));
      // Where the last ones were not tracked here, time goes on all the same.
      const last = records.at(-1);
      return last === undefined || isTracked(last) ? [...told, ...tracker.advance(nowMs).map(enrich)] : told;
    },
    advance: (nowMs) => tracker.advance(nowMs).map(enrich),
    finish: (nowMs) => tracker.finish(nowMs),
    get nextDeadlineMs() {
      return tracker.nextDeadlineMs;
    },
    samples: () => tracker.counters(),
    trackedBefore: () => before.counts,
    untold: () => (areOnlyEndsTold ? tracker.cutOff : 0),
  };
}

/**
 * How trackers are made here: ids as the agents' numbers have them, nothing of a capture left out, clusters and
 * networks told apart, clients kept over a silence, and events with the names that the flows of their connection say.
 */
function trackerOptions(): ConntrackOptions {
  return {
    numbers: 'uint',
    passUntracked: true,
    separateSpaces: true,
    keepsOpeners: true,
    createNotes: conversationNotes(),
  };
}

function markFlow(observers: Observers, record: TrafficRecord): TrafficRecord {
  return isEvent(record) ? record : observers.mark(record);
}

type Process = (records: readonly TrafficRecord[]) => readonly TrafficRecord[];

/** Takes what was tracked before; who observed that tells nothing of who observed the rest. */
function marking(before: TrackedBefore): Process {
  const observers = new Observers();
  return (records) => before.take(records).map((record) => markFlow(observers, record));
}

/** Processes stretches of flows that are not tracked yet; lets those between them pass. */
function inRuns(
  records: readonly TrafficRecord[],
  take: Process,
  process: Process,
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
    told.push(...(areTracked ? take(run) : process(run)));
  }
  return told;
}

function isTrackedAt(records: readonly TrafficRecord[], index: number): boolean {
  const record = records[index];
  return record !== undefined && isTracked(record);
}
