import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import { TCP_FLAGS } from '#model/names/network-names.ts';

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

const BIT_OF: ReadonlyMap<unknown, number> = new Map(TCP_FLAGS.map(({ name, value }) => [name, value]));

/** The bits of TCP flags that are given as bits or by names; 0 for anything else. */
export function tcpFlagBits(flags: JsonValue | undefined): number {
  if (typeof flags === 'number') {
    return flags;
  }
  return Array.isArray(flags) ? flags.reduce((bits: number, name) => bits | (BIT_OF.get(name) ?? 0), 0) : 0;
}

/**
 * The record with its flags as bits, as the agent sends them and connection tracking reads them, where they are names:
 * flow logs are recorded behind the stage that names them. Names that are not known are left as they are.
 */
export function tcpFlagsAsBits(record: TrafficRecord): TrafficRecord {
  const flags = record['Flags'];
  return Array.isArray(flags) && flags.length > 0 && flags.every((name) => BIT_OF.has(name))
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
