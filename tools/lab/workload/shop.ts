import { createSocket } from 'node:dgram';
import { request } from 'node:https';

import { TOUR_OUTSIDE, TOUR_PODS, TOUR_SERVICES } from '../scenarios/tour-cluster.ts';
import { forever, happens, heavyTailed, pick, report, think } from './chance.ts';
import type { Answer } from './http.ts';
import { ask, keptConnections, serveHttp } from './http.ts';
import { lookUp } from './names.ts';
import { RedisConnection } from './redis.ts';

/** The shop's pages: asks catalog, cart and (to pay) the outside; tells statistics and logs by UDP. */
export function runFrontend(): void {
  const catalog = keptConnections(2);
  const cart = keptConnections(3);
  const telemetry = startTelemetry('frontend');
  serveHttp(8080, 20, async (path): Promise<Answer> => {
    telemetry(path);
    await ask({ host: TOUR_PODS.cart.ip, port: 8080, path: '/cart', agent: cart });
    if (path.startsWith('/checkout')) {
      await pay();
      await ask({
        host: TOUR_PODS.cart.ip,
        port: 8080,
        path: '/order',
        method: 'POST',
        bodyBytes: 900,
        agent: cart,
      });
      return { bytes: 1800 };
    }
    const isKept = happens(0.6);
    const page = { host: TOUR_SERVICES.catalog, port: 8080, path, ...(isKept ? { agent: catalog } : {}) };
    await ask(page);
    return { bytes: Math.round(heavyTailed(path === '/' ? 14_000 : 6000)) };
  });
  void forever(25, () => lookUp('catalog', 'shop'));
}

/** Pays: finds the provider's address by DNS, then one TLS connection for one request. */
async function pay(): Promise<void> {
  const host = await lookUp('payments.example.com', 'shop');
  await new Promise<void>((resolve, reject) => {
    const sent = request(
      { host, port: 443, path: '/charge', method: 'POST', agent: false, rejectUnauthorized: false },
      (response) => {
        response.on('end', resolve);
        response.resume();
      },
    );
    sent.on('error', reject);
    sent.end(JSON.stringify({ amount: 42, card: 'x'.repeat(700) }));
  });
}

/** Carts: every request is a few commands on the one connection to Redis, which is never silent for long. */
export function runCart(): void {
  const redis = new RedisConnection(TOUR_PODS.redis.ip);
  const telemetry = startTelemetry('cart');
  serveHttp(8080, 30, async (path): Promise<Answer> => {
    telemetry(path);
    const user = `cart:${String(Math.floor(Math.random() * 500))}`;
    await redis.command('GET', user);
    if (path === '/order') {
      await redis.command('SET', user, 'i'.repeat(Math.round(heavyTailed(400))));
      await redis.command('EXPIRE', user, '600');
    }
    return { bytes: path === '/export' ? 48_000 : Math.round(heavyTailed(700)) };
  });
  void forever(2, () => redis.command('PING'));
}

/** The catalogue: its cache is in Redis over IPv6, asked in bursts with pauses; some pages are large. */
export function runCatalog(): void {
  const redis = new RedisConnection(TOUR_PODS.redis.ip6);
  const telemetry = startTelemetry('catalog');
  serveHttp(8080, 5, async (path): Promise<Answer> => {
    telemetry(path);
    await think(0.01);
    return { bytes: Math.round(heavyTailed(path === '/' ? 30_000 : 8000)) };
  });
  void forever(14, async () => {
    for (let read = 0; read < 6; read += 1) {
      await redis.command('GET', `product:${String(Math.floor(Math.random() * 80))}`);
      await think(0.3);
    }
  });
  void forever(40, () => lookUp('images.example.org', 'shop'));
}

/** Statistics to the exporter's service and log lines to the collector, both by UDP. */
function startTelemetry(app: string): (path: string) => void {
  const socket = createSocket('udp4');
  const socket6 = createSocket('udp6');
  socket.on('error', report);
  socket6.on('error', report);
  return (path) => {
    const name = path.split('/')[1] ?? '';
    socket.send(`shop.${app}.requests:1|c|#page:${name}`, 9125, TOUR_SERVICES.statsd);
    if (happens(0.3)) {
      socket6.send(`<134>1 - ${app} - - GET ${path}`, 514, TOUR_PODS.collector.ip6);
    }
  };
}

/** When a sale brings everybody back at once: seconds after the start. */
const SALE_SECONDS = { from: 170, to: 215 } as const;

/** Seconds until a shopper comes back: a median. */
function pauseSeconds(sinceStartMs: number): number {
  const seconds = sinceStartMs / 1000;
  return seconds >= SALE_SECONDS.from && seconds < SALE_SECONDS.to ? 5 : 24;
}

/**
 * People outside, each with an address of their own: a few pages with time to read them, then a longer pause.
 *
 * In the middle there is a sale: pauses are short for a while.
 */
export function runShoppers(entry: { readonly ip: string; readonly port: number }): void {
  const startedMs = Date.now();
  for (const localAddress of TOUR_OUTSIDE.shoppers) {
    void forever(1, async () => {
      await think(pauseSeconds(Date.now() - startedMs));
      const agent = happens(0.7) ? keptConnections(1) : undefined;
      const kept = agent === undefined ? {} : { agent };
      const pages = 1 + Math.floor(heavyTailed(3, 0.5));
      for (let page = 0; page < pages; page += 1) {
        const path = page === 0 ? '/' : (pick(['/product/7', '/product/12', '/cart', '/search']) ?? '/');
        await ask({ host: entry.ip, port: entry.port, path, localAddress, ...kept });
        await think(1.8);
      }
      if (happens(0.3)) {
        await ask({
          host: entry.ip,
          port: entry.port,
          path: '/checkout',
          method: 'POST',
          bodyBytes: 500,
          localAddress,
          ...kept,
        });
      }
      agent?.destroy();
    });
  }
}
