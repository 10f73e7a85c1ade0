import type { Flow } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

import type { Direction } from '../lib/direction.ts';
import { tcpFlagBits } from '../lib/tcp-flag-bits.ts';

/** By bits of the agent: FIN and FIN_ACK; RST and RST_ACK. */
const FIN = 0x201;
const RST = 0x404;

/** When the last flow ended of all traffic of a recording, in ms since the epoch. */
export class LatestTraffic {
  #endMs = -Infinity;

  get endMs(): number {
    return this.#endMs;
  }

  note(endMs: number): void {
    this.#endMs = Math.max(this.#endMs, endMs);
  }
}

/**
 * Whether a connection was over when the recording stopped, as far as its own flows tell.
 *
 * It was if it had been reset; if both ends had sent FIN, or one had and nothing came back any more; or if it had been
 * silent for longer than the end timeout. Any other was cut by the end of the recording.
 */
export class ConversationEnd {
  readonly #traffic: LatestTraffic;
  #endMs = -Infinity;
  #isReset = false;
  #hasFin = { ab: false, ba: false };

  constructor(traffic: LatestTraffic) {
    this.#traffic = traffic;
  }

  add(flow: Flow, direction: Direction): void {
    const endMs = numberField(flow, 'TimeFlowEndMs');
    if (endMs !== undefined) {
      this.#endMs = Math.max(this.#endMs, endMs);
      this.#traffic.note(endMs);
    }
    const bits = tcpFlagBits(flow['Flags']);
    this.#isReset ||= (bits & RST) !== 0;
    if ((bits & FIN) !== 0) {
      this.#hasFin[direction] = true;
    } else if (!this.#hasFin[direction]) {
      // Half closed: this end goes on sending after the other one has finished.
      this.#hasFin[direction === 'ab' ? 'ba' : 'ab'] = false;
    }
  }

  isOver(silenceMs: number): boolean {
    const { ab, ba } = this.#hasFin;
    return this.#isReset || ab || ba || this.#traffic.endMs - this.#endMs > silenceMs;
  }
}
