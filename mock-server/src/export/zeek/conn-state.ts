import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { TCP_FLAGS } from '#model/names/network-names.ts';

import type { EachWay } from './each-way.ts';
import { eachWay } from './each-way.ts';

const TCP = 6;
const UDP = 17;

/** What is known of how a conversation went. */
type Seen = {
  readonly flags: ReadonlySet<string>;
  /** Packets from the end that opened it, and from the other one; absent when they were not told apart. */
  readonly packets: EachWay | undefined;
};

/**
 * Zeek's `conn_state`; `undefined` where it is not known.
 *
 * Of TCP one has to know the flags, which are those of both ends together: NetObserv's own tracking leaves them out
 * of its events. With them: no SYN is `OTH`; without an answer `SH` (FIN), `RSTOS0` (RST) or `S0`; with one `REJ` (RST,
 * and never SYN with ACK), `SF` (FIN and no RST) or `S1` (neither). Which end sent a RST is not known, and so neither is the state. UDP is `SF` with an
 * answer and `S0` without one, as Zeek has it; all other protocols are `OTH`.
 */
export function connState({ latest }: Conversation): string | undefined {
  const seen: Seen = { flags: flagsOf(latest), packets: eachWay(latest, 'Packets') };
  switch (numberField(latest, 'Proto')) {
    case TCP:
      return tcpState(seen);
    case UDP:
      return udpState(seen);
    default:
      return 'OTH';
  }
}

function tcpState({ flags, packets }: Seen): string | undefined {
  const isReset = flags.has('RST') || flags.has('RST_ACK');
  const isFinished = flags.has('FIN') || flags.has('FIN_ACK');
  const isAccepted = flags.has('SYN_ACK');
  if (packets === undefined || flags.size === 0) {
    return undefined;
  }
  if (packets.originator === 0 || !(flags.has('SYN') || isAccepted)) {
    return 'OTH';
  }
  if (packets.responder === 0) {
    return isFinished ? 'SH' : isReset ? 'RSTOS0' : 'S0';
  }
  if (isReset) {
    return isAccepted || isFinished ? undefined : 'REJ';
  }
  return isFinished ? 'SF' : 'S1';
}

function udpState({ packets }: Seen): string | undefined {
  if (packets === undefined) {
    return undefined;
  }
  return packets.originator === 0 ? 'SHR' : packets.responder === 0 ? 'S0' : 'SF';
}

/** The names of the flags, from names or from bits. */
function flagsOf(latest: TrafficRecord): ReadonlySet<string> {
  const flags = latest['Flags'];
  if (typeof flags === 'number') {
    return new Set(TCP_FLAGS.filter(({ value }) => (flags & value) !== 0).map(({ name }) => name));
  }
  return new Set(Array.isArray(flags) ? flags.map(String) : []);
}
