import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { TOUR_PODS } from '../scenarios/tour-cluster.ts';
import { forever, heavyTailed, report } from './chance.ts';
import { ask, keptConnections, serveHttp } from './http.ts';
import { lookUp } from './names.ts';

const SCRAPE_SECONDS = 15;
const PROBE_MS = 10_000;

/** Scrapes metrics every 15 s, some over IPv6, one of them from a port at which nobody listens. */
export function runPrometheus(): void {
  serveHttp(9090, 60, () => Promise.resolve({ bytes: 500 }));
  const { frontend0, frontend1, cart, catalog0, catalog1, statsd } = TOUR_PODS;
  const targets = [
    { host: frontend0.ip6, port: 8080 },
    { host: frontend1.ip, port: 8080 },
    { host: cart.ip, port: 8080 },
    { host: catalog0.ip, port: 8080 },
    { host: catalog1.ip, port: 8080 },
    { host: catalog1.ip, port: 9102 },
    { host: statsd.ip6, port: 9102 },
  ];
  const agent = keptConnections(1);
  for (const [index, target] of targets.entries()) {
    const scrape = () => {
      ask({ ...target, path: '/metrics', agent }).catch(report);
    };
    setTimeout(
      () => {
        scrape();
        setInterval(scrape, SCRAPE_SECONDS * 1000);
      },
      1000 + index * 1700,
    );
  }
  void forever(30, () => lookUp('alerts.example.net', 'monitoring'));
}

/** Takes statistics by UDP; its own are read over HTTP. */
export function runStatsdExporter(): void {
  createSocket('udp4').on('error', report).bind(9125);
  serveHttp(9102, 60, () => Promise.resolve({ bytes: 300 }));
}

/** Takes log lines by UDP, on both families, and by TCP, where each line is acknowledged. */
export function runCollector(): void {
  createSocket({ type: 'udp6', ipv6Only: false }).on('error', report).bind(514);
  serveHttp(24231, 60, () => Promise.resolve({ bytes: 300 }));
  createServer((socket) => {
    socket.on('data', () => socket.write('ok\n'));
    socket.on('error', report);
  }).listen(6514, '::');
}

/** The payment provider outside: TLS, and time to think. Connections that rest are closed, as Node does after 5 s. */
export function runPayments(address: string, workDirectory: string, keepAliveSeconds = 5): void {
  const key = readFileSync(`${workDirectory}/payments.key`);
  const cert = readFileSync(`${workDirectory}/payments.crt`);
  const server = createTlsServer({ key, cert }, (message, response) => {
    message.resume();
    void delay(heavyTailed(120)).then(() => response.end('{"paid":true}'));
  });
  server.keepAliveTimeout = keepAliveSeconds * 1000;
  server.listen(443, address);
}

/** A node's probes: every 10 s, over HTTP or by a bare connection, each pod at its own moment. */
export function runKubelet(node: string): void {
  const ports: Readonly<Partial<Record<keyof typeof TOUR_PODS, number>>> = {
    prometheus: 9090,
    statsd: 9102,
    collector: 24231,
  };
  for (const [part, { ip }] of Object.entries(TOUR_PODS).filter(([, pod]) => pod.node === node)) {
    const isBare = part === 'redis' || part.startsWith('dns');
    const port = Object.entries(ports).find(([name]) => name === part)?.[1] ?? 8080;
    const probe = () =>
      isBare
        ? knock(ip, part === 'redis' ? 6379 : 5353)
        : ask({ host: ip, port, path: '/healthz', timeoutMs: 1000 });
    if (part === 'report') {
      continue;
    }
    setTimeout(() => {
      setInterval(() => void Promise.resolve(probe()).catch(report), PROBE_MS);
    }, Math.random() * PROBE_MS);
  }
}

/** Connects and ends: enough to know that somebody listens. */
async function knock(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host, port }, () => {
      socket.end();
      resolve();
    });
    socket.on('error', reject);
  });
}
