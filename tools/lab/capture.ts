import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import type { InterfaceDirection, Packet } from '../../mock-server/src/recording/meter/packet.ts';
import { parseTsharkLine, TSHARK_ARGUMENTS } from '../../mock-server/src/recording/meter/tshark-fields.ts';
import type { DroppedPacket } from './drops.ts';
import { DROP_FIELDS, parseDropLine } from './drops.ts';
import { DROP_LOG_GROUP } from './network.ts';
import type { Processes } from './processes.ts';
import type { Translation } from './translations.ts';
import { parseConntrackEvent } from './translations.ts';

/** Enough of a frame for all headers and the first question of a DNS message. */
const SNAP_BYTES = 256;
const EVENT_BUFFER_BYTES = 8 * 1024 * 1024;

/** One capture on a node: the interfaces, and the file (pcapng: it says of each packet where it was seen). */
export type Capture = {
  readonly namespace: string;
  readonly interfaces: readonly string[];
  readonly file: string;
  /** What is kept (pcap-filter(7)); everything without it. */
  readonly filter?: string | undefined;
};

/** Starts to capture. `dumpcap` takes several interfaces with their Ethernet headers; `tcpdump -i any` does not. */
export function startCapture(processes: Processes, capture: Capture): ChildProcess {
  const interfaces = capture.interfaces.flatMap((name) => ['-i', name]);
  const filter = capture.filter === undefined ? [] : ['-f', capture.filter];
  return processes.start(
    'dumpcap',
    [
      ...['ip', 'netns', 'exec', capture.namespace, 'dumpcap', '-q'],
      ...['-s', String(SNAP_BYTES), '-B', '32', ...filter, ...interfaces, '-w', capture.file],
    ],
    `${capture.file}.log`,
  );
}

/**
 * Starts to write down what a node's packet filter logs: the packets that it drops.
 *
 * The filter cuts them; `-s` must not: the kernel sends several in one message, which would be cut as well.
 */
export function startDropCapture(processes: Processes, namespace: string, file: string): ChildProcess {
  return processes.start(
    'dumpcap of drops',
    [
      ...['ip', 'netns', 'exec', namespace, 'dumpcap', '-q'],
      ...['-i', `nflog:${String(DROP_LOG_GROUP)}`, '-w', file],
    ],
    `${file}.log`,
  );
}

/** Starts to write down what a node's kernel says of its connections as they come and go. */
export function startConntrackLog(processes: Processes, namespace: string, file: string): ChildProcess {
  return processes.start(
    'conntrack',
    [
      ...['ip', 'netns', 'exec', namespace, 'conntrack', '-E', '-e', 'NEW,UPDATES'],
      ...['-o', 'timestamp,extended', '--buffer-size', String(EVENT_BUFFER_BYTES)],
    ],
    file,
  );
}

/** The translations of a node, in the order in which its kernel told of them. */
export async function readConntrackLog(file: string): Promise<readonly Translation[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line) => parseConntrackEvent(line) ?? []);
}

/** The packets that a node dropped, by time. */
export async function readDrops(file: string): Promise<readonly DroppedPacket[]> {
  const drops: DroppedPacket[] = [];
  for await (const line of tsharkLines(file, [
    '-T',
    'fields',
    ...DROP_FIELDS.flatMap((name) => ['-e', name]),
  ])) {
    const drop = parseDropLine(line);
    if (drop !== undefined) {
      drops.push(drop);
    }
  }
  return drops.sort((one, other) => one.timeUs - other.timeUs);
}

/**
 * The packets of a capture, by time.
 *
 * A file of several interfaces is nearly in order; all of it is read and sorted, so that it is.
 */
export async function readCapture(
  file: string,
  directionOf: (interfaceName: string, srcMac: string) => InterfaceDirection,
): Promise<readonly Packet[]> {
  const packets: Packet[] = [];
  for await (const line of tsharkLines(file, TSHARK_ARGUMENTS)) {
    const packet = parseTsharkLine(line, directionOf);
    if (packet !== undefined) {
      packets.push(packet);
    }
  }
  return packets.sort((one, other) => one.timeUs - other.timeUs);
}

/** What tshark says of a file, line by line, times in UTC; throws when it fails. */
async function* tsharkLines(file: string, args: readonly string[]): AsyncGenerator<string> {
  const tshark = spawn('tshark', ['-r', file, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TZ: 'UTC' },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    tshark.on('error', reject);
    tshark.on('exit', resolve);
  });
  yield* createInterface({ input: tshark.stdout });
  const code = await ended;
  if (code !== 0) {
    throw new Error(`tshark could not read ${file} (code ${String(code)})`);
  }
}
