import { FIELDS } from '#model/fields/registry.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { parseIp } from '#model/net/ip.ts';

const ADDRESS_FIELDS: readonly string[] = FIELDS.flatMap(({ name, format }) => (format === 'ip' ? name : []));
/** The beginning of the block in which IPv6 holds IPv4, in all ways of writing it. */
const MAPPED = /^[0:]*:ffff:/i;

/**
 * A record whose addresses are IPv4 where they are IPv4 in IPv6 (`::ffff:10.0.0.1`, `::ffff:a00:1`): the same host, and
 * so the same conversation.
 *
 * Sockets that take both versions name IPv4 so. A record without such addresses is handed back itself.
 */
export function withPlainAddresses(record: TrafficRecord): TrafficRecord {
  const plain = ADDRESS_FIELDS.flatMap((field) => {
    const address = plainAddress(record[field]);
    return address === undefined ? [] : [[field, address] as const];
  });
  return plain.length === 0 ? record : { ...record, ...Object.fromEntries(plain) };
}

function plainAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || !MAPPED.test(value)) {
    return undefined;
  }
  const ip = parseIp(value);
  return ip?.version === 4
    ? [24n, 16n, 8n, 0n].map((bits) => String((ip.value >> bits) & 0xffn)).join('.')
    : undefined;
}
