import type { DnsHeader, InterfaceDirection, Packet, TcpHeader } from './packet.ts';
import { ETHER_TYPES, PROTOCOLS } from './packet.ts';

/** The fields to ask tshark for, in the order in which `parseTsharkLine` expects them. */
export const TSHARK_FIELDS = [
  'frame.time_epoch',
  'frame.interface_name',
  'frame.len',
  'eth.src',
  'eth.dst',
  'eth.type',
  'ip.src',
  'ip.dst',
  'ip.proto',
  'ip.dsfield.dscp',
  'ipv6.src',
  'ipv6.dst',
  'ipv6.nxt',
  'ipv6.tclass.dscp',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags',
  'tcp.seq_raw',
  'tcp.ack_raw',
  'tcp.len',
  'udp.srcport',
  'udp.dstport',
  'icmp.type',
  'icmp.code',
  'icmpv6.type',
  'icmpv6.code',
  'dns.id',
  'dns.flags',
  'dns.qry.name',
] as const;

/**
 * What tshark must be told for its lines to be parsed here.
 *
 * Tab-separated, the first occurrence of a field alone (an ICMP error quotes the headers it complains about),
 * no names, no reassembly: a packet is what it is by itself.
 */
export const TSHARK_ARGUMENTS: readonly string[] = [
  '-n',
  '-T',
  'fields',
  '-E',
  'separator=/t',
  '-E',
  'occurrence=f',
  '-o',
  'tcp.desegment_tcp_streams:FALSE',
  '-o',
  'ip.defragment:FALSE',
  ...TSHARK_FIELDS.flatMap((field) => ['-e', field]),
];

type FieldName = (typeof TSHARK_FIELDS)[number];
type Cells = (field: FieldName) => string;

/**
 * One line of tshark's output as a packet; absent when it is no IP packet on Ethernet.
 *
 * A capture file does not say which way a packet passed: `directionOf` tells it from interface and source MAC.
 */
export function parseTsharkLine(
  line: string,
  directionOf: (interfaceName: string, srcMac: string) => InterfaceDirection,
): Packet | undefined {
  const values = line.split('\t');
  const cell: Cells = (field) => values[TSHARK_FIELDS.indexOf(field)] ?? '';
  const etherType = Number(cell('eth.type'));
  const ip = etherType === ETHER_TYPES.ipv4 ? 'ip' : 'ipv6';
  if ((etherType !== ETHER_TYPES.ipv4 && etherType !== ETHER_TYPES.ipv6) || cell(`${ip}.src`) === '') {
    return undefined;
  }
  const interfaceName = cell('frame.interface_name');
  return {
    timeUs: parseEpochUs(cell('frame.time_epoch')),
    interface: interfaceName,
    direction: directionOf(interfaceName, cell('eth.src')),
    etherType,
    srcMac: cell('eth.src'),
    dstMac: cell('eth.dst'),
    srcAddr: cell(`${ip}.src`),
    dstAddr: cell(`${ip}.dst`),
    bytes: Number(cell('frame.len')),
    dscp: Number(cell(ip === 'ip' ? 'ip.dsfield.dscp' : 'ipv6.tclass.dscp')),
    ...transport(Number(cell(ip === 'ip' ? 'ip.proto' : 'ipv6.nxt')), cell),
  };
}

/** Seconds since 1970 with a fraction, as microseconds; through text, because a double loses the last digit. */
function parseEpochUs(text: string): number {
  const [seconds = '', fraction = ''] = text.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function transport(proto: number, cell: Cells) {
  switch (proto) {
    case PROTOCOLS.tcp:
      return {
        proto,
        ...ports(cell('tcp.srcport'), cell('tcp.dstport')),
        tcp: tcpHeader(cell),
        ...dns(cell),
      };
    case PROTOCOLS.udp:
      return { proto, ...ports(cell('udp.srcport'), cell('udp.dstport')), ...dns(cell) };
    case PROTOCOLS.icmp:
      return { proto, icmp: { type: Number(cell('icmp.type')), code: Number(cell('icmp.code')) } };
    case PROTOCOLS.icmpv6:
      return { proto, icmp: { type: Number(cell('icmpv6.type')), code: Number(cell('icmpv6.code')) } };
    default:
      return { proto };
  }
}

function ports(srcPort: string, dstPort: string) {
  return srcPort === '' ? {} : { srcPort: Number(srcPort), dstPort: Number(dstPort) };
}

function tcpHeader(cell: Cells): TcpHeader {
  return {
    flags: Number(cell('tcp.flags')),
    seq: Number(cell('tcp.seq_raw')),
    ack: Number(cell('tcp.ack_raw')),
    payloadBytes: Number(cell('tcp.len')),
  };
}

function dns(cell: Cells): { readonly dns?: DnsHeader } {
  if (cell('dns.id') === '') {
    return {};
  }
  const name = cell('dns.qry.name');
  return {
    dns: {
      id: Number(cell('dns.id')),
      flags: Number(cell('dns.flags')),
      ...(name === '' ? {} : { name }),
    },
  };
}
