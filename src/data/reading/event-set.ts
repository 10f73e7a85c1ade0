import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { TrafficRecord } from '#model/flow.ts';

/** Events that were read, and the conversations that they tell of. */
export class EventSet {
  readonly #events: TrafficRecord[] = [];
  #folded: readonly Conversation[] | undefined;

  add(events: readonly TrafficRecord[]): void {
    if (events.length > 0) {
      this.#events.push(...events);
      this.#folded = undefined;
    }
  }

  get size(): number {
    return this.#events.length;
  }

  /** Each instance once, newest start first; events that came twice count once. */
  get conversations(): readonly Conversation[] {
    this.#folded ??= foldEvents(this.#events).map(({ conversation }) => conversation);
    return this.#folded;
  }
}
