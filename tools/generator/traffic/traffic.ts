import type { Fragment } from '../reports/lines.ts';
import { EMPTY } from '../reports/lines.ts';
import { chanceAt } from '../chance/random.ts';

/** Protocols by their IP number. */
export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17, icmp6: 58 } as const;

/** Packets that begin or end a connection, all in one record. */
export type Handshake = { readonly packets: number; readonly bytes: number; readonly flags: number };

/** What one side sends. */
export type Way = {
  readonly head: Handshake;
  /** Packets in an exchange on average, 1 or more; 0 for a side that says nothing. */
  readonly packets: number;
  /** Bytes of a packet on average, headers included. */
  readonly packetBytes: number;
  /** TCP flags of the packets of exchanges. */
  readonly flags: number;
  readonly tail: Handshake;
  /** Fields of every record of this way, such as those of a DNS answer, each with a comma before it. */
  readonly extra: Fragment;
};

/**
 * What passes between two ends: a head, exchanges about evenly spaced, a tail.
 *
 * A connection is not simulated packet by packet: what has passed by any moment follows from this and the moment
 * alone. So nodes that look at different moments tell the same story, and their sums agree.
 */
export type Traffic = {
  /** The chance of when exchanges happen and how large they are. */
  readonly seed: number;
  readonly protocol: number;
  readonly startMs: number;
  readonly exchanges: number;
  readonly intervalMs: number;
  readonly rttUs: number;
  readonly ab: Way;
  readonly ba: Way;
};

/** How far an exchange may be late, as a share of the interval. */
const TIME_JITTER = 0.8;
/** How uneven exchanges are in size, as a share of an exchange. */
const SIZE_JITTER = 0.9;
/** Tells the chance of sizes from that of times. */
const SIZE_SEED = 0x5eed;

/** No packets. */
export const NOTHING: Handshake = { packets: 0, bytes: 0, flags: 0 };

/** A side that says nothing at all. */
export const SILENCE: Way = {
  head: NOTHING,
  packets: 0,
  packetBytes: 0,
  flags: 0,
  tail: NOTHING,
  extra: EMPTY,
};

/** When everything has been said, in milliseconds: after the last exchange. */
export function endMs({ startMs, exchanges, intervalMs, rttUs }: Traffic): number {
  return startMs + Math.ceil(exchanges * intervalMs + rttUs / 1_000);
}

/** When an exchange happens, in milliseconds, not whole; exchanges count from 0. */
export function exchangeMs({ seed, startMs, intervalMs }: Traffic, exchange: number): number {
  return startMs + (exchange + TIME_JITTER * chanceAt(seed, exchange)) * intervalMs;
}

/** How many exchanges have happened before a moment. */
export function exchangesBefore(traffic: Traffic, momentMs: number): number {
  const { exchanges, startMs, intervalMs } = traffic;
  const whole = Math.floor((momentMs - startMs) / intervalMs);
  if (whole < 0) {
    return 0;
  }
  return Math.min(exchanges, exchangeMs(traffic, whole) < momentMs ? whole + 1 : whole);
}

/** Packets one side has sent in so many exchanges: one each, the rest spread unevenly. */
export function packetsSent(seed: number, way: Way, exchanges: number): number {
  if (exchanges === 0 || way.packets === 0) {
    return 0;
  }
  const place = exchanges + SIZE_JITTER * chanceAt(seed ^ SIZE_SEED, exchanges);
  return exchanges + Math.floor((way.packets - 1) * place);
}

/** Bytes of one side's first packets; every packet is of the average size, rounded one way or the other. */
export function bytesSent(way: Way, packets: number): number {
  return Math.floor(packets * way.packetBytes);
}
