import type { IpVersion } from '../cluster/addresses.ts';
import type { Application } from './application.ts';
import { lognormal, pareto } from '../chance/distributions.ts';
import { EMPTY } from '../reports/lines.ts';
import type { Random } from '../chance/random.ts';
import { FLAG } from './tcp-flags.ts';
import type { Handshake, Traffic, Way } from './traffic.ts';
import { NOTHING, PROTOCOL, SILENCE } from './traffic.ts';

/** When and how a connection is made: what does not depend on the application. */
export type Occasion = {
  readonly startMs: number;
  readonly version: IpVersion;
  readonly rttUs: number;
};

/** Ethernet and IP. */
const HEADER_BYTES = { v4: 34, v6: 54 } as const;
const TCP_HEADER_BYTES = 32;
const UDP_HEADER_BYTES = 8;
const SYN_OPTIONS_BYTES = 8;
const SEGMENT_BYTES = 1_380;

/** Larger answers go out piece by piece, so that a long transfer is seen to last. */
const PIECE_BYTES = 256 * 1024;
/** A piece takes this long at least: 50 MB/s. */
const PIECE_MS = 5;

/** How long connections are kept open, in milliseconds: ten seconds to two hours, with a heavy tail. */
const KEPT_OPEN_MS = { least: 10_000, most: 7_200_000, alpha: 1.05 } as const;
const MOST_PAUSE_MS = 30_000;
const MOST_SHORT_MS = 30_000;

/** A TCP connection of an application, from handshake to good-bye. */
export function talkTcp(application: Application, occasion: Occasion, random: Random): Traffic {
  const header = HEADER_BYTES[occasion.version] + TCP_HEADER_BYTES;
  const request = Math.max(20, lognormal(random, application.requestBytes, 0.7));
  const answer = pareto(random, application.responseBytes);
  const pieces = Math.max(1, Math.ceil(answer / PIECE_BYTES));
  const { count, intervalMs } = rhythm(application, random);
  const toServer = segments(request / pieces);
  const toClient = segments(answer / pieces);
  const acknowledgements = Math.max(0, toClient / 2 - toServer);
  const sent = toServer + acknowledgements;
  const bare = { packets: 1, bytes: header };
  return {
    ...opening(occasion, random, PROTOCOL.tcp),
    exchanges: count * pieces,
    intervalMs: Math.max(intervalMs / pieces, pieces > 1 ? PIECE_MS : 1),
    ab: {
      head: { packets: 2, bytes: 2 * header + SYN_OPTIONS_BYTES, flags: FLAG.syn | FLAG.ack },
      packets: sent,
      packetBytes: header + request / pieces / sent,
      flags: FLAG.ack,
      tail: { packets: 2, bytes: 2 * header, flags: FLAG.finAck | FLAG.ack },
      extra: EMPTY,
    },
    ba: {
      head: { ...bare, bytes: header + SYN_OPTIONS_BYTES, flags: FLAG.synAck },
      packets: toClient,
      packetBytes: header + answer / pieces / toClient,
      flags: FLAG.ack,
      tail: { ...bare, flags: FLAG.finAck },
      extra: EMPTY,
    },
  };
}

/** A question by UDP and its answer, which carries the fields given. */
export function askUdp(application: Application, occasion: Occasion, random: Random, extra = EMPTY): Traffic {
  const header = HEADER_BYTES[occasion.version] + UDP_HEADER_BYTES;
  const question = Math.max(20, lognormal(random, application.requestBytes, 0.3));
  const answer = pareto(random, application.responseBytes);
  return {
    ...opening(occasion, random, PROTOCOL.udp),
    exchanges: 1,
    intervalMs: 1,
    ab: datagrams(1, header + question),
    ba: { ...datagrams(1, header + answer), extra },
  };
}

/** Datagrams that want no answer, one or many. */
export function tellUdp(application: Application, occasion: Occasion, random: Random): Traffic {
  const header = HEADER_BYTES[occasion.version] + UDP_HEADER_BYTES;
  const { count, intervalMs } = rhythm(application, random);
  return {
    ...opening(occasion, random, PROTOCOL.udp),
    exchanges: count,
    intervalMs,
    ab: datagrams(
      1 + random.below(3),
      header + Math.max(20, lognormal(random, application.requestBytes, 0.5)),
    ),
    ba: SILENCE,
  };
}

/** One to ten echo requests, a second apart, and their replies. */
export function ping(occasion: Occasion, random: Random): Traffic {
  const echo = datagrams(1, HEADER_BYTES[occasion.version] + 64);
  return {
    ...opening(occasion, random, occasion.version === 'v4' ? PROTOCOL.icmp : PROTOCOL.icmp6),
    exchanges: 1 + random.below(10),
    intervalMs: 1_000,
    ab: echo,
    ba: echo,
  };
}

function opening({ startMs, rttUs }: Occasion, random: Random, protocol: number) {
  return { seed: random.uint32(), protocol, startMs, rttUs };
}

/** How many exchanges there are, and how far apart. */
function rhythm({ keptOpen, pauseMs }: Application, random: Random) {
  if (random.happens(keptOpen)) {
    const intervalMs = Math.min(MOST_PAUSE_MS, Math.max(20, lognormal(random, pauseMs, 1)));
    const durationMs = pareto(random, KEPT_OPEN_MS);
    return { count: Math.max(2, Math.round(durationMs / intervalMs)), intervalMs };
  }
  const count = 1 + Math.floor(pareto(random, { least: 0.6, most: 40, alpha: 1.3 }));
  const durationMs = Math.min(MOST_SHORT_MS, lognormal(random, 60, 1.5));
  return { count, intervalMs: Math.max(1, durationMs / count) };
}

function segments(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / SEGMENT_BYTES));
}

function datagrams(packets: number, packetBytes: number): Way {
  const nothing: Handshake = NOTHING;
  return { head: nothing, packets, packetBytes, flags: 0, tail: nothing, extra: EMPTY };
}
