import type { Packet } from './packet.ts';
import { SmoothedRtt } from './smoothed-rtt.ts';
import { FLOW_FLAGS } from './tcp-flags.ts';

/** How long a silent connection is remembered. */
const FORGET_AFTER_US = 15 * 60 * 1_000_000;

type Ends = { readonly rtt: SmoothedRtt; seenUs: number };

/**
 * Round trip times of all TCP ends behind the interfaces that lead to sockets (a pod's own interface).
 *
 * On such an interface what comes in was sent by the pod and what goes out is received by it, so both halves of
 * a round trip can be seen there. The agent attaches the value to packets *received* by a local socket: of a
 * connection between two nodes each node knows the time for the direction that ends there.
 */
export class RttTracker {
  readonly #ends = new Map<string, Ends>();

  /** Takes a TCP packet seen on a socket's interface; the round trip time in microseconds when it is received. */
  observe(packet: Packet): number | undefined {
    const { tcp } = packet;
    if (tcp === undefined) {
      return undefined;
    }
    const isSent = packet.direction === 0;
    const key = isSent ? endKey(packet, 'src') : endKey(packet, 'dst');
    const isOpening = (tcp.flags & (FLOW_FLAGS.syn | FLOW_FLAGS.ack)) === FLOW_FLAGS.syn;
    const end = this.#end(key, packet.timeUs);
    end.seenUs = packet.timeUs;
    if (isSent) {
      end.rtt.sent(tcp, packet.timeUs);
      return undefined;
    }
    if (isOpening) {
      this.#ends.delete(key);
      return undefined;
    }
    const rttUs = end.rtt.received(tcp, packet.timeUs);
    return (tcp.flags & FLOW_FLAGS.syn) === 0 ? rttUs : undefined;
  }

  /** Forgets ends that were silent for long; the ports may belong to somebody else by now. */
  forgetIdle(nowUs: number): void {
    for (const [key, end] of this.#ends) {
      if (nowUs - end.seenUs > FORGET_AFTER_US) {
        this.#ends.delete(key);
      }
    }
  }

  #end(key: string, seenUs: number): Ends {
    const known = this.#ends.get(key);
    if (known !== undefined) {
      return known;
    }
    const end = { rtt: new SmoothedRtt(), seenUs };
    this.#ends.set(key, end);
    return end;
  }
}

/** Names one end of a connection: its own address and port first, whichever way the packet goes. */
function endKey(packet: Packet, end: 'src' | 'dst'): string {
  const src = `${packet.srcAddr} ${String(packet.srcPort)}`;
  const dst = `${packet.dstAddr} ${String(packet.dstPort)}`;
  const at = packet.interface ?? '';
  return end === 'src' ? `${at} ${src} ${dst}` : `${at} ${dst} ${src}`;
}
