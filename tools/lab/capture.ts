import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import type { InterfaceDirection, Packet } from '../../mock-server/src/recording/meter/packet.ts';
import { parseTsharkLine, TSHARK_ARGUMENTS } from '../../mock-server/src/recording/meter/tshark-fields.ts';
import type { Processes } from './processes.ts';

/** Enough of a frame for all headers and the first question of a DNS message. */
const SNAP_BYTES = 256;

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
 * The packets of a capture, by time.
 *
 * A file of several interfaces is nearly in order; all of it is read and sorted, so that it is.
 */
export async function readCapture(
  file: string,
  directionOf: (interfaceName: string, srcMac: string) => InterfaceDirection,
): Promise<readonly Packet[]> {
  const tshark = spawn('tshark', ['-r', file, ...TSHARK_ARGUMENTS], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    tshark.on('error', reject);
    tshark.on('exit', resolve);
  });
  const packets: Packet[] = [];
  for await (const line of createInterface({ input: tshark.stdout })) {
    const packet = parseTsharkLine(line, directionOf);
    if (packet !== undefined) {
      packets.push(packet);
    }
  }
  const code = await ended;
  if (code !== 0) {
    throw new Error(`tshark could not read ${file} (code ${String(code)})`);
  }
  return packets.sort((one, other) => one.timeUs - other.timeUs);
}
