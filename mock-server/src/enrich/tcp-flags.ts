import type { TrafficRecord } from '#model/flow.ts';
import { TCP_FLAGS } from '#model/names/network-names.ts';

import { TCP_FLAG_BITS, tcpFlagBits } from '../lib/tcp-flag-bits.ts';

const KNOWN_BITS = TCP_FLAGS.reduce((sum, { value }) => sum | value, 0);
/** The names of the flags of each combination that occurred: there are few. */
const NAMES = new Map<number, readonly string[]>();

/**
 * The record with the bits of `Flags` as the names of the flags, as flowlogs-pipeline writes them after
 * connection tracking. Names, and bits that have none, are left as they are.
 */
export function nameTcpFlags(record: TrafficRecord): TrafficRecord {
  const bits = record['Flags'];
  if (typeof bits !== 'number' || !Number.isInteger(bits) || bits < 0 || bits > KNOWN_BITS) {
    return record;
  }
  return { ...record, Flags: namesOf(bits) };
}

/**
 * The record with its flags as bits, as the agent sends them and connection tracking reads them, where they are names:
 * flow logs are recorded behind the stage that names them. Names that are not known are left as they are.
 */
export function tcpFlagsAsBits(record: TrafficRecord): TrafficRecord {
  const flags = record['Flags'];
  return Array.isArray(flags) && flags.length > 0 && flags.every((name) => TCP_FLAG_BITS.has(name))
    ? { ...record, Flags: tcpFlagBits(flags) }
    : record;
}

function namesOf(bits: number): readonly string[] {
  const known = NAMES.get(bits);
  if (known !== undefined) {
    return known;
  }
  const names = TCP_FLAGS.filter(({ value }) => (bits & value) !== 0).map(({ name }) => name);
  NAMES.set(bits, names);
  return names;
}
