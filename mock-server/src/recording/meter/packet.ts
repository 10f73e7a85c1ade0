/** Which way a packet passed an interface: 0 into the node (ingress), 1 out of it (egress). As in `IfDirections`. */
export type InterfaceDirection = 0 | 1;
export const INTERFACE_DIRECTIONS = { ingress: 0, egress: 1 } as const;

/** EtherTypes that are metered; anything else (ARP, LLDP …) is no flow, as with the agent. */
export const ETHER_TYPES = { ipv4: 0x0800, ipv6: 0x86dd } as const;

/** IANA protocol numbers that the meter treats in a way of their own. */
export const PROTOCOLS = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58, sctp: 132 } as const;

/** The TCP header of a packet, as far as flags and round trip times need it. */
export type TcpHeader = {
  /** The header's flag bits as on the wire: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128. */
  readonly flags: number;
  /** Sequence number as on the wire, modulo 2^32. */
  readonly seq: number;
  /** Acknowledgement number as on the wire; means something only with the ACK bit. */
  readonly ack: number;
  readonly payloadBytes: number;
};

/** The DNS header of a packet from or to port 53. */
export type DnsHeader = {
  readonly id: number;
  /** The 16 bits that follow the id: bit 15 says response, the lowest four are the response code. */
  readonly flags: number;
  /** Name of the first question, dotted, without the root's dot; absent when there is none. */
  readonly name?: string;
};

/** Which datagram a packet is a fragment of: its number, which the two addresses have once at a time. */
export type FragmentOf = { readonly id: string; readonly isFirst: boolean };

/** One sighting of one packet: a packet that passes two interfaces of a node is two of these. */
export type Packet = {
  /** Microseconds since 1970: a safe integer until the year 2255. */
  readonly timeUs: number;
  /** Which of several captures saw it, where several are read together. */
  readonly observer?: string;
  /** Absent where it is not known: most capture files hold no name. */
  readonly interface: string | undefined;
  /** Absent where it is not known. */
  readonly direction: InterfaceDirection | undefined;
  readonly etherType: number;
  /** Empty where the link layer has none. */
  readonly srcMac: string;
  readonly dstMac: string;
  readonly srcAddr: string;
  readonly dstAddr: string;
  /** Protocol number of the IP header, for IPv6 its next header. */
  readonly proto: number;
  /** Present for TCP, UDP and SCTP alone. */
  readonly srcPort?: number;
  readonly dstPort?: number;
  /** Length of the frame, link layer header included: what the agent's hook sees. */
  readonly bytes: number;
  /** How much of `bytes` is no part of the IP packet: headers of the link layer, padding and trailers. */
  readonly linkBytes: number;
  readonly dscp: number;
  /** Absent of a packet that is whole. Only the first fragment has what stands behind the IP header. */
  readonly fragment?: FragmentOf;
  readonly tcp?: TcpHeader;
  readonly icmp?: { readonly type: number; readonly code: number };
  readonly dns?: DnsHeader;
};
