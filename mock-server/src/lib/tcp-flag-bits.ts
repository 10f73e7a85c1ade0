import type { JsonValue } from '#model/flow.ts';
import { TCP_FLAGS } from '#model/names/network-names.ts';

/** By the agent's names. */
export const TCP_FLAG_BITS: ReadonlyMap<unknown, number> = new Map(
  TCP_FLAGS.map(({ name, value }) => [name, value]),
);

/** The bits of TCP flags that are given as bits or by names; 0 for anything else. */
export function tcpFlagBits(flags: JsonValue | undefined): number {
  if (typeof flags === 'number') {
    return flags;
  }
  return Array.isArray(flags)
    ? flags.reduce((bits: number, name) => bits | (TCP_FLAG_BITS.get(name) ?? 0), 0)
    : 0;
}
