import { pickFrom } from '../chance/distributions.ts';
import type { Random } from '../chance/random.ts';
import { FLAG } from './tcp-flags.ts';
import type { Traffic } from './traffic.ts';
import { NOTHING, PROTOCOL, SILENCE } from './traffic.ts';

/** What the kernel says of packets that it drops. */
export type Drop = {
  /** Who sees the drop: the node that is first on the way, or the last. */
  readonly where: 'first' | 'last';
  /** Share of packets that are dropped; at least one is. */
  readonly share: number;
  readonly state: string;
  readonly cause: string;
  readonly flags: number;
};

/** How a connection fails: what is left of its traffic, and who gets to see it. */
export type Failed = {
  readonly traffic: Traffic;
  readonly drop?: Drop;
  /** The way ends where it begins: what is further on sees nothing. */
  readonly isCutOff?: boolean;
};

/** A reset has no options and no payload. */
const RESET_SAVES_BYTES = 12;

const LOSS_CAUSES = [
  'SKB_DROP_REASON_TCP_OFO_QUEUE_PRUNE',
  'SKB_DROP_REASON_SOCKET_RCVBUFF',
  'SKB_DROP_REASON_QDISC_DROP',
  'SKB_DROP_REASON_NOT_SPECIFIED',
] as const;

/** Linux since 6.5 repeats the first four SYN a second apart, and later ones ever more rarely. */
const SYN_REPEATS = 3;

const TCP_FAILURES = [refuse, refuse, reset, reset, ignore, block, lose] as const;
const OTHER_FAILURES = [ignore, block, lose] as const;

/** Lets a connection fail in one of the ways of its protocol. */
export function fail(traffic: Traffic, random: Random): Failed {
  const failures = traffic.protocol === PROTOCOL.tcp ? TCP_FAILURES : OTHER_FAILURES;
  return pickFrom(random, failures)(traffic, random);
}

/** Nobody listens: the answer to SYN is a reset. */
function refuse(traffic: Traffic): Failed {
  const bare = traffic.ba.tail.bytes;
  return {
    traffic: {
      ...traffic,
      exchanges: 0,
      ab: {
        ...traffic.ab,
        head: { packets: 1, bytes: traffic.ba.head.bytes, flags: FLAG.syn },
        tail: NOTHING,
      },
      ba: {
        ...traffic.ba,
        head: { packets: 1, bytes: bare - RESET_SAVES_BYTES, flags: FLAG.rstAck },
        tail: NOTHING,
      },
    },
    drop: dropOf('last', 1, {
      state: 'TCP_INVALID_STATE',
      cause: 'SKB_DROP_REASON_NO_SOCKET',
      flags: FLAG.syn,
    }),
  };
}

/** The server ends the connection in the middle. */
function reset(traffic: Traffic): Failed {
  const { ab, ba } = traffic;
  return {
    traffic: {
      ...traffic,
      ab: { ...ab, tail: NOTHING },
      ba: {
        ...ba,
        tail: { packets: 1, bytes: ba.tail.bytes - RESET_SAVES_BYTES, flags: FLAG.rstAck },
      },
    },
  };
}

/** Nobody answers, and nobody says why. */
export function ignore(traffic: Traffic): Failed {
  if (traffic.protocol !== PROTOCOL.tcp) {
    return { traffic: { ...traffic, ba: SILENCE } };
  }
  const bytes = traffic.ba.head.bytes;
  return {
    traffic: {
      ...traffic,
      exchanges: SYN_REPEATS,
      intervalMs: 1_000,
      ab: {
        ...traffic.ab,
        head: { packets: 1, bytes, flags: FLAG.syn },
        packets: 1,
        packetBytes: bytes,
        flags: FLAG.syn,
        tail: NOTHING,
      },
      ba: SILENCE,
    },
  };
}

/** A policy lets nothing out of the node of the client. */
function block(traffic: Traffic): Failed {
  const isTcp = traffic.protocol === PROTOCOL.tcp;
  return {
    ...ignore(traffic),
    isCutOff: true,
    drop: dropOf('first', 1, {
      state: isTcp ? 'TCP_SYN_SENT' : 'TCP_INVALID_STATE',
      cause: 'SKB_DROP_REASON_NETFILTER_DROP',
      flags: isTcp ? FLAG.syn : 0,
    }),
  };
}

/** Packets get lost now and then, and what they carry is sent again. */
function lose(traffic: Traffic, random: Random): Failed {
  const isTcp = traffic.protocol === PROTOCOL.tcp;
  return {
    traffic,
    drop: dropOf('last', 0.03, {
      state: isTcp ? 'TCP_ESTABLISHED' : 'TCP_INVALID_STATE',
      cause: pickFrom(random, LOSS_CAUSES),
      flags: isTcp ? FLAG.ack : 0,
    }),
  };
}

function dropOf(
  where: Drop['where'],
  share: number,
  reason: { readonly state: string; readonly cause: string; readonly flags: number },
): Drop {
  return { where, share, ...reason };
}
