import type { DnsHeader, Packet } from '../packet.ts';
import { ETHER_TYPES, PROTOCOLS } from '../packet.ts';

/** 2024-01-01T00:00:00Z: second 0 of the packets that the builders make. */
export const T0_US = 1_704_067_200_000_000;

/** A UDP packet of 100 bytes from 10.0.0.1 port 1000 to 10.0.0.2 port 2000 into `veth0`, with other parts as given. */
export function packet(parts: Partial<Packet> & { readonly atS?: number } = {}): Packet {
  const { atS = 0, ...rest } = parts;
  return {
    timeUs: Math.round(T0_US + atS * 1_000_000),
    interface: 'veth0',
    direction: 0,
    etherType: ETHER_TYPES.ipv4,
    srcMac: '0a:58:0a:00:00:01',
    dstMac: '0a:58:0a:00:00:02',
    srcAddr: '10.0.0.1',
    dstAddr: '10.0.0.2',
    srcPort: 1000,
    dstPort: 2000,
    proto: PROTOCOLS.udp,
    bytes: 100,
    linkBytes: 14,
    dscp: 0,
    ...rest,
  };
}

/** A packet of a protocol without ports, otherwise as `packet`. */
export function portless(parts: Partial<Packet> & { readonly atS?: number }): Packet {
  const ported: Partial<Record<keyof Packet, unknown>> = packet(parts);
  delete ported.srcPort;
  delete ported.dstPort;
  return ported as Packet;
}

/** A TCP packet with header flags, otherwise as `packet`. */
export function tcpPacket(
  parts: Partial<Packet> & { readonly atS?: number },
  tcp: {
    readonly flags: number;
    readonly seq?: number;
    readonly ack?: number;
    readonly payloadBytes?: number;
  },
): Packet {
  return packet({
    proto: PROTOCOLS.tcp,
    tcp: { seq: 0, ack: 0, payloadBytes: 0, ...tcp },
    ...parts,
  });
}

/** The same packet going back. */
export function reply(original: Packet, parts: Partial<Packet> = {}): Packet {
  const { srcAddr, dstAddr, srcPort, dstPort } = original;
  return {
    ...original,
    srcAddr: dstAddr,
    dstAddr: srcAddr,
    ...(dstPort === undefined ? {} : { srcPort: dstPort }),
    ...(srcPort === undefined ? {} : { dstPort: srcPort }),
    direction: original.direction === 0 ? 1 : 0,
    ...parts,
  };
}

/** A DNS query for `shop.example` to port 53. */
export function dnsQuery(atS: number, dns: Partial<DnsHeader> = {}): Packet {
  return packet({ atS, dstPort: 53, dns: { id: 7, flags: 0x0100, name: 'shop.example', ...dns } });
}
