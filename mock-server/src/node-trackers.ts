import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';
import { groupBy } from '#model/lib/group-by.ts';

import type { ConntrackConfig } from './conntrack/config/conntrack-config.ts';
import type { ConntrackOptions } from './conntrack/conntrack-options.ts';
import { Conntrack } from './conntrack/conntrack.ts';
import type { CounterSample } from './conntrack/counters.ts';

/** Tracks flows, in one place or in several. */
export type Tracking = Pick<
  Conntrack,
  'push' | 'advance' | 'finish' | 'cutOff' | 'counters' | 'nextDeadlineMs'
>;

/**
 * A tracker on each node, which knows nothing but the flows of its own agent: `spec.deploymentModel: Direct`.
 *
 * A connection between two nodes is tracked by both, so that its events come twice, each with the numbers of one.
 */
export class NodeTrackers implements Tracking {
  readonly #create: () => Conntrack;
  readonly #byAgent = new Map<string, Conntrack>();

  constructor(config: ConntrackConfig, options: ConntrackOptions) {
    this.#create = () => new Conntrack(config, options);
  }

  get nextDeadlineMs(): number | undefined {
    const deadlines = [...this.#byAgent.values()].flatMap(({ nextDeadlineMs = [] }) => nextDeadlineMs);
    return deadlines.length === 0 ? undefined : Math.min(...deadlines);
  }

  push(flows: readonly TrafficRecord[], nowMs: number): TrafficRecord[] {
    const byAgent = groupBy(flows, (flow) => textField(flow, 'AgentIP') ?? '');
    return [...byAgent].flatMap(([agent, own]) => this.#trackerOf(agent).push(own, nowMs));
  }

  advance(nowMs: number): TrafficRecord[] {
    return [...this.#byAgent.values()].flatMap((tracker) => tracker.advance(nowMs));
  }

  finish(nowMs: number): TrafficRecord[] {
    return [...this.#byAgent.values()].flatMap((tracker) => tracker.finish(nowMs));
  }

  get cutOff(): number {
    return [...this.#byAgent.values()].reduce((sum, { cutOff }) => sum + cutOff, 0);
  }

  /** The counters of all nodes together. */
  counters(): readonly CounterSample[] {
    const sums = new Map<string, CounterSample>();
    for (const sample of [...this.#byAgent.values()].flatMap((tracker) => tracker.counters())) {
      const key = JSON.stringify([sample.name, sample.labels]);
      sums.set(key, { ...sample, value: sample.value + (sums.get(key)?.value ?? 0) });
    }
    return [...sums.values()];
  }

  #trackerOf(agent: string): Conntrack {
    const tracker = this.#byAgent.get(agent) ?? this.#create();
    this.#byAgent.set(agent, tracker);
    return tracker;
  }
}
