import type { Flow } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import { ETHER_TYPES, PROTOCOLS } from '../../mock-server/src/recording/meter/packet.ts';
import { tcpFlagClass } from '../../mock-server/src/recording/meter/tcp-flags.ts';
import { grouped } from './grouped.ts';

/** A packet that a node's packet filter dropped. IPv4 alone: the lab drops nothing else. */
export type DroppedPacket = {
  /** When the packet came to the filter, in microseconds since 1970. */
  readonly timeUs: number;
  readonly srcAddr: string;
  readonly dstAddr: string;
  readonly proto: number;
  readonly srcPort: number;
  readonly dstPort: number;
  /** Length without the link layer's header: what the kernel counts when it frees the packet. */
  readonly bytes: number;
  /** The TCP header's bits as on the wire; 0 for UDP. */
  readonly tcpFlags: number;
};

/**
 * The fields to ask tshark for when it reads what the filter logged, in the order of `parseDropLine`.
 *
 * The frame's own time is useless: the kernel hands logged packets over in batches, up to a second later.
 */
export const DROP_FIELDS = [
  'nflog.timestamp',
  'ip.src',
  'ip.dst',
  'ip.proto',
  'ip.len',
  'tcp.srcport',
  'tcp.dstport',
  'udp.srcport',
  'udp.dstport',
  'tcp.flags',
] as const;

/** What the agent makes of `enum skb_drop_reason` for a packet that the filter's `drop` freed. */
const CAUSE = 'SKB_DROP_REASON_NETFILTER_DROP';

/** State 0: a packet that is only passed on belongs to no socket of the node. */
const STATE = 'TCP_INVALID_STATE';

/** One line of tshark's output, its times in UTC, as a dropped packet; absent when it is neither TCP nor UDP. */
export function parseDropLine(line: string): DroppedPacket | undefined {
  const [time = '', srcAddr = '', dstAddr = '', proto, bytes, ...ports] = line.split('\t');
  const [tcpSrc = '', tcpDst = '', udpSrc = '', udpDst = '', tcpFlags = ''] = ports;
  const isTcp = tcpSrc !== '';
  if (time === '' || (!isTcp && udpSrc === '')) {
    return undefined;
  }
  return {
    timeUs: parseTimeUs(time),
    srcAddr,
    dstAddr,
    proto: Number(proto),
    srcPort: Number(isTcp ? tcpSrc : udpSrc),
    dstPort: Number(isTcp ? tcpDst : udpDst),
    bytes: Number(bytes),
    tcpFlags: Number(tcpFlags),
  };
}

/** `Nov 23, 2026 08:47:33.498453000 UTC`, or the same in ISO 8601 as newer versions write it. */
function parseTimeUs(text: string): number {
  const [, seconds = '', fraction = '', zone = ''] = /^([^.]*)\.(\d+)(.*)$/.exec(text) ?? [];
  return Date.parse(`${seconds}${zone}`) * 1000 + Number(fraction.slice(0, 6));
}

/** The node whose agent tells of the drops. */
export type DropReporter = {
  readonly agentIp: string;
  /** `TimeReceived` of the flow logs of the eviction that comes after a packet: what tells evictions apart. */
  readonly receivedS: (timeUs: number) => number;
};

/**
 * Adds the node's dropped packets to its flow logs, as the agent's packet drop hook does.
 *
 * Number, bytes, and flags of the latest one go on the flow log of the same 5-tuple and eviction. Where no
 * interface saw such a packet (it had been translated before it was dropped), the drops are a flow log of their
 * own: without bytes, packets, interfaces and MAC addresses.
 */
export function withDrops(
  flows: readonly Flow[],
  drops: readonly DroppedPacket[],
  reporter: DropReporter,
): readonly Flow[] {
  const unclaimed = grouped(drops, (drop) =>
    [
      reporter.receivedS(drop.timeUs),
      drop.proto,
      drop.srcAddr,
      drop.srcPort,
      drop.dstAddr,
      drop.dstPort,
    ].join(' '),
  );
  const counted = flows.map((flow) => {
    const key = keyOf(flow);
    const dropped = unclaimed.get(key);
    unclaimed.delete(key);
    return dropped === undefined ? flow : { ...flow, ...dropFields(dropped) };
  });
  return [...counted, ...[...unclaimed.values()].map((dropped) => flowOfDrops(dropped, reporter))];
}

function keyOf(flow: Flow): string {
  return [
    numberField(flow, 'TimeReceived'),
    numberField(flow, 'Proto'),
    textField(flow, 'SrcAddr'),
    numberField(flow, 'SrcPort'),
    textField(flow, 'DstAddr'),
    numberField(flow, 'DstPort'),
  ].join(' ');
}

function dropFields(dropped: readonly DroppedPacket[]): Flow {
  return {
    PktDropBytes: dropped.reduce((total, { bytes }) => total + bytes, 0),
    PktDropPackets: dropped.length,
    PktDropLatestFlags: tcpFlagClass(dropped.at(-1)?.tcpFlags ?? 0),
    PktDropLatestState: STATE,
    PktDropLatestDropCause: CAUSE,
  };
}

function flowOfDrops(dropped: readonly DroppedPacket[], { agentIp, receivedS }: DropReporter): Flow {
  const timesUs = dropped.map(({ timeUs }) => timeUs);
  const [first] = dropped;
  return {
    TimeFlowStartMs: Math.floor(Math.min(...timesUs) / 1000),
    TimeFlowEndMs: Math.floor(Math.max(...timesUs) / 1000),
    TimeReceived: receivedS(timesUs[0] ?? 0),
    AgentIP: agentIp,
    Etype: ETHER_TYPES.ipv4,
    SrcMac: '00:00:00:00:00:00',
    DstMac: '00:00:00:00:00:00',
    SrcAddr: first?.srcAddr ?? '',
    DstAddr: first?.dstAddr ?? '',
    Proto: first?.proto ?? 0,
    SrcPort: first?.srcPort ?? 0,
    DstPort: first?.dstPort ?? 0,
    ...(first?.proto === PROTOCOLS.tcp ? { Flags: 0 } : {}),
    Dscp: 0,
    ...dropFields(dropped),
  };
}
