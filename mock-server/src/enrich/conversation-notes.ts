import type { Flow, TrafficRecord } from '#model/flow.ts';

import type { Direction } from '../lib/direction.ts';
import { ConversationEnd, LatestTraffic } from './conversation-end.ts';
import { ConversationLinkBytes } from './conversation-link-bytes.ts';
import { ConversationNames, SharedNames } from './conversation-names.ts';

/** What the flows of one connection say beside what flowlogs-pipeline takes of them. */
export class ConversationNotes {
  readonly #names: ConversationNames;
  readonly #end: ConversationEnd;
  readonly #linkBytes = new ConversationLinkBytes();

  constructor(shared: SharedNames, traffic: LatestTraffic) {
    this.#names = new ConversationNames(shared);
    this.#end = new ConversationEnd(traffic);
  }

  add(flow: Flow, direction: Direction): void {
    this.#names.add(flow, direction);
    this.#end.add(flow, direction);
    this.#linkBytes.add(flow, direction);
  }

  addSecond(flow: Flow, direction: Direction): void {
    this.#names.addSecond(flow, direction);
  }

  putOn(event: TrafficRecord): TrafficRecord {
    return this.#linkBytes.putOn(this.#names.putOn(event));
  }

  isOver(silenceMs: number): boolean {
    return this.#end.isOver(silenceMs);
  }
}

/** Makes the notes of each connection of some traffic. */
export function conversationNotes(): () => ConversationNotes {
  const shared = new SharedNames();
  const traffic = new LatestTraffic();
  return () => new ConversationNotes(shared, traffic);
}
