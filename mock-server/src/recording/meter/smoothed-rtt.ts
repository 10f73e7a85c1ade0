import type { TcpHeader } from './packet.ts';
import { FLOW_FLAGS } from './tcp-flags.ts';

const SEQUENCE_SPACE = 2 ** 32;

/**
 * The smoothed round trip time of one end of one TCP connection, from what leaves and enters that end.
 *
 * Follows RFC 6298: one segment is timed at a time, from when it leaves until its last byte is acknowledged;
 * the first sample is the estimate, later ones weigh one eighth; a segment that was sent twice is not timed
 * (Karn). The kernel, whose `srtt` the agent reads, times more segments by TCP timestamps; the value is the same
 * in kind, not to the microsecond. The handshake counts: SYN and SYN-ACK are acknowledged like data.
 */
export class SmoothedRtt {
  #smoothedUs: number | undefined;
  #timed: { readonly end: number; readonly sentUs: number } | undefined;
  #highestEnd: number | undefined;

  /** A segment of this end leaves. */
  sent(tcp: TcpHeader, timeUs: number): void {
    const length =
      tcp.payloadBytes + (isSet(tcp, FLOW_FLAGS.syn) ? 1 : 0) + (isSet(tcp, FLOW_FLAGS.fin) ? 1 : 0);
    if (length === 0) {
      return;
    }
    const end = (tcp.seq + length) % SEQUENCE_SPACE;
    if (this.#highestEnd !== undefined && !isAfter(end, this.#highestEnd)) {
      this.#timed = undefined;
      return;
    }
    this.#highestEnd = end;
    this.#timed ??= { end, sentUs: timeUs };
  }

  /** A segment of the other end arrives; the estimate after it, in whole microseconds, if there is one. */
  received(tcp: TcpHeader, timeUs: number): number | undefined {
    if (this.#timed !== undefined && isSet(tcp, FLOW_FLAGS.ack) && !isAfter(this.#timed.end, tcp.ack)) {
      const sample = timeUs - this.#timed.sentUs;
      this.#timed = undefined;
      this.#smoothedUs = this.#smoothedUs === undefined ? sample : (this.#smoothedUs * 7 + sample) / 8;
    }
    return this.#smoothedUs === undefined ? undefined : Math.floor(this.#smoothedUs);
  }
}

function isSet(tcp: TcpHeader, flag: number): boolean {
  return (tcp.flags & flag) !== 0;
}

/** Whether one sequence number comes after another on the circle of 2^32. */
function isAfter(one: number, other: number): boolean {
  const distance = (one - other + SEQUENCE_SPACE) % SEQUENCE_SPACE;
  return distance !== 0 && distance < SEQUENCE_SPACE / 2;
}
