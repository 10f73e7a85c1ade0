import type { LabProcess } from '../cluster.ts';
import {
  clusterDnsConfig,
  early,
  inPod,
  nameServer,
  OUTSIDE,
  outsideDnsConfig,
  redisServer,
  role,
} from './lab-process.ts';
import type { Scenario } from './scenario.ts';
import { TWO_NODES } from './lab-node.ts';
import { SHOP_CLUSTER, SHOP_OUTSIDE, SHOP_PODS, SHOP_SERVICES } from './shop-cluster.ts';
import { SHOP_SIGHTS } from './shop-sights.ts';

const { front0, front1, cart, cache, orders, dns } = SHOP_PODS;

/**
 * PostgreSQL will not run as root: its directory and processes are nobody's.
 *
 * Asked to end, it waits for its clients unless it is interrupted; killed, it leaves shared memory behind.
 */
const ORDERS_SCRIPT = `set -e
PATH="$PATH:$(echo /usr/lib/postgresql/*/bin | tr ' ' ':')"
data={work}/orders
as_nobody() { setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; }
case $1 in
  prepare)
    chmod 711 {work}
    install -d -o nobody -g nogroup -m 700 $data
    cd $data
    as_nobody initdb -D $data -U shop -A trust -E UTF8 --no-locale --no-sync
    echo 'host all all 10.0.0.0/8 trust' >>$data/pg_hba.conf
    as_nobody postgres --single -D $data postgres <<'SQL'
create table orders (id serial primary key, customer text, items text, placed timestamptz default now())
SQL
    ;;
  serve)
    cd $data
    as_nobody postgres -D $data -p 5432 -h '*' -k $data -F &
    trap 'kill -INT $!; wait $!' TERM
    wait $!
    ;;
esac
`;

const SERVERS: readonly LabProcess[] = [
  { place: inPod(orders), command: ['sh', '{work}/orders.sh', 'serve'] },
  redisServer(inPod(cache)),
  nameServer(inPod(dns), 'dns.conf'),
  nameServer(OUTSIDE, 'outside-dns.conf'),
  role(OUTSIDE, 'store-payments', '{work}'),
  role(inPod(front0), 'store-front'),
  role(inPod(front1), 'store-front'),
];

const CLIENTS: readonly LabProcess[] = [
  role(inPod(cart), 'store-cart'),
  role(OUTSIDE, 'store-customers'),
  ...TWO_NODES.map(({ name }) => role({ kind: 'node', node: name }, 'store-kubelet', name)),
];

/** A healthy shop behind services, with what the nodes translate. */
export const SHOP: Scenario = {
  name: 'shop',
  title: 'A healthy shop behind services',
  description:
    'Front ends, a cart, a cache (Redis), a database (PostgreSQL) and names, on two nodes. Everything is asked by ' +
    'the address of a service, comes in by a port of a node, or goes out under its address: what the nodes ' +
    'translate is in the flow logs, as their kernels tracked it. Nothing fails.',
  seconds: 100,
  cluster: SHOP_CLUSTER,
  features: ['packetTranslation'],
  programs: { conntrack: 'conntrack', postgres: 'postgresql', setpriv: 'util-linux' },
  files: {
    'orders.sh': ORDERS_SCRIPT,
    'dns.conf': clusterDnsConfig(
      {
        'cart.shop': SHOP_SERVICES.cart,
        'cache.shop': SHOP_SERVICES.cache,
        'orders-db.shop': SHOP_SERVICES.orders,
      },
      [SHOP_OUTSIDE.nameServer],
    ),
    'outside-dns.conf': outsideDnsConfig(SHOP_OUTSIDE.nameServer, {
      'payments.example.com': SHOP_OUTSIDE.payments,
    }),
  },
  dataBytes: 0,
  prepare: [['sh', '{work}/orders.sh', 'prepare']],
  processes: [...SERVERS.map(early), ...CLIENTS],
  sights: SHOP_SIGHTS,
};
