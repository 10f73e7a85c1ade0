import type { LabCluster, LabPod } from '../cluster.ts';
import { labNode, TWO_NODES } from './lab-node.ts';

type PodSpec = Omit<LabPod, 'ownerType'> & { readonly ownerType?: LabPod['ownerType'] };

function pod(spec: PodSpec): LabPod {
  return { ...spec, ownerType: spec.ownerType ?? 'Deployment' };
}

const PODS = {
  frontend0: pod({
    name: 'frontend-6d4cf56db6-8kzvj',
    namespace: 'shop',
    ownerName: 'frontend',
    node: 'worker-0',
    ip: '10.128.0.12',
    ip6: 'fd01:0:0:1::c',
  }),
  cart: pod({
    name: 'cart-7b9fdd5b6f-qm2lx',
    namespace: 'shop',
    ownerName: 'cart',
    node: 'worker-0',
    ip: '10.128.0.14',
    ip6: 'fd01:0:0:1::e',
  }),
  redis: pod({
    name: 'redis-0',
    namespace: 'shop',
    ownerName: 'redis',
    ownerType: 'StatefulSet',
    node: 'worker-0',
    ip: '10.128.0.15',
    ip6: 'fd01:0:0:1::f',
  }),
  dns0: pod({
    name: 'dns-default-xv7zn',
    namespace: 'openshift-dns',
    ownerName: 'dns-default',
    ownerType: 'DaemonSet',
    node: 'worker-0',
    ip: '10.128.0.4',
    ip6: 'fd01:0:0:1::4',
  }),
  frontend1: pod({
    name: 'frontend-6d4cf56db6-t5n9d',
    namespace: 'shop',
    ownerName: 'frontend',
    node: 'worker-1',
    ip: '10.129.0.17',
    ip6: 'fd01:0:0:2::11',
  }),
  catalog0: pod({
    name: 'catalog-5f8c7d6b9c-w7rjh',
    namespace: 'shop',
    ownerName: 'catalog',
    node: 'worker-1',
    ip: '10.129.0.21',
    ip6: 'fd01:0:0:2::15',
  }),
  prometheus: pod({
    name: 'prometheus-0',
    namespace: 'monitoring',
    ownerName: 'prometheus',
    ownerType: 'StatefulSet',
    node: 'worker-1',
    ip: '10.129.0.30',
    ip6: 'fd01:0:0:2::1e',
  }),
  dns1: pod({
    name: 'dns-default-4c9sl',
    namespace: 'openshift-dns',
    ownerName: 'dns-default',
    ownerType: 'DaemonSet',
    node: 'worker-1',
    ip: '10.129.0.4',
    ip6: 'fd01:0:0:2::4',
  }),
  router: pod({
    name: 'router-default-868d9b8f7c-hq4bz',
    namespace: 'openshift-ingress',
    ownerName: 'router-default',
    node: 'worker-2',
    ip: '10.131.0.9',
    ip6: 'fd01:0:0:3::9',
  }),
  catalog1: pod({
    name: 'catalog-5f8c7d6b9c-zl8mk',
    namespace: 'shop',
    ownerName: 'catalog',
    node: 'worker-2',
    ip: '10.131.0.18',
    ip6: 'fd01:0:0:3::12',
  }),
  report: pod({
    name: 'report-29384710-5hx2b',
    namespace: 'batch',
    ownerName: 'report-29384710',
    ownerType: 'Job',
    node: 'worker-2',
    ip: '10.131.0.25',
    ip6: 'fd01:0:0:3::19',
  }),
  collector: pod({
    name: 'collector-9xk2w',
    namespace: 'openshift-logging',
    ownerName: 'collector',
    ownerType: 'DaemonSet',
    node: 'worker-2',
    ip: '10.131.0.6',
    ip6: 'fd01:0:0:3::6',
  }),
  statsd: pod({
    name: 'statsd-exporter-7c5b4fd9c8-2vtpn',
    namespace: 'monitoring',
    ownerName: 'statsd-exporter',
    node: 'worker-2',
    ip: '10.131.0.31',
    ip6: 'fd01:0:0:3::1f',
  }),
} as const;

/** The pods of the tour by the part that they play. */
export const TOUR_PODS: Readonly<Record<keyof typeof PODS, LabPod>> = PODS;

/** Hosts outside the cluster: documentation addresses (RFC 5737), so that they can be nobody's. */
export const TOUR_OUTSIDE = {
  payments: '203.0.113.20',
  mirror: '203.0.113.30',
  nameServer: '203.0.113.53',
  shoppers: Array.from({ length: 24 }, (_, index) => `198.51.100.${String(20 + index * 7)}`),
} as const;

/** The port of worker-2 at which the shop is reached from outside. */
export const TOUR_ENTRY = { ip: '10.0.0.13', port: 80 } as const;

/** Cluster addresses by service. */
export const TOUR_SERVICES = {
  dns: '172.30.0.10',
  catalog: '172.30.61.8',
  statsd: '172.30.88.15',
} as const;

/** Three nodes in three zones with a small shop, its monitoring, its logs and a job. */
export const TOUR_CLUSTER: LabCluster = {
  nodes: [...TWO_NODES, labNode(2, '131.0', 'eu-west-1c')],
  pods: Object.values(TOUR_PODS),
  services: [
    {
      name: 'dns-default',
      namespace: 'openshift-dns',
      ip: TOUR_SERVICES.dns,
      proto: 'udp',
      port: 53,
      targetPort: 5353,
      pods: [PODS.dns0.name, PODS.dns1.name],
    },
    {
      name: 'catalog',
      namespace: 'shop',
      ip: TOUR_SERVICES.catalog,
      proto: 'tcp',
      port: 8080,
      targetPort: 8080,
      pods: [PODS.catalog0.name, PODS.catalog1.name],
    },
    {
      name: 'statsd-exporter',
      namespace: 'monitoring',
      ip: TOUR_SERVICES.statsd,
      proto: 'udp',
      port: 9125,
      targetPort: 9125,
      pods: [PODS.statsd.name],
    },
  ],
  nodePorts: [{ node: 'worker-2', port: TOUR_ENTRY.port, pod: PODS.router.name, targetPort: 8080 }],
  drops: [{ node: 'worker-0', fromIp: PODS.report.ip, toIp: PODS.redis.ip, tcpPort: 6379 }],
  outside: {
    gateway: '10.0.0.1',
    addresses: [
      TOUR_OUTSIDE.payments,
      TOUR_OUTSIDE.mirror,
      TOUR_OUTSIDE.nameServer,
      ...TOUR_OUTSIDE.shoppers,
    ],
  },
};
