import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

/** What NetObserv's eBPF agent counts of each packet beside the IP packet: it sees Ethernet alone, without VLAN tags. */
const ETHERNET_HEADER_BYTES = 14;

/**
 * How much of the bytes of a flow log is no part of IP packets.
 *
 * Captures tell it. Of what NetObserv's agent counted (`AgentIP` says that it did) it is an Ethernet header for each
 * packet. Others may count either way: `undefined`, as where packets are not known.
 */
export function linkBytesOf(flow: TrafficRecord): number | undefined {
  return numberField(flow, 'LinkBytes') ?? linkBytesByAgent(flow, numberField(flow, 'Packets'));
}

/** How much of what an agent counted of so many packets is no part of them; `undefined` where none did. */
export function linkBytesByAgent(record: TrafficRecord, packets: number | undefined): number | undefined {
  const isByAgent = (textField(record, 'AgentIP') ?? '') !== '';
  return isByAgent && packets !== undefined ? packets * ETHERNET_HEADER_BYTES : undefined;
}
