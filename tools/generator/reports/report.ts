import type { Drop } from '../traffic/failure.ts';
import type { LineBuffer } from './lines.ts';
import { fragment } from './lines.ts';
import type { Observation, Ports } from './observation.ts';
import { chanceAt } from '../chance/random.ts';
import type { Traffic } from '../traffic/traffic.ts';
import {
  bytesSent,
  exchangeMs,
  exchangesBefore,
  NOTHING,
  packetsSent,
  PROTOCOL,
} from '../traffic/traffic.ts';

/** How often agents report, in milliseconds: `CACHE_ACTIVE_TIMEOUT` of the eBPF agent. */
export const REPORT_MS = 5_000;

/** Flow logs as they are made: where an observation's report puts its lines. */
export type Report = {
  /** Lines, each with its end. */
  readonly text: LineBuffer;
  lines: number;
  /** The sum of `Bytes`. */
  bytes: number;
};

/** When a node reports what happened at a moment: at its first report after it, in milliseconds. */
export function reportAfter(phaseMs: number, momentMs: number): number {
  return Math.floor((momentMs - phaseMs) / REPORT_MS + 1) * REPORT_MS + phaseMs;
}

/** When a report has come in, in seconds since 1970. */
export function receivedS(reportMs: number): number {
  return Math.floor(reportMs / 1_000) + 1;
}

/** When an observation that is not over reports next, in milliseconds. */
export function nextReport(observation: Observation): number {
  const { connection, node, told, isStarted } = observation;
  const { traffic } = connection;
  if (!isStarted) {
    return reportAfter(node.phaseMs, traffic.startMs);
  }
  const moment = told < traffic.exchanges ? exchangeMs(traffic, told) : connection.endMs;
  return reportAfter(node.phaseMs, moment);
}

/** What lies between two reports of an observation. */
type Span = {
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly reportMs: number;
};

/**
 * Tells what has happened since an observation's last report, up to `limit` lines: one for each way that had
 * packets. Says whether that was all there will be.
 */
export function reportUntil(
  observation: Observation,
  reportMs: number,
  limit: number,
  report: Report,
): boolean {
  const { connection, told, isStarted } = observation;
  const { traffic } = connection;
  const to = exchangesBefore(traffic, reportMs);
  const isLast = connection.endMs < reportMs;
  const first = isStarted ? exchangeMs(traffic, told) : traffic.startMs;
  const last = isLast ? connection.endMs : exchangeMs(traffic, to - 1) + 1;
  const span: Span = {
    from: told,
    to,
    isFirst: !isStarted,
    isLast,
    startMs: Math.floor(told === to && isStarted ? last : first),
    endMs: Math.max(Math.floor(last), Math.floor(first)),
    reportMs,
  };
  observation.isStarted = true;
  observation.told = to;
  addLine(observation, 'ab', span, report);
  if (report.lines < limit) {
    addLine(observation, 'ba', span, report);
  }
  return isLast;
}

function addLine(observation: Observation, side: 'ab' | 'ba', span: Span, report: Report): void {
  const { traffic } = observation.connection;
  const way = traffic[side];
  const head = span.isFirst ? way.head : NOTHING;
  const tail = span.isLast ? way.tail : NOTHING;
  const sentBefore = packetsSent(traffic.seed, way, span.from);
  const sent = packetsSent(traffic.seed, way, span.to);
  const packets = head.packets + (sent - sentBefore) + tail.packets;
  if (packets === 0) {
    return;
  }
  const bytes = head.bytes + (bytesSent(way, sent) - bytesSent(way, sentBefore)) + tail.bytes;
  const flags = head.flags | (sent > sentBefore ? way.flags : 0) | tail.flags;
  const reported = observation[side];
  const drop = side === 'ab' ? observation.drop : undefined;
  report.lines++;
  report.bytes += bytes;
  const { text } = report;
  const { joined } = reported;
  putTimes(text, traffic, span, side);
  const headAt = text.place;
  if (joined === undefined) {
    text.putAll(reported.head);
    putPorts(text, traffic, reported.ports);
  } else {
    text.put(joined.head);
  }
  const headEnd = text.place;
  if (traffic.protocol === PROTOCOL.tcp) {
    text.put(FIELD.flags);
    text.putNumber(flags);
  }
  text.put(FIELD.bytes);
  text.putNumber(bytes);
  text.put(FIELD.packets);
  text.putNumber(packets);
  text.put(FIELD.sampling);
  if (reported.hasRtt) {
    putRtt(text, traffic, span);
  }
  if (drop !== undefined) {
    text.put(fragment(printDrop(drop, traffic, { span, bytes, packets })));
  }
  if (way.extra.length > 0) {
    text.put(way.extra);
  }
  if (joined !== undefined) {
    text.put(joined.tail);
    return;
  }
  const tailAt = text.place;
  text.putAll(reported.tail);
  if (!span.isLast) {
    reported.joined = { head: text.copy(headAt, headEnd), tail: text.copy(tailAt, text.place) };
  }
}

