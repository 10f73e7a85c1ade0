import type { LabCluster, LabPod } from '../cluster.ts';
import { TWO_NODES } from './lab-node.ts';

function pod(spec: Pick<LabPod, 'name' | 'ownerName' | 'ownerType' | 'node' | 'ip' | 'ip6'>): LabPod {
  return { namespace: 'pair', ...spec };
}

const PODS = {
  client: pod({
    name: 'client-6b8f9c7d5-tq4xn',
    ownerName: 'client',
    ownerType: 'Deployment',
    node: 'worker-0',
    ip: '10.128.0.20',
    ip6: 'fd01:0:0:1::14',
  }),
  neighbour: pod({
    name: 'neighbour-5c7d8b9f64-2hwkp',
    ownerName: 'neighbour',
    ownerType: 'Deployment',
    node: 'worker-0',
    ip: '10.128.0.21',
    ip6: 'fd01:0:0:1::15',
  }),
  server: pod({
    name: 'server-79c6d5f8b-m4q7z',
    ownerName: 'server',
    ownerType: 'Deployment',
    node: 'worker-1',
    ip: '10.129.0.20',
    ip6: 'fd01:0:0:2::14',
  }),
  store: pod({
    name: 'store-0',
    ownerName: 'store',
    ownerType: 'StatefulSet',
    node: 'worker-1',
    ip: '10.129.0.21',
    ip6: 'fd01:0:0:2::15',
  }),
} as const;

/** The pods of the small cluster by the part that they play: two on worker-0, two on worker-1. */
export const PAIR_PODS: Readonly<Record<keyof typeof PODS, LabPod>> = PODS;

/** Where every pod of the small cluster but the client listens, on both families. */
export const PAIR_PORTS = {
  http: 8080,
  /** TCP: each piece is answered by a line. */
  lines: 7000,
  /** UDP: each datagram comes back. */
  echo: 7001,
  /** UDP: nothing comes back. */
  sink: 7002,
  /** Nobody listens, over TCP or UDP. */
  closed: 9102,
} as const;

/** Two nodes with two pods each: enough for everything that is between two ends. */
export const PAIR_CLUSTER: LabCluster = {
  nodes: TWO_NODES,
  pods: Object.values(PODS),
  services: [],
  nodePorts: [],
  drops: [],
  outside: { gateway: '10.0.0.1', addresses: [] },
};
