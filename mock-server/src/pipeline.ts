import { isEvent } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';

import { Conntrack } from './conntrack/conntrack.ts';
import type { ConntrackConfig } from './conntrack/config/conntrack-config.ts';
import { Identities } from './enrich/identities.ts';
import { Observers } from './enrich/observers.ts';
import { nameTcpFlags } from './enrich/tcp-flags.ts';
import type { Sample } from './http/metrics.ts';
import type { Stage } from './recording/replay.ts';

/** What becomes of flows before they are stored, and what was counted on the way. */
export type Pipeline = Stage & { readonly samples: () => readonly Sample[] };

/**
 * The stages of flowlogs-pipeline that matter here: duplicates marked, connections tracked, events given the
 * Kubernetes names of their ends, TCP flags given their names.
 *
 * Without a configuration nothing is tracked, and flows are stored as they came. Flows of protocols that are
 * not tracked (ICMP, ARP) stay flow logs, so that a capture is seen whole.
 */
export function createPipeline(config: ConntrackConfig | undefined): Pipeline {
  const observers = new Observers();
  if (config === undefined) {
    return {
      push: (flows) => flows.map((flow) => nameTcpFlags(observers.mark(flow))),
      advance: () => [],
      nextDeadlineMs: undefined,
      samples: () => [],
    };
  }
  const tracker = new Conntrack(config, { numbers: 'uint', passUntracked: true });
  const identities = new Identities();
  // Flow logs are named already: it is they who say what is known.
  const enrich = (record: TrafficRecord) =>
    isEvent(record) ? identities.putOn(record) : nameTcpFlags(record);
  return {
    push: (flows, nowMs) => {
      for (const flow of flows) {
        identities.learn(flow);
      }
      return tracker
        .push(
          flows.map((flow) => observers.mark(flow)),
          nowMs,
        )
        .map(enrich);
    },
    advance: (nowMs) => tracker.advance(nowMs).map(enrich),
    get nextDeadlineMs() {
      return tracker.nextDeadlineMs;
    },
    samples: () => tracker.counters(),
  };
}
