import type { Sight } from '../sight.ts';
import { TWO_NODES } from './lab-node.ts';
import { SHOP_NODE_PORT, SHOP_OUTSIDE, SHOP_PODS, SHOP_SERVICES } from './shop-cluster.ts';

const { front0, front1, cart, cache, orders, dns } = SHOP_PODS;
const [worker0] = TWO_NODES;

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
    onPage: {
      logType: 'flowLog',
      filter: `src_name=${front1.name} dst_address=${SHOP_SERVICES.cart} xlat_dst_address=${cart.ip}`,
      rows: 10,
      panel: [
        'shop/cart:80',
        `Translated destination IP address ${cart.ip}`,
        'Translated destination port 8080',
        cart.name,
        'Translation zone ID 64000',
      ],
    },
  },
  {
    id: 'cache',
    title: 'A cache that is asked all the time',
    text: 'The cart keeps one connection to Redis, by the service of the cache: one long conversation, translated on worker-0, where both pods are.',
    where: { SrcAddr: cart.ip, DstAddr: SHOP_SERVICES.cache, DstPort: 6379, XlatDstAddr: cache.ip },
    holds: { kind: 'lasting', seconds: 80 },
    onPage: {
      logType: 'allConnections',
      filter: `src_name=${cart.name} dst_address=${SHOP_SERVICES.cache} dst_port=6379`,
      rows: 1,
      panel: ['to shop/cache:6379', 'Both directions', `IP address ${SHOP_SERVICES.cache}`],
    },
  },
  {
    id: 'orders',
    title: 'A database',
    text: 'Orders go into PostgreSQL and are read from it: one kept connection from the cart (worker-0) to orders-db (worker-1), by its service.',
    where: { SrcAddr: cart.ip, DstAddr: SHOP_SERVICES.orders, DstPort: 5432, XlatDstAddr: orders.ip },
    holds: { kind: 'translated', atLeast: 10 },
    onPage: {
      logType: 'flowLog',
      filter: `src_name=${cart.name} dst_port=5432 xlat_dst_address=${orders.ip}`,
      rows: 10,
      panel: ['shop/orders-db:5432', `Translated destination IP address ${orders.ip}`, orders.name],
    },
  },
  {
    id: 'payments',
    title: 'Out into the world under the address of the node',
    text: `To be paid, a front end asks the provider outside (${SHOP_OUTSIDE.payments}, port 443). On its way out the pod's address becomes that of the node: the translated source.`,
    where: { SrcAddr: front0.ip, DstAddr: SHOP_OUTSIDE.payments, XlatSrcAddr: worker0?.ip ?? '' },
    holds: { kind: 'translated', atLeast: 2 },
    onPage: {
      logType: 'flowLog',
      filter: `src_name=${front0.name} dst_address=${SHOP_OUTSIDE.payments} xlat_src_address=${worker0?.ip ?? ''}`,
      rows: 2,
      panel: [
        `${SHOP_OUTSIDE.payments}:443`,
        `Translated source IP address ${worker0?.ip ?? ''}`,
        'Translated source kind Node',
      ],
    },
  },
  {
    id: 'customers',
    title: 'In through a port of a node',
    text: `Customers from 198.51.100.0/24 come to port ${String(SHOP_NODE_PORT)} of worker-0, which hands them to the front end on it.`,
    where: { DstAddr: worker0?.ip ?? '', DstPort: SHOP_NODE_PORT, XlatDstAddr: front0.ip },
    holds: { kind: 'translated', atLeast: 10 },
    onPage: {
      logType: 'flowLog',
      filter: `src_address=198.51.100.0/24 dst_port=${String(SHOP_NODE_PORT)} xlat_dst_address=${front0.ip}`,
      rows: 10,
      panel: [
        `Translated destination IP address ${front0.ip}`,
        'Translated destination port 8080',
        front0.name,
      ],
    },
  },
  {
    id: 'dns',
    title: 'Names',
    text: `The pods ask the cluster's name server by its service (${SHOP_SERVICES.dns}, port 53), which is ${dns.name}: names of the shop are known, with response code and latency.`,
    where: { SrcAddr: SHOP_SERVICES.dns, SrcPort: 53 },
    holds: { kind: 'answered', code: 'NoError', atLeast: 8 },
    onPage: {
      logType: 'flowLog',
      filter: `src_address=${SHOP_SERVICES.dns} dns_flag_response_code=NoError`,
      rows: 8,
      panel: ['DNS response code NoError', 'DNS latency', 'openshift-dns/dns-default:53 to shop/shop-front'],
    },
  },
];
