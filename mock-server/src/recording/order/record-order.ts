import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { portName } from '#model/names/port-names.ts';

import { tcpFlagBits } from '../../lib/tcp-flag-bits.ts';
import { arrivalMs } from '../arrival.ts';
import { isTracked } from '../retrack.ts';

/**
 * Orders the records of a recording by their arrival, and flow logs that arrived at once as they happened.
 *
 * Connection tracking takes the source of the first flow for the end that opened the connection, and `TimeReceived`
 * is whole seconds: whoever wrote the file may have turned a second around. Of the flows of one instant the one that
 * opens (SYN) goes first and one that answers last, then the one to the port that a service listens at goes first. Those
 * between the same ends in the same direction are equal, and stay as they stand. Records that were tracked already,
 * whose order was the tracker's, go before the others and stay as they stand.
 */
export function compareByArrival(one: TrafficRecord, other: TrafficRecord): number {
  return receivedMs(one) - receivedMs(other) || compareArrivedAtOnce(one, other);
}

/** When the pipeline got a record, in ms since the epoch: what a file is sorted by that it wrote. */
export function receivedMs(record: TrafficRecord): number {
  const receivedS = numberField(record, 'TimeReceived');
  return receivedS === undefined ? arrivalMs(record) : receivedS * 1000;
}

function compareArrivedAtOnce(one: TrafficRecord, other: TrafficRecord): number {
  const [isOneTracked, isOtherTracked] = [isTracked(one), isTracked(other)];
  if (isOneTracked || isOtherTracked) {
    return Number(isOtherTracked) - Number(isOneTracked);
  }
  return (
    compareTimes(one, other, 'TimeFlowStartMs') ||
    compareTimes(one, other, 'TimeFlowEndMs') ||
    openingRank(one) - openingRank(other) ||
    portRank(one) - portRank(other) ||
    compareTexts(endsText(one), endsText(other))
  );
}

function compareTimes(one: TrafficRecord, other: TrafficRecord, field: string): number {
  return (numberField(one, field) ?? 0) - (numberField(other, field) ?? 0);
}

const ENDS = ['SrcAddr', 'SrcPort', 'DstAddr', 'DstPort'] as const;

const SYN = 0x02;
const SYN_ACK = 0x100;
/** The bit of `DnsFlags` that says that it is an answer. */
const DNS_ANSWER = 0x8000;

/** What a flow says of who opened its connection: the smallest did. */
function openingRank(flow: TrafficRecord): number {
  const flags = tcpFlagBits(flow['Flags']);
  if ((flags & SYN_ACK) !== 0 || ((numberField(flow, 'DnsFlags') ?? 0) & DNS_ANSWER) !== 0) {
    return 2;
  }
  return (flags & SYN) !== 0 ? 0 : 1;
}

/** Whether a flow goes to the port of a service (0), from one (2), or that cannot be told (1). */
function portRank(flow: TrafficRecord): number {
  const [source = 0, destination = 0] = [numberField(flow, 'SrcPort'), numberField(flow, 'DstPort')];
  const protocol = numberField(flow, 'Proto');
  const known = Number(isService(protocol, source)) - Number(isService(protocol, destination));
  return 1 + (known === 0 ? Math.sign(destination - source) : known);
}

function isService(protocol: number | undefined, port: number): boolean {
  return portName(protocol, port) !== undefined;
}

/** Names the connection of a flow and its direction: it does not matter which of two that are alike goes first. */
function endsText(flow: TrafficRecord): string {
  return JSON.stringify(ENDS.map((field) => flow[field]));
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
