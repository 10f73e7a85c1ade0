import type { DnsHeader, InterfaceDirection, Packet, TcpHeader } from './packet.ts';
import { ETHER_TYPES, INTERFACE_DIRECTIONS, PROTOCOLS } from './packet.ts';
import { FRAGMENT_FIELDS, fragmentOf, hasFragmentHeader, IPV6_FRAGMENT_HEADER } from './tshark-fragment.ts';
import type { TunnelView } from './tshark-layers.ts';
import { headersBefore, innermostTunnel } from './tshark-layers.ts';

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
  'sctp.srcport',
  'sctp.dstport',
  'frame.protocols',
  'frame.packet_flags_direction',
  'sll.pkttype',
  'sll.ifindex',
  'sll.src.eth',
  'frame.comment',
  'ip.len',
  'ipv6.plen',
  ...FRAGMENT_FIELDS,
] as const;

/** Stands between the occurrences of a field. */
const OCCURRENCE = '\x1f';

/**
 * What tshark must be told for its lines to be parsed here.
 *
 * Tab-separated, all occurrences of a field (a packet has several comments, a tunnel several headers, of which the
 * first counts), no names, no reassembly: a packet is what it is by itself.
 */
export const TSHARK_ARGUMENTS: readonly string[] = [
  '-n',
  '-T',
  'fields',
  '-E',
  'separator=/t',
  '-E',
  'occurrence=a',
  '-E',
  `aggregator=${OCCURRENCE}`,
  '-o',
  'tcp.desegment_tcp_streams:FALSE',
  '-o',
  'ip.defragment:FALSE',
  '-o',
  'ipv6.defragment:FALSE',
  ...TSHARK_FIELDS.flatMap((field) => ['-e', field]),
];

type FieldName = (typeof TSHARK_FIELDS)[number];
type Cells = (field: FieldName) => string;

const COLUMN = new Map<FieldName, number>(TSHARK_FIELDS.map((field, index) => [field, index]));

/** Which way a packet passed, told from its interface and source MAC; absent when that does not tell. */
type DirectionOf = (interfaceName: string, srcMac: string) => InterfaceDirection | undefined;

/** What a line of tshark's output tells. */
export type TsharkLine = {
  /** Absent when it is no IP packet. */
  readonly packet: Packet | undefined;
  /** The innermost tunnel that carries it (`VXLAN`, `Geneve` …). */
  readonly tunnel: string | undefined;
  /** Whether it is an IP packet of which not even the addresses were captured. */
  readonly isCut: boolean;
};

/**
 * One line of tshark's output as a packet; absent when it is no IP packet.
 *
 * The outermost IP header counts, whatever link layer, VLAN tags or labels stand before it; what a tunnel carries
 * is its payload. Most capture files do not say which way a packet passed, and some do not say where: what
 * `directionOf` does not tell is taken from the file, or absent.
 */
export function parseTsharkLine(line: string, directionOf?: DirectionOf): Packet | undefined {
  return readTsharkLine(line, 'outer', directionOf).packet;
}

/** The same, with what a tunnel carries instead of the tunnel where that is asked for, and what else is told. */
export function readTsharkLine(line: string, tunnels: TunnelView, directionOf?: DirectionOf): TsharkLine {
  const values = line.split('\t');
  const first: Cells = (field) => firstOf(values[COLUMN.get(field) ?? -1] ?? '');
  const protocols = first('frame.protocols').split(':');
  const tunnel = innermostTunnel(protocols);
  const start = tunnels === 'inner' ? (tunnel?.start ?? 0) : 0;
  const cell: Cells =
    start === 0
      ? first
      : (field) =>
          occurrenceOf(
            values[COLUMN.get(field) ?? -1] ?? '',
            headersBefore(protocols, start, headerOf(field)),
          );
  const packet = packetOf(
    { cell, first, protocols: protocols.slice(start), isCarried: start > 0 },
    directionOf,
  );
  return { packet, tunnel: tunnel?.name, isCut: packet === undefined && isIp(protocols, first) };
}

