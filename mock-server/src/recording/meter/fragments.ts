import type { Packet } from './packet.ts';

/** Hosts give up putting a datagram together after 30 s (IPv4) to 60 s (IPv6); its number may come again then. */
const FORGET_AFTER_US = 60 * 1_000_000;

/** What the first fragment of a datagram tells that the others do not. */
type Transport = Pick<Packet, 'proto' | 'srcPort' | 'dstPort' | 'icmp'>;

/**
 * Gives later fragments of a datagram what only the first one tells: ports, type and code of ICMP, and of IPv6 the
 * protocol.
 *
 * A fragment that overtook its first one is held until that comes, or until `release`: every packet comes out once, and
 * one whose first fragment is not captured comes out as it is.
 */
export class Fragments {
  readonly #known = new Map<string, { readonly transport: Transport; readonly timeUs: number }>();
  readonly #held = new Map<string, Packet[]>();

  /** The packets that are complete by this one: itself, those that waited for it, or none yet. */
  take(packet: Packet): readonly Packet[] {
    if (packet.fragment === undefined) {
      return [packet];
    }
    const key = `${packet.srcAddr} ${packet.dstAddr} ${String(packet.etherType)} ${packet.fragment.id}`;
    if (packet.fragment.isFirst) {
      const transport = transportOf(packet);
      this.#known.set(key, { transport, timeUs: packet.timeUs });
      const held = this.#held.get(key) ?? [];
      this.#held.delete(key);
      return [packet, ...held.map((later) => ({ ...later, ...transport }))];
    }
    const known = this.#known.get(key);
    if (known !== undefined) {
      return [{ ...packet, ...known.transport }];
    }
    this.#held.set(key, [...(this.#held.get(key) ?? []), packet]);
    return [];
  }

  /** Those that still wait for their first fragment; from here on they do no more. */
  release(): readonly Packet[] {
    const packets = [...this.#held.values()].flat();
    this.#held.clear();
    return packets;
  }

  /** Forgets datagrams that are over. */
  forgetIdle(nowUs: number): void {
    for (const [key, { timeUs }] of this.#known) {
      if (nowUs - timeUs > FORGET_AFTER_US) {
        this.#known.delete(key);
      }
    }
  }
}

function transportOf({ proto, srcPort, dstPort, icmp }: Packet): Transport {
  return {
    proto,
    ...(srcPort === undefined ? {} : { srcPort }),
    ...(dstPort === undefined ? {} : { dstPort }),
    ...(icmp === undefined ? {} : { icmp }),
  };
}
