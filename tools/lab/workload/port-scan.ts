import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { PAIR_PODS } from '../scenarios/pair-cluster.ts';
import { SCANNED_PORTS } from '../scenarios/scanned-ports.ts';

const AT_ONCE = 6;
const PAUSE_MS = 1400;
const GIVE_UP_MS = 2500;

/** Tries one port of server after the other with a plain connect, several at once, and says what it found. */
export async function runPortScan(): Promise<void> {
  const left = [...SCANNED_PORTS];
  while (left.length > 0) {
    await Promise.all(left.splice(0, AT_ONCE).map(tryPort));
    await delay(PAUSE_MS);
  }
}

async function tryPort(port: number): Promise<void> {
  const found = await new Promise<string>((resolve) => {
    const socket = connect({ host: PAIR_PODS.server.ip, port });
    socket.setTimeout(GIVE_UP_MS);
    socket.on('connect', () => {
      resolve('open');
      socket.destroy();
    });
    socket.on('timeout', () => {
      resolve('filtered');
      socket.destroy();
    });
    socket.on('error', () => {
      resolve('closed');
    });
  });
  console.error(`${String(port)} ${found}`);
}
