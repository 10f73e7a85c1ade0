import type { Flow } from '#model/flow.ts';

import type { DnsAnswer } from './dns-tracker.ts';
import { dnsResponseCode } from './dns-tracker.ts';
import type { InterfaceDirection, Packet } from './packet.ts';
import { PROTOCOLS } from './packet.ts';

/** Where a packet of a flow was seen. */
export type Sighting = {
  readonly observer?: string | undefined;
  readonly interface: string | undefined;
  readonly direction: InterfaceDirection | undefined;
};

/** What is known of one 5-tuple since the last eviction. */
export type OpenFlow = {
  readonly first: Packet;
  readonly seenAt: Sighting[];
  startUs: number;
  endUs: number;
  bytes: number;
  linkBytes: number;
  packets: number;
  flags: number;
  rttUs: number | undefined;
  dns: DnsAnswer | undefined;
};

const US_PER_MS = 1000;
const US_PER_S = 1_000_000;

/**
 * The flow log of one 5-tuple and window, with the agent's field names, units and omissions.
 *
 * What does not apply is absent, never 0 or null: ports without a transport, `Flags` without TCP, `TimeFlowRttNs`
 * and DNS fields without a measurement, what a capture file does not tell (see `Packet`). `Dscp` and `DnsLatencyMs` 0
 * are values. Times of flows are in ms, the time of receipt in s, latencies are cut to whole ms; MAC addresses are in
 * capitals. Where no agent is known, `LinkBytes` says how much of `Bytes` is no part of the IP packets: an agent sees
 * Ethernet alone, a capture any link layer.
 */
export function flowLog(
  flow: OpenFlow,
  agent: { readonly agentIp?: string | undefined; readonly receivedUs: number },
): Flow {
  const { first } = flow;
  return {
    TimeFlowStartMs: Math.floor(flow.startUs / US_PER_MS),
    TimeFlowEndMs: Math.floor(flow.endUs / US_PER_MS),
    TimeReceived: Math.floor(agent.receivedUs / US_PER_S),
    ...(agent.agentIp === undefined ? {} : { AgentIP: agent.agentIp }),
    ...observed(flow.seenAt),
    Etype: first.etherType,
    ...(first.srcMac === '' ? {} : { SrcMac: first.srcMac.toUpperCase() }),
    ...(first.dstMac === '' ? {} : { DstMac: first.dstMac.toUpperCase() }),
    SrcAddr: first.srcAddr,
    DstAddr: first.dstAddr,
    Proto: first.proto,
    ...(first.srcPort === undefined ? {} : { SrcPort: first.srcPort }),
    ...(first.dstPort === undefined ? {} : { DstPort: first.dstPort }),
    ...(first.icmp === undefined ? {} : { IcmpType: first.icmp.type, IcmpCode: first.icmp.code }),
    ...(first.proto === PROTOCOLS.tcp ? { Flags: flow.flags } : {}),
    Dscp: first.dscp,
    Bytes: flow.bytes,
    ...(agent.agentIp === undefined ? { LinkBytes: flow.linkBytes } : {}),
    Packets: flow.packets,
    Sampling: 1,
    ...(flow.rttUs === undefined || flow.rttUs === 0 ? {} : { TimeFlowRttNs: flow.rttUs * 1000 }),
    ...dnsFields(flow),
  };
}

/**
 * Where it was seen, as far as all of that is known: the two lists belong together.
 *
 * Interfaces of several captures have the same names: each is named with its capture.
 */
function observed(seenAt: readonly Sighting[]): Flow {
  const observers = new Set(seenAt.map(({ observer }) => observer));
  const interfaces = seenAt.flatMap(
    (sighting) =>
      (observers.size > 1 ? [sighting.observer, sighting.interface].filter(isKnown).join(':') : undefined) ??
      sighting.interface ??
      [],
  );
  const directions = seenAt.flatMap((sighting) => sighting.direction ?? []);
  if (interfaces.length < seenAt.length) {
    return {};
  }
  return directions.length < seenAt.length
    ? { Interfaces: interfaces }
    : { Interfaces: interfaces, IfDirections: directions };
}

function isKnown(name: string | undefined): name is string {
  return name !== undefined;
}

function dnsFields({ dns }: OpenFlow): Flow {
  if (dns === undefined || dns.id === 0) {
    return {};
  }
  return {
    DnsId: dns.id,
    DnsFlags: dns.flags,
    DnsFlagsResponseCode: dnsResponseCode(dns.flags),
    DnsLatencyMs: Math.floor(dns.latencyUs / US_PER_MS),
    ...(dns.name === undefined ? {} : { DnsName: dns.name }),
  };
}