const FIELD = {
  start: fragment('{"TimeFlowStartMs":'),
  end: fragment(',"TimeFlowEndMs":'),
  received: fragment(',"TimeReceived":'),
  srcPort: fragment(',"SrcPort":'),
  dstPort: fragment(',"DstPort":'),
  icmpType: fragment(',"IcmpType":'),
  icmpCode: fragment(',"IcmpCode":0'),
  flags: fragment(',"Flags":'),
  bytes: fragment(',"Dscp":0,"Bytes":'),
  packets: fragment(',"Packets":'),
  sampling: fragment(',"Sampling":1'),
  rtt: fragment(',"TimeFlowRttNs":'),
  thousands: fragment('000'),
} as const;

/** The begin of a line: the answer comes half a round trip later than what it answers. */
function putTimes(text: LineBuffer, { rttUs }: Traffic, span: Span, side: 'ab' | 'ba'): void {
  const delayMs = side === 'ab' ? 0 : Math.round(rttUs / 2_000);
  const { startMs, endMs, reportMs } = span;
  text.put(FIELD.start);
  text.putNumber(Math.min(startMs + delayMs, reportMs));
  text.put(FIELD.end);
  text.putNumber(Math.min(endMs + delayMs, reportMs));
  text.put(FIELD.received);
  text.putNumber(receivedS(reportMs));
}

function putPorts(text: LineBuffer, { protocol }: Traffic, { src, dst }: Ports): void {
  if (protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmp6) {
    text.put(FIELD.icmpType);
    text.putNumber(src);
    text.put(FIELD.icmpCode);
    return;
  }
  text.put(FIELD.srcPort);
  text.putNumber(src);
  text.put(FIELD.dstPort);
  text.putNumber(dst);
}

/** How far the round-trip time varies, as a share of it. */
const RTT_JITTER = 0.4;
const RTT_SEED = 0x7177;
const LOSS_SEED = 0x1055;
/** A connection that loses packets loses some in this share of its records, and in the first. */
const LOSSY_RECORDS = 0.3;

/** The smoothed round-trip time, which the kernel has in microseconds. */
function putRtt(text: LineBuffer, { seed, rttUs }: Traffic, { to }: Span): void {
  const rtt = Math.round(rttUs * (1 + RTT_JITTER * (chanceAt(seed ^ RTT_SEED, to) - 0.5)));
  text.put(FIELD.rtt);
  text.putNumber(Math.max(1, rtt));
  text.put(FIELD.thousands);
}

function printDrop(
  { share, state, cause, flags }: Drop,
  { seed }: Traffic,
  { span, bytes, packets }: { readonly span: Span; readonly bytes: number; readonly packets: number },
): string {
  if (share < 1 && !span.isFirst && chanceAt(seed ^ LOSS_SEED, span.to) >= LOSSY_RECORDS) {
    return '';
  }
  const dropped = Math.max(1, Math.floor(packets * share));
  return (
    `,"PktDropBytes":${Math.floor((dropped * bytes) / packets)},"PktDropPackets":${dropped}` +
    `,"PktDropLatestState":"${state}","PktDropLatestDropCause":"${cause}","PktDropLatestFlags":${flags}`
  );
}
