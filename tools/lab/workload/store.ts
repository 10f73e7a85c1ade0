import { Agent, request } from 'node:https';

import { TWO_NODES } from '../scenarios/lab-node.ts';
import { SHOP_NODE_PORT, SHOP_OUTSIDE, SHOP_PODS, SHOP_SERVICES } from '../scenarios/shop-cluster.ts';
import { forever, happens, heavyTailed, pick, report, think } from './chance.ts';
import type { Answer } from './http.ts';
import { ask, keptConnections, serveHttp } from './http.ts';
import { lookUp } from './names.ts';
import { runPayments } from './platform.ts';
import { PostgresConnection } from './postgres.ts';
import { RedisConnection } from './redis.ts';

const PROBE_MS = 10_000;
/** Longer than a recording: a TLS connection that is closed often ends with an RST, and here nothing shall fail. */
const KEPT_SECONDS = 600;

/** The shop's pages: everything is asked by the names and addresses of services. */
function runStoreFront(): void {
  const cart = keptConnections(2);
  const provider = new Agent({ keepAlive: true, maxSockets: 1 });
  serveHttp(8080, 20, async (path): Promise<Answer> => {
    if (path === '/checkout') {
      await pay(provider);
    }
    const isKept = happens(0.7);
    await ask({
      host: SHOP_SERVICES.cart,
      port: 80,
      path: path === '/checkout' ? '/order' : '/cart',
      ...(path === '/checkout' ? { method: 'POST' as const, bodyBytes: 900 } : {}),
      ...(isKept ? { agent: cart } : {}),
    });
    return { bytes: Math.round(heavyTailed(path === '/' ? 12_000 : 5000)) };
  });
  void forever(12, () => lookUp('cart', 'shop'));
}

/** Pays: finds the provider's address by DNS, then one request on the TLS connection that is kept. */
async function pay(agent: Agent): Promise<void> {
  const host = await lookUp('payments.example.com', 'shop');
  await new Promise<void>((resolve, reject) => {
    const sent = request(
      { host, port: 443, path: '/charge', method: 'POST', agent, rejectUnauthorized: false },
      (response) => {
        response.on('end', resolve);
        response.resume();
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ amount: 42, card: 'x'.repeat(700) }));
  });
}

/** Carts: what is in them comes from the cache, an order goes to the database. */
function runStoreCart(): void {
  const cache = new RedisConnection(SHOP_SERVICES.cache);
  const orders = new PostgresConnection(SHOP_SERVICES.orders);
  serveHttp(8080, 30, async (path): Promise<Answer> => {
    const user = `cart:${String(Math.floor(Math.random() * 200))}`;
    await cache.command('GET', user);
    if (path === '/order') {
      await orders.query(`insert into orders (customer, items) values ('${user}', 'teapot')`);
      await orders.query('select count(*), max(placed) from orders');
      await cache.command('SET', user, 'i'.repeat(Math.round(heavyTailed(400))));
      await cache.command('EXPIRE', user, '600');
    }
    return { bytes: Math.round(heavyTailed(700)) };
  });
  void forever(2, () => cache.command('PING'));
  void forever(4, () => orders.query('select customer, items, placed from orders order by id desc limit 20'));
}

/** Customers outside, each with an address of their own, at the port of one node or the other. */
function runCustomers(): void {
  for (const localAddress of SHOP_OUTSIDE.customers) {
    void forever(5, async () => {
      const host = pick(TWO_NODES)?.ip ?? '';
      const agent = happens(0.7) ? keptConnections(1) : undefined;
      const visit = { host, port: SHOP_NODE_PORT, localAddress, ...(agent === undefined ? {} : { agent }) };
      for (const path of ['/', '/product/7', ...(happens(0.5) ? ['/cart', '/checkout'] : [])]) {
        await ask({ ...visit, path, ...(path === '/checkout' ? { method: 'POST', bodyBytes: 500 } : {}) });
        await think(1.5);
      }
      agent?.destroy();
    });
  }
}

/** A node's probes of the pods that speak HTTP: every 10 s, by the pods' own addresses. */
function runStoreKubelet(node: string): void {
  const { front0, front1, cart } = SHOP_PODS;
  for (const [index, { ip }] of [front0, front1, cart].filter((pod) => pod.node === node).entries()) {
    setTimeout(
      () => {
        setInterval(() => {
          ask({ host: ip, port: 8080, path: '/healthz', timeoutMs: 1000 }).catch(report);
        }, PROBE_MS);
      },
      1000 + index * 2300,
    );
  }
}

/** What the processes of the shop behind services can be, by their names. */
export const STORE_ROLES: Readonly<Record<string, (argument: string) => void>> = {
  'store-front': runStoreFront,
  'store-cart': runStoreCart,
  'store-customers': runCustomers,
  'store-kubelet': runStoreKubelet,
  'store-payments': (workDirectory) => {
    runPayments(SHOP_OUTSIDE.payments, workDirectory, KEPT_SECONDS);
  },
};
