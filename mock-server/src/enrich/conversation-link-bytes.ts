import type { Flow, TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

import type { Direction } from '../lib/direction.ts';
import { linkBytesOf } from '../lib/link-bytes.ts';

/**
 * How much of the bytes of a connection is no part of its IP packets, each way: the sum over its flows.
 *
 * Events tell it where a flow of the connection did (`LinkBytes`) and it is known of all others. Of connections that
 * agents alone saw they do not: there it follows from the packets.
 */
export class ConversationLinkBytes {
  readonly #sums = { ab: 0, ba: 0 };
  #isTold = false;
  #isKnown = true;

  add(flow: Flow, direction: Direction): void {
    const linkBytes = linkBytesOf(flow);
    this.#isTold ||= numberField(flow, 'LinkBytes') !== undefined;
    this.#isKnown &&= linkBytes !== undefined;
    this.#sums[direction] += linkBytes ?? 0;
  }

  putOn(event: TrafficRecord): TrafficRecord {
    return this.#isTold && this.#isKnown
      ? { ...event, LinkBytes_AB: this.#sums.ab, LinkBytes_BA: this.#sums.ba }
      : event;
  }
}
