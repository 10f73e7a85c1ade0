import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { TCP_FLAGS } from '#model/names/network-names.ts';

import type { EachWay } from './each-way.ts';
import { eachWay } from './each-way.ts';

const TCP = 6;
const UDP = 17;

/**
 * Zeek's `conn_state`; `undefined` where it is not known, never a guess.
 *
 * Of TCP one has to know the flags: NetObserv's own tracking leaves them out of its events, and where they are there,
 * they are those of both ends together. That tells `S0`, `SH` and `RSTOS0` where only one end sent; of two ends `REJ`
 * where nothing but SYN and RST was sent, and `S1` where it was accepted and neither FIN nor RST was. Which end sent a
 * FIN, or a RST later on, is not told, and so neither is `SF`. UDP is `SF` with an answer and `S0` without one, as Zeek
 * has it; all other protocols are `OTH`.
 */
export function connState({ latest }: Conversation): string | undefined {
  const packets = eachWay(latest, 'Packets');
  switch (numberField(latest, 'Proto')) {
    case undefined:
      return undefined;
    case TCP:
      return packets && tcpState(flagsOf(latest), packets);
    case UDP:
      return packets && udpState(packets);
    default:
      return 'OTH';
  }
}

function tcpState(flags: ReadonlySet<string>, packets: EachWay): string | undefined {
  const isReset = flags.has('RST') || flags.has('RST_ACK');
  const isFinished = flags.has('FIN') || flags.has('FIN_ACK');
  const isAccepted = flags.has('SYN_ACK');
  if (flags.size === 0) {
    return undefined;
  }
  if (packets.originator === 0 || !(flags.has('SYN') || isAccepted)) {
    return isReset || isFinished ? undefined : 'OTH';
  }
  if (packets.responder === 0) {
    return isAccepted ? undefined : unansweredState(flags, { isReset, isFinished });
  }
  if (isReset) {
    return holdsOnly(flags, ['SYN', 'RST', 'RST_ACK', ...CONGESTION]) ? 'REJ' : undefined;
  }
  return isAccepted && flags.has('ACK') && !isFinished ? 'S1' : undefined;
}

/** The flags are those of the end that opened it, as the other one sent nothing. */
function unansweredState(
  flags: ReadonlySet<string>,
  { isReset, isFinished }: { readonly isReset: boolean; readonly isFinished: boolean },
): string | undefined {
  if (isFinished) {
    return isReset ? undefined : 'SH';
  }
  if (isReset) {
    return 'RSTOS0';
  }
  return holdsOnly(flags, ['SYN', ...CONGESTION]) ? 'S0' : undefined;
}

/** What a SYN carries beside itself where congestion is told. */
const CONGESTION = ['ECE', 'CWR'];

function holdsOnly(flags: ReadonlySet<string>, allowed: readonly string[]): boolean {
  return [...flags].every((flag) => allowed.includes(flag));
}

function udpState(packets: EachWay): string {
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