/** The headers of a packet that count, with their fields. */
type Headers = {
  readonly cell: Cells;
  /** The fields of the packet as it was captured. */
  readonly first: Cells;
  readonly protocols: readonly string[];
  readonly isCarried: boolean;
};

function packetOf(
  { cell, first, protocols, isCarried }: Headers,
  directionOf?: DirectionOf,
): Packet | undefined {
  const etherType = outerEtherType(protocols, cell);
  const ip = etherType === ETHER_TYPES.ipv4 ? 'ip' : 'ipv6';
  if (etherType === undefined || cell(`${ip}.src`) === '') {
    return undefined;
  }
  const interfaceName = interfaceOf(first);
  const ipBytes = ipBytesOf(ip, cell);
  const headerBytes = protocols[0] === 'eth' ? ETHERNET_HEADER_BYTES : 0;
  const bytes = isCarried ? headerBytes + ipBytes : Number(first('frame.len'));
  const fragment = fragmentOf(ip, cell, protocols);
  const srcMac = cell('eth.src') || (isCarried ? '' : cell('sll.src.eth'));
  return {
    timeUs: parseEpochUs(first('frame.time_epoch')),
    interface: interfaceName,
    direction: directionOf?.(interfaceName ?? '', srcMac) ?? directionInFile(first),
    etherType,
    srcMac,
    dstMac: cell('eth.dst'),
    srcAddr: cell(`${ip}.src`),
    dstAddr: cell(`${ip}.dst`),
    bytes,
    linkBytes: ipBytes === 0 ? headerBytes : Math.max(0, bytes - ipBytes),
    ...(fragment === undefined ? {} : { fragment }),
    dscp: Number(cell(ip === 'ip' ? 'ip.dsfield.dscp' : 'ipv6.tclass.dscp')),
    ...transport(ip === 'ip' ? Number(cell('ip.proto')) : ipv6Proto(protocols, cell), cell, protocols),
  };
}

const ETHERNET_HEADER_BYTES = 14;
const IPV6_HEADER_BYTES = 40;

/** The length of an IP packet by its header; 0 where that does not say: a jumbogram, or cut by the network card. */
function ipBytesOf(ip: 'ip' | 'ipv6', cell: Cells): number {
  if (ip === 'ip') {
    return Number(cell('ip.len'));
  }
  const payloadBytes = Number(cell('ipv6.plen'));
  return payloadBytes === 0 ? 0 : payloadBytes + IPV6_HEADER_BYTES;
}

function isIp(protocols: readonly string[], cell: Cells): boolean {
  return outerEtherType(protocols, cell) !== undefined;
}

/** tshark names a field by its header first. */
function headerOf(field: FieldName): string {
  return field.startsWith(`${IPV6_FRAGMENT_HEADER}.`)
    ? IPV6_FRAGMENT_HEADER
    : field.slice(0, field.indexOf('.'));
}

/** A field of the header that has so many of its kind before it. */
function occurrenceOf(occurrences: string, before: number): string {
  return occurrences.split(OCCURRENCE)[before] ?? '';
}

/** The comments that a capture file has on a packet. */
export function packetComments(line: string): readonly string[] {
  const comments = line.split('\t')[COLUMN.get('frame.comment') ?? -1] ?? '';
  return comments === '' ? [] : comments.split(OCCURRENCE).map(unescapeText);
}

