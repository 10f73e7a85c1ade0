import type { TrafficRecord } from '#model/flow.ts';
import { TCP_FLAGS } from '#model/names/network-names.ts';

/**
 * The record with the bits of `Flags` as the names of the flags, as flowlogs-pipeline writes them after
 * connection tracking. Names, and bits that have none, are left as they are.
 */
export function nameTcpFlags(record: TrafficRecord): TrafficRecord {
  const bits = record['Flags'];
  const known = TCP_FLAGS.reduce((sum, { value }) => sum | value, 0);
  if (typeof bits !== 'number' || !Number.isInteger(bits) || bits < 0 || bits > known) {
    return record;
  }
  return {
    ...record,
    Flags: TCP_FLAGS.filter(({ value }) => (bits & value) !== 0).map(({ name }) => name),
  };
}
