import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { FoldedConversation } from '#model/conversation/folded-conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';

/** Events that were read, and the conversations that they tell of. */
export class EventSet {
  readonly #events: TrafficRecord[] = [];
  #folded: readonly FoldedConversation[] | undefined;

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
  get folded(): readonly FoldedConversation[] {
    this.#folded ??= foldEvents(this.#events);
    return this.#folded;
  }

  get conversations(): readonly Conversation[] {
    return this.folded.map(({ conversation }) => conversation);
  }
}
