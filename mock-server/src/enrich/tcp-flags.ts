import type { TrafficRecord } from '#model/flow.ts';
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

function namesOf(bits: number): readonly string[] {
  const known = NAMES.get(bits);
  if (known !== undefined) {
    return known;
  }
  const names = TCP_FLAGS.filter(({ value }) => (bits & value) !== 0).map(({ name }) => name);
  NAMES.set(bits, names);
  return names;
}
