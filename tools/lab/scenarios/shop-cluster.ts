import type { LabCluster, LabPod } from '../cluster.ts';
import { TWO_NODES } from './lab-node.ts';

const PODS = {
  front0: {
    name: 'shop-front-6f7c9d8b54-m4x2p',
    namespace: 'shop',
    ownerName: 'shop-front',
    ownerType: 'Deployment',
    node: 'worker-0',
    ip: '10.128.0.21',
    ip6: 'fd01:0:0:1::15',
  },
  front1: {
    name: 'shop-front-6f7c9d8b54-zk7wq',
    namespace: 'shop',
    ownerName: 'shop-front',
    ownerType: 'Deployment',
    node: 'worker-1',
    ip: '10.129.0.22',
    ip6: 'fd01:0:0:2::16',
  },
  cart: {
    name: 'cart-58b6c4f7d9-r8t5n',
    namespace: 'shop',
    ownerName: 'cart',
    ownerType: 'Deployment',
    node: 'worker-0',
    ip: '10.128.0.23',
    ip6: 'fd01:0:0:1::17',
  },
  cache: {
    name: 'cache-0',
    namespace: 'shop',
    ownerName: 'cache',
    ownerType: 'StatefulSet',
    node: 'worker-0',
    ip: '10.128.0.24',
    ip6: 'fd01:0:0:1::18',
  },
  orders: {
    name: 'orders-db-0',
    namespace: 'shop',
    ownerName: 'orders-db',
    ownerType: 'StatefulSet',
    node: 'worker-1',
    ip: '10.129.0.25',
    ip6: 'fd01:0:0:2::19',
  },
  dns: {
    name: 'dns-default-7hq4b',
    namespace: 'openshift-dns',
    ownerName: 'dns-default',
    ownerType: 'DaemonSet',
    node: 'worker-1',
    ip: '10.129.0.4',
    ip6: 'fd01:0:0:2::4',
  },
} as const satisfies Record<string, LabPod>;

/** The pods of the shop by the part that they play. */
export const SHOP_PODS: Readonly<Record<keyof typeof PODS, LabPod>> = PODS;

/** Hosts outside the cluster: documentation addresses (RFC 5737). */
export const SHOP_OUTSIDE = {
  payments: '203.0.113.20',
  nameServer: '203.0.113.53',
  customers: Array.from({ length: 8 }, (_, index) => `198.51.100.${String(31 + index * 9)}`),
} as const;

/** The port of both nodes at which the shop is reached from outside. */
export const SHOP_NODE_PORT = 30_080;

/** Cluster addresses by service; the DNS service's is the one that all scenarios ask. */
export const SHOP_SERVICES = {
  dns: '172.30.0.10',
  cart: '172.30.14.20',
  cache: '172.30.14.21',
  orders: '172.30.14.22',
} as const;

/** Two nodes with a shop of which every part is a service, so that no pod is asked by its own address. */
export const SHOP_CLUSTER: LabCluster = {
  nodes: TWO_NODES,
  pods: Object.values(PODS),
  services: [
    {
      name: 'dns-default',
      namespace: 'openshift-dns',
      ip: SHOP_SERVICES.dns,
      proto: 'udp',
      port: 53,
      targetPort: 5353,
      pods: [PODS.dns.name],
    },
    {
      name: 'cart',
      namespace: 'shop',
      ip: SHOP_SERVICES.cart,
      proto: 'tcp',
      port: 80,
      targetPort: 8080,
      pods: [PODS.cart.name],
    },
    {
      name: 'cache',
      namespace: 'shop',
      ip: SHOP_SERVICES.cache,
      proto: 'tcp',
      port: 6379,
      targetPort: 6379,
      pods: [PODS.cache.name],
    },
    {
      name: 'orders-db',
      namespace: 'shop',
      ip: SHOP_SERVICES.orders,
      proto: 'tcp',
      port: 5432,
      targetPort: 5432,
      pods: [PODS.orders.name],
    },
  ],
  nodePorts: [
    { node: 'worker-0', port: SHOP_NODE_PORT, pod: PODS.front0.name, targetPort: 8080 },
    { node: 'worker-1', port: SHOP_NODE_PORT, pod: PODS.front1.name, targetPort: 8080 },
  ],
  drops: [],
  outside: {
    gateway: '10.0.0.1',
    addresses: [SHOP_OUTSIDE.payments, SHOP_OUTSIDE.nameServer, ...SHOP_OUTSIDE.customers],
  },
};
