import { createSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { TOUR_PODS } from '../scenarios/tour-cluster.ts';
import { forever, heavyTailed, report } from './chance.ts';
import { ask } from './http.ts';
import { lookUp } from './names.ts';
import { IDLE_PORT, REUSED_PORT } from './report-ports.ts';

/**
 * The job: everything that goes wrong or looks strange on purpose.
 *
 * An export from the same local port at 12 s, 40 s and 150 s; a connection that says a line, is silent for half
 * a minute and says another one; Redis, which a policy does not let it reach, so that SYNs go unanswered; names
 * that do not exist; IPv6 datagrams.
 */
export function runReportJob(): void {
  for (const atSeconds of [12, 40, 150]) {
    void at(atSeconds, () =>
      ask({ host: TOUR_PODS.cart.ip, port: 8080, path: '/export', localPort: REUSED_PORT }),
    );
  }
  for (const atSeconds of [5, 95, 230]) {
    void at(atSeconds, tryRedis);
  }
  void at(8, talkWithPauses);
  const socket = createSocket('udp6').on('error', report);
  void forever(6, () => {
    socket.send(
      `<142>1 - report - - row ${'r'.repeat(Math.round(heavyTailed(80)))}`,
      514,
      TOUR_PODS.collector.ip6,
    );
    return Promise.resolve();
  });
  void forever(20, () => lookUp('inventory.shop', 'batch'));
  void forever(13, () => lookUp('cart.shop.svc', 'batch'));
}

async function at(seconds: number, action: () => Promise<unknown>): Promise<void> {
  await delay(seconds * 1000);
  await action().catch(report);
}

async function tryRedis(): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connect({ host: TOUR_PODS.redis.ip, port: 6379 });
    socket.on('error', report);
    socket.on('close', () => {
      resolve();
    });
    setTimeout(() => socket.destroy(new Error('redis cannot be reached')), 18_000);
  });
}

/** One TCP connection to the collector, silent for 32 s or more between lines. */
async function talkWithPauses(): Promise<void> {
  const socket: Socket = connect({ host: TOUR_PODS.collector.ip, port: 6514, localPort: IDLE_PORT });
  socket.on('error', report);
  socket.resume();
  for (;;) {
    socket.write(`report: ${'l'.repeat(200)}\n`);
    await delay(32_000 + Math.random() * 6000);
  }
}
