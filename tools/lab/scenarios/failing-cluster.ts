import type { LabCluster, LabPod } from '../cluster.ts';
import { TWO_NODES } from './lab-node.ts';

const PODS = {
  checkout: {
    name: 'checkout-7d5f9c6b8-p2k9x',
    namespace: 'store',
    ownerName: 'checkout',
    ownerType: 'Deployment',
    node: 'worker-0',
    ip: '10.128.0.41',
    ip6: 'fd01:0:0:1::29',
  },
  importer: {
    name: 'importer-29384711-8vd4s',
    namespace: 'batch',
    ownerName: 'importer-29384711',
    ownerType: 'Job',
    node: 'worker-0',
    ip: '10.128.0.42',
    ip6: 'fd01:0:0:1::2a',
  },
  stock: {
    name: 'stock-6b7f8d9c5-j6nwt',
    namespace: 'store',
    ownerName: 'stock',
    ownerType: 'Deployment',
    node: 'worker-1',
    ip: '10.129.0.43',
    ip6: 'fd01:0:0:2::2b',
  },
  uploads: {
    name: 'uploads-0',
    namespace: 'store',
    ownerName: 'uploads',
    ownerType: 'StatefulSet',
    node: 'worker-1',
    ip: '10.129.0.44',
    ip6: 'fd01:0:0:2::2c',
  },
  vault: {
    name: 'vault-0',
    namespace: 'vault',
    ownerName: 'vault',
    ownerType: 'StatefulSet',
    node: 'worker-1',
    ip: '10.129.0.45',
    ip6: 'fd01:0:0:2::2d',
  },
  dns: {
    name: 'dns-default-k2m7p',
    namespace: 'openshift-dns',
    ownerName: 'dns-default',
    ownerType: 'DaemonSet',
    node: 'worker-1',
    ip: '10.129.0.4',
    ip6: 'fd01:0:0:2::4',
  },
} as const satisfies Record<string, LabPod>;

/** The pods of the scenario by the part that they play. */
export const FAILING_PODS: Readonly<Record<keyof typeof PODS, LabPod>> = PODS;

/** Hosts outside the cluster: documentation addresses (RFC 5737). */
export const FAILING_OUTSIDE = {
  nameServer: '203.0.113.53',
  brokenNameServer: '203.0.113.54',
  silent: '203.0.113.66',
} as const;

/** Cluster addresses by service; the DNS service's is the one that all scenarios ask. */
export const FAILING_SERVICES = {
  dns: '172.30.0.10',
  uploads: '172.30.40.44',
  vault: '172.30.40.45',
} as const;

/** Where what fails is asked. */
export const FAILING_PORTS = {
  refused: 9090,
  resetting: 8081,
  late: 8082,
  uploads: 8443,
  silent: 443,
  vault: 8200,
} as const;

/** Of a hundred packets of an upload, so many are lost on the way. */
export const LOST_PERCENT = 12;

/** Two nodes, of which the first loses packets to uploads and lets nothing pass to the vault. */
export const FAILING_CLUSTER: LabCluster = {
  nodes: TWO_NODES,
  pods: Object.values(PODS),
  services: [
    {
      name: 'dns-default',
      namespace: 'openshift-dns',
      ip: FAILING_SERVICES.dns,
      proto: 'udp',
      port: 53,
      targetPort: 5353,
      pods: [PODS.dns.name],
    },
    {
      name: 'uploads',
      namespace: 'store',
      ip: FAILING_SERVICES.uploads,
      proto: 'tcp',
      port: 443,
      targetPort: FAILING_PORTS.uploads,
      pods: [PODS.uploads.name],
    },
    {
      name: 'vault',
      namespace: 'vault',
      ip: FAILING_SERVICES.vault,
      proto: 'tcp',
      port: FAILING_PORTS.vault,
      targetPort: FAILING_PORTS.vault,
      pods: [PODS.vault.name],
    },
  ],
  nodePorts: [],
  drops: [
    {
      node: 'worker-0',
      fromIp: PODS.importer.ip,
      toIp: PODS.uploads.ip,
      tcpPort: FAILING_PORTS.uploads,
      percent: LOST_PERCENT,
    },
    { node: 'worker-0', fromIp: PODS.importer.ip, toIp: PODS.vault.ip, tcpPort: FAILING_PORTS.vault },
    { node: 'worker-1', fromIp: PODS.checkout.ip, toIp: PODS.vault.ip, tcpPort: FAILING_PORTS.vault },
  ],
  outside: {
    gateway: '10.0.0.1',
    addresses: [FAILING_OUTSIDE.nameServer, FAILING_OUTSIDE.brokenNameServer],
    silent: [FAILING_OUTSIDE.silent],
  },
};
