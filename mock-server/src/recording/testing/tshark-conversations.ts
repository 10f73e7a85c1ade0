import { spawnSync } from 'node:child_process';

import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

/** Whether tests that need tshark can run. */
export const HAS_TSHARK = spawnSync('tshark', ['--version']).status === 0;

/** One direction of a conversation. */
export type Counted = { readonly frames: number; readonly bytes: number };

const PROTOCOLS = { tcp: 6, udp: 17 } as const;
const CONVERSATION =
  /^(\S+)\s+<->\s+(\S+)\s+(\d+) (\d+) bytes\s+(\d+) (\d+) bytes\s+\d+ \d+ bytes\s+[\d.]+\s+[\d.]+\s*$/;

/**
 * The directions that have packets by `src>dst`, as `tshark -q -z conv,tcp` or `conv,udp` prints them.
 *
 * It prints bytes in full below 10 000 alone: larger captures cannot be compared and are an error.
 */
export function conversationsByTshark(
  path: string,
  proto: keyof typeof PROTOCOLS,
): ReadonlyMap<string, Counted> {
  const { stdout } = spawnSync('tshark', ['-n', '-r', path, '-q', '-z', `conv,${proto}`], {
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line.includes('<->'));
  return new Map(
    lines.flatMap((line) => {
      const [, a = '', b = '', framesBack, bytesBack, frames, bytes] = CONVERSATION.exec(line) ?? [];
      if (a === '') {
        throw new Error(`not a conversation with its bytes in full: ${line}`);
      }
      return [
        [`${a}>${b}`, { frames: Number(frames), bytes: Number(bytes) }] as const,
        [`${b}>${a}`, { frames: Number(framesBack), bytes: Number(bytesBack) }] as const,
      ].filter(([, counted]) => counted.frames > 0);
    }),
  );
}

/** The same, summed over flow logs. */
export function conversationsOf(
  flows: readonly TrafficRecord[],
  proto: keyof typeof PROTOCOLS,
): ReadonlyMap<string, Counted> {
  const sums = new Map<string, Counted>();
  for (const flow of flows.filter((one) => numberField(one, 'Proto') === PROTOCOLS[proto])) {
    const end = (name: string) =>
      `${String(textField(flow, `${name}Addr`))}:${String(textField(flow, `${name}Port`))}`;
    const key = `${end('Src')}>${end('Dst')}`;
    const before = sums.get(key) ?? { frames: 0, bytes: 0 };
    sums.set(key, {
      frames: before.frames + (numberField(flow, 'Packets') ?? 0),
      bytes: before.bytes + (numberField(flow, 'Bytes') ?? 0),
    });
  }
  return sums;
}
