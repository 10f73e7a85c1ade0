import type { Sight } from '../sight.ts';
import { SHOP_NODE_PORT, SHOP_NODES, SHOP_OUTSIDE, SHOP_PODS, SHOP_SERVICES } from './shop-cluster.ts';

const { front0, front1, cart, cache, orders, dns } = SHOP_PODS;
const [worker0] = SHOP_NODES;

/** What the shop shows. */
export const SHOP_SIGHTS: readonly Sight[] = [
  {
    id: 'cart-service',
    title: 'A service, and the pod behind it',
    text: `Both front ends ask the cart by its service (${SHOP_SERVICES.cart}, port 80). The node of the front end translates that to the cart pod (${cart.ip}, port 8080), and the flow log says so.`,
    where: {
      SrcAddr: front1.ip,
      DstAddr: SHOP_SERVICES.cart,
      XlatDstAddr: cart.ip,
      XlatDstPort: 8080,
      XlatDstK8S_Name: cart.name,
    },
    holds: { kind: 'translated', atLeast: 10 },
  },
  {
    id: 'cache',
    title: 'A cache that is asked all the time',
    text: 'The cart keeps one connection to Redis, by the service of the cache: one long conversation, translated on worker-0, where both pods are.',
    where: { SrcAddr: cart.ip, DstAddr: SHOP_SERVICES.cache, DstPort: 6379, XlatDstAddr: cache.ip },
    holds: { kind: 'lasting', seconds: 80 },
  },
  {
    id: 'orders',
    title: 'A database',
    text: 'Orders go into PostgreSQL and are read from it: one kept connection from the cart (worker-0) to orders-db (worker-1), by its service.',
    where: { SrcAddr: cart.ip, DstAddr: SHOP_SERVICES.orders, DstPort: 5432, XlatDstAddr: orders.ip },
    holds: { kind: 'translated', atLeast: 10 },
  },
  {
    id: 'payments',
    title: 'Out into the world under the address of the node',
    text: `To be paid, a front end asks the provider outside (${SHOP_OUTSIDE.payments}, port 443). On its way out the pod's address becomes that of the node: the translated source.`,
    where: { SrcAddr: front0.ip, DstAddr: SHOP_OUTSIDE.payments, XlatSrcAddr: worker0?.ip ?? '' },
    holds: { kind: 'translated', atLeast: 2 },
  },
  {
    id: 'customers',
    title: 'In through a port of a node',
    text: `Customers from 198.51.100.0/24 come to port ${String(SHOP_NODE_PORT)} of worker-0, which hands them to the front end on it.`,
    where: { DstAddr: worker0?.ip ?? '', DstPort: SHOP_NODE_PORT, XlatDstAddr: front0.ip },
    holds: { kind: 'translated', atLeast: 10 },
  },
  {
    id: 'dns',
    title: 'Names',
    text: `The pods ask the cluster's name server by its service (${SHOP_SERVICES.dns}, port 53), which is ${dns.name}: names of the shop are known, with response code and latency.`,
    where: { SrcAddr: SHOP_SERVICES.dns, SrcPort: 53 },
    holds: { kind: 'answered', code: 'NoError', atLeast: 8 },
  },
];
