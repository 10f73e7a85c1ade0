import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { PAIR_PODS, PAIR_PORTS } from '../scenarios/pair-cluster.ts';
import { forever, heavyTailed, report } from './chance.ts';
import { ask, keptConnections } from './http.ts';
import {
  BUSY_PORT,
  HELD_PORT,
  IDLE_PORT,
  OFTEN_REUSED_PORT,
  REUSED_UDP_PORT,
  SELDOM_REUSED_PORT,
} from './pair-ports.ts';

const { neighbour, server, store } = PAIR_PODS;
const { http, lines, echo, sink, closed } = PAIR_PORTS;

/** One connection that is never at rest, and one that is silent for 18 s between its lines. */
export function runIdleClient(): void {
  void talk(BUSY_PORT, () => Math.min(heavyTailed(0.4), 4));
  void talk(IDLE_PORT, () => 18 + Math.random() * 3);
}

/** A connection that says nothing: TCP itself asks every 5 s whether the other end is there. */
export function runHeldConnection(): void {
  setTimeout(() => {
    connect({
      host: server.ip,
      port: lines,
      localPort: HELD_PORT,
      keepAlive: true,
      keepAliveInitialDelay: 5000,
    }).on('error', report);
  }, 1000);
}

async function talk(localPort: number, pauseSeconds: () => number): Promise<void> {
  const socket = connect({ host: server.ip, port: lines, localPort, noDelay: true });
  socket.on('error', report);
  socket.resume();
  for (;;) {
    socket.write(`${'l'.repeat(Math.round(heavyTailed(120)))}\n`);
    await delay(pauseSeconds() * 1000);
  }
}

/** Connections and datagrams from ports that were used before: after long pauses, and at once. */
export function runReusingClient(): void {
  const fetchFrom = (localPort: number) => {
    ask({ host: server.ip, port: http, path: '/', localPort }).catch(report);
  };
  for (const atSeconds of [2, 32, 62]) {
    setTimeout(fetchFrom, atSeconds * 1000, SELDOM_REUSED_PORT);
  }
  const often = setInterval(fetchFrom, 3000, OFTEN_REUSED_PORT);
  setTimeout(() => {
    clearInterval(often);
  }, 62_000);
  const socket = createSocket('udp4').on('error', report).bind(REUSED_UDP_PORT);
  for (const atSeconds of [5, 6, 7, 30, 31, 60, 61, 62]) {
    setTimeout(() => {
      socket.send('u'.repeat(200), echo, server.ip);
    }, atSeconds * 1000);
  }
}

/** Requests to server and to store over kept connections, of which the captures see one direction each. */
export function runOneSidedClient(): void {
  askAgainAndAgain(server.ip, 0.5);
  askAgainAndAgain(store.ip, 0.5);
}

/** Requests to server on the same connection for as long as it lives. */
export function runPoliteClient(): void {
  askAgainAndAgain(server.ip, 0.5);
}

/** Requests to the other node and to a pod beside it. */
export function runBothNodesClient(): void {
  askAgainAndAgain(server.ip, 0.4);
  askAgainAndAgain(neighbour.ip, 0.4);
  sendAgainAndAgain(server.ip, echo, 1);
}

/** The same over both families, a port at which nobody listens, datagrams that come back and such that do not. */
export function runIpv6Client(): void {
  askAgainAndAgain(server.ip6, 0.6);
  askAgainAndAgain(server.ip, 0.6);
  sendAgainAndAgain(server.ip6, echo, 1);
  sendAgainAndAgain(store.ip6, sink, 1.5);
  void forever(3, () => ask({ host: server.ip6, port: closed, path: '/' }));
}

/** Datagrams to a port at which nobody listens, over both families. */
export function runUnreachableClient(): void {
  sendAgainAndAgain(server.ip, closed, 2);
  sendAgainAndAgain(server.ip6, closed, 2);
}

/** Some thirty small requests a second, each on a connection of its own. */
export function runChattyClient(): void {
  setInterval(() => {
    ask({ host: neighbour.ip, port: http, path: '/' }).catch(report);
  }, 30);
}

/** As many requests on one connection. */
export function runKeepingClient(): void {
  askAgainAndAgain(neighbour.ip, 0.05);
}

function askAgainAndAgain(host: string, medianSeconds: number): void {
  const agent = keptConnections(1);
  void forever(medianSeconds, () => ask({ host, port: http, path: '/', agent }));
}

function sendAgainAndAgain(host: string, port: number, medianSeconds: number): void {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4').on('error', report);
  void forever(medianSeconds, () => {
    socket.send('d'.repeat(Math.round(Math.min(heavyTailed(150), 1200))), port, host);
    return Promise.resolve();
  });
}
