import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import {
  FAILING_OUTSIDE,
  FAILING_PODS,
  FAILING_PORTS,
  FAILING_SERVICES,
} from '../scenarios/failing-cluster.ts';
import { forever, report, think } from './chance.ts';
import { ask, serveHttp } from './http.ts';
import { lookUp } from './names.ts';

/** When the server that a client waits for is there at last, in seconds after the start. */
const LATE_SECONDS = 68;
const RETRY_MS = 6000;
const REFUSED_MS = 7000;
const SILENT_MS = 23_000;
const POLICY_MS = 21_000;
const SERVFAIL_BITS = 0x8002;
const RECURSION_DESIRED = 0x0100;

/** Asks ports that refuse, servers that hang up, hosts that are silent, and a server again until it is there. */
function runCheckout(): void {
  const { stock, vault } = FAILING_PODS;
  again(REFUSED_MS, () => tryOnce(stock.ip, FAILING_PORTS.refused, 2000));
  void forever(5, () => ask({ host: stock.ip, port: FAILING_PORTS.resetting, path: '/stock' }));
  again(SILENT_MS, () => tryOnce(FAILING_OUTSIDE.silent, FAILING_PORTS.silent, 10_000));
  again(POLICY_MS, () => tryOnce(vault.ip, FAILING_PORTS.vault, 12_000));
  void forever(8, () => lookUp('stok.store.svc', 'store'));
  void forever(9, () => lookUp('prices.broken.example', 'store'));
  void forever(10, () => lookUp('stock.store.svc', 'store'));
  void tryUntilItWorks(stock.ip, FAILING_PORTS.late);
}

/** Uploads through a node that loses packets, and asks for secrets that it must not have. */
function runImporter(): void {
  void forever(2, () =>
    ask({
      host: FAILING_SERVICES.uploads,
      port: 443,
      path: '/upload',
      method: 'POST',
      bodyBytes: 60_000,
      timeoutMs: 30_000,
    }),
  );
  again(POLICY_MS, () => tryOnce(FAILING_SERVICES.vault, FAILING_PORTS.vault, 12_000));
}

/** Stock: one server that resets what it has begun to answer, and one that is there only late. */
function runStock(): void {
  createServer((socket) => {
    socket.on('error', report);
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 90000\r\n\r\n${'{"stock":1},'.repeat(300)}`);
      void think(0.3).then(() => socket.resetAndDestroy());
    });
  }).listen(FAILING_PORTS.resetting, '0.0.0.0');
  void delay(LATE_SECONDS * 1000).then(() => {
    serveHttp(FAILING_PORTS.late, 5, () => Promise.resolve({ bytes: 3000 }));
  });
}

/** Takes uploads. */
function runUploads(): void {
  serveHttp(FAILING_PORTS.uploads, 5, () => Promise.resolve({ bytes: 40 }));
}

/** A server of secrets to which nobody gets through. */
function runVault(): void {
  serveHttp(FAILING_PORTS.vault, 5, () => Promise.resolve({ bytes: 40 }));
}

/** A name server that cannot answer: SERVFAIL to every question (RFC 1035, 4.1.1). */
function runBrokenNameServer(): void {
  const socket = createSocket('udp4').on('error', report);
  socket.on('message', (question, { address, port }) => {
    const answer = Buffer.from(question);
    answer.writeUInt16BE(SERVFAIL_BITS | (question.readUInt16BE(2) & RECURSION_DESIRED), 2);
    socket.send(answer, port, address);
  });
  socket.bind(53, FAILING_OUTSIDE.brokenNameServer);
}

/** Does something at once and then every so many milliseconds. */
function again(everyMs: number, step: () => Promise<unknown>): void {
  void step();
  setInterval(() => void step(), everyMs);
}

/** Connects and ends; gives up after a while. Never rejects. */
async function tryOnce(host: string, port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => socket.end());
    const timeout = setTimeout(
      () => socket.destroy(new Error(`${host}:${String(port)} timed out`)),
      timeoutMs,
    );
    socket.on('error', report);
    socket.on('close', (hasFailed) => {
      clearTimeout(timeout);
      resolve(!hasFailed);
    });
  });
}

/** Asks every few seconds, each time from a new port, until there is an answer. */
async function tryUntilItWorks(host: string, port: number): Promise<void> {
  for (let isAnswered = false; !isAnswered;) {
    await delay(RETRY_MS);
    isAnswered = await ask({ host, port, path: '/reserve' }).then(
      () => true,
      () => false,
    );
  }
}

/** What the processes of the failing scenario can be, by their names. */
export const FAILING_ROLES: Readonly<Record<string, () => void>> = {
  'failing-checkout': runCheckout,
  'failing-importer': runImporter,
  'failing-stock': runStock,
  'failing-uploads': runUploads,
  'failing-vault': runVault,
  'failing-broken-dns': runBrokenNameServer,
};