/** tshark writes what would break its lines as C does. */
function unescapeText(text: string): string {
  return text.replace(/\\(.)/g, (_all, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function firstOf(occurrences: string): string {
  const end = occurrences.indexOf(OCCURRENCE);
  return end === -1 ? occurrences : occurrences.slice(0, end);
}

function outerEtherType(protocols: readonly string[], cell: Cells): number | undefined {
  switch (protocols.find((name) => name === 'ip' || name === 'ipv6')) {
    case 'ip':
      return ETHER_TYPES.ipv4;
    case 'ipv6':
      return ETHER_TYPES.ipv6;
    default: {
      const etherType = Number(cell('eth.type'));
      return etherType === ETHER_TYPES.ipv4 || etherType === ETHER_TYPES.ipv6 ? etherType : undefined;
    }
  }
}

/** Linux names interfaces so; anything else is a remark of the program that captured. */
const INTERFACE_NAME = /^[^\s/]{1,15}$/;

/** Cooked captures of all interfaces (`tcpdump -i any`) have the interface's index at most. */
function interfaceOf(cell: Cells): string | undefined {
  const index = cell('sll.ifindex');
  if (index !== '') {
    return `if${index}`;
  }
  const name = cell('frame.interface_name');
  return INTERFACE_NAME.test(name) ? name : undefined;
}

/** pcapng's flag (1 inbound, 2 outbound), or the packet type of a cooked capture (0 to 2 to us, 4 from us). */
function directionInFile(cell: Cells): InterfaceDirection | undefined {
  const flag = Number(cell('frame.packet_flags_direction'));
  if (flag === 1 || flag === 2) {
    return flag === 1 ? INTERFACE_DIRECTIONS.ingress : INTERFACE_DIRECTIONS.egress;
  }
  switch (cell('sll.pkttype')) {
    case '0':
    case '1':
    case '2':
      return INTERFACE_DIRECTIONS.ingress;
    case '4':
      return INTERFACE_DIRECTIONS.egress;
    default:
      return undefined;
  }
}

const PROTOCOL_OF_NAME: Readonly<Record<string, number>> = {
  tcp: PROTOCOLS.tcp,
  udp: PROTOCOLS.udp,
  icmpv6: PROTOCOLS.icmpv6,
  sctp: PROTOCOLS.sctp,
};

/** The protocol behind the extension headers; where that cannot be told (later fragments), the next one that is named. */
function ipv6Proto(protocols: readonly string[], cell: Cells): number {
  const behind = protocols.slice(protocols.indexOf('ipv6') + 1).find((name) => !name.startsWith('ipv6.'));
  return (
    PROTOCOL_OF_NAME[behind ?? ''] ??
    Number(cell(hasFragmentHeader(protocols) ? 'ipv6.fraghdr.nxt' : 'ipv6.nxt'))
  );
}

/** Seconds since 1970 with a fraction, as microseconds; through text, because a double loses the last digit. */
function parseEpochUs(text: string): number {
  const [seconds = '', fraction = ''] = text.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function transport(proto: number, cell: Cells, protocols: readonly string[]) {
  switch (proto) {
    case PROTOCOLS.tcp:
      return {
        proto,
        ...ports(cell('tcp.srcport'), cell('tcp.dstport')),
        ...tcp(cell),
        ...dns(cell, protocols),
      };
    case PROTOCOLS.udp:
      return { proto, ...ports(cell('udp.srcport'), cell('udp.dstport')), ...dns(cell, protocols) };
    case PROTOCOLS.sctp:
      return { proto, ...ports(cell('sctp.srcport'), cell('sctp.dstport')) };
    case PROTOCOLS.icmp:
      return { proto, ...icmp(cell('icmp.type'), cell('icmp.code')) };
    case PROTOCOLS.icmpv6:
      return { proto, ...icmp(cell('icmpv6.type'), cell('icmpv6.code')) };
    default:
      return { proto };
  }
}

function ports(srcPort: string, dstPort: string) {
  return srcPort === '' ? {} : { srcPort: Number(srcPort), dstPort: Number(dstPort) };
}

function icmp(type: string, code: string) {
  return type === '' ? {} : { icmp: { type: Number(type), code: Number(code) } };
}

/** A fragment other than the first has no header. */
function tcp(cell: Cells): { readonly tcp?: TcpHeader } {
  if (cell('tcp.srcport') === '') {
    return {};
  }
  return {
    tcp: {
      flags: Number(cell('tcp.flags')),
      seq: Number(cell('tcp.seq_raw')),
      ack: Number(cell('tcp.ack_raw')),
      payloadBytes: Number(cell('tcp.len')),
    },
  };
}

/** DNS of the packet itself, not of what a tunnel carries. */
function dns(cell: Cells, protocols: readonly string[]): { readonly dns?: DnsHeader } {
  const headers = protocols.slice(0, protocols.indexOf('dns') + 1);
  const isCarried = headers.filter((name) => name === 'ip' || name === 'ipv6').length > 1;
  if (cell('dns.id') === '' || isCarried) {
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
