import type { LabPod, LabProcess } from '../cluster.ts';
import { PAIR_CLUSTER, PAIR_PODS } from './pair-cluster.ts';
import type { Scenario } from './scenario.ts';

type PairScenario = Pick<Scenario, 'name' | 'title' | 'description' | 'seconds' | 'processes' | 'sights'> &
  Partial<Scenario>;

/** A scenario of the small cluster, where all pods but the client serve. */
export function pairScenario(scenario: PairScenario): Scenario {
  const { neighbour, server, store } = PAIR_PODS;
  const servers = [neighbour, server, store].map((pod) => ({
    ...pairRole(pod, 'pair-server'),
    isEarly: true,
  }));
  return {
    cluster: PAIR_CLUSTER,
    files: {},
    dataBytes: 0,
    ...scenario,
    processes: [...servers, ...scenario.processes],
  };
}

/** A process of the small cluster, by its role. */
export function pairRole(pod: LabPod, role: string): LabProcess {
  return inPod(pod, ['node', '{work}/lab.mjs', role]);
}

/** A command in a pod of the small cluster. */
export function inPod({ name }: LabPod, command: readonly string[]): LabProcess {
  return { place: { kind: 'pod', pod: name }, command };
}
