import type { Packet } from './packet.ts';

const DNS_PORT = 53;
const RESPONSE_BIT = 0x8000;
const FORGET_AFTER_US = 60 * 1_000_000;

/** A DNS response that answers a query which was seen: what a flow log says about it. */
export type DnsAnswer = {
  readonly id: number;
  readonly flags: number;
  readonly name?: string;
  readonly latencyUs: number;
};

/**
 * Pairs DNS responses with their queries, as the agent does: by id and 5-tuple, on port 53 alone.
 *
 * The first sighting counts: of a query that passes two interfaces the earlier one starts the clock, and of its
 * response the earlier one stops it. A response whose query was not seen says nothing.
 */
export class DnsTracker {
  readonly #queries = new Map<string, number>();

  /** The answer that this packet is; absent for queries, repeated sightings and everything that is not DNS. */
  observe(packet: Packet): DnsAnswer | undefined {
    const { dns } = packet;
    if (dns === undefined || (packet.srcPort !== DNS_PORT && packet.dstPort !== DNS_PORT)) {
      return undefined;
    }
    const src = `${packet.srcAddr} ${String(packet.srcPort)}`;
    const dst = `${packet.dstAddr} ${String(packet.dstPort)}`;
    const end = `${String(packet.proto)} ${String(dns.id)}`;
    if ((dns.flags & RESPONSE_BIT) === 0) {
      const key = `${src} ${dst} ${end}`;
      this.#queries.set(key, this.#queries.get(key) ?? packet.timeUs);
      return undefined;
    }
    const key = `${dst} ${src} ${end}`;
    const askedUs = this.#queries.get(key);
    if (askedUs === undefined) {
      return undefined;
    }
    this.#queries.delete(key);
    const { id, flags, name } = dns;
    return { id, flags, latencyUs: packet.timeUs - askedUs, ...(name === undefined ? {} : { name }) };
  }

  /** Forgets queries that nobody answered. */
  forgetIdle(nowUs: number): void {
    for (const [key, askedUs] of this.#queries) {
      if (nowUs - askedUs > FORGET_AFTER_US) {
        this.#queries.delete(key);
      }
    }
  }
}

const RESPONSE_CODES: readonly string[] = [
  'NoError',
  'FormErr',
  'ServFail',
  'NXDomain',
  'NotImp',
  'Refused',
  'YXDomain',
  'YXRRSet',
  'NXRRSet',
  'NotAuth',
  'NotZone',
];

/** The response code in the agent's words (RFC 2929): `NoError`, `NXDomain` …; unassigned ones are `UnDefined`. */
export function dnsResponseCode(flags: number): string {
  return RESPONSE_CODES[flags & 0xf] ?? 'UnDefined';
}
