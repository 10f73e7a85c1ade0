import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvent } from '#model/conversation/fold.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { conversationIdOf, isEvent } from '#model/event.ts';

/** A conversation with the number under which a store knows it; numbers grow, and are never used twice. */
export type Instance = { readonly number: number; readonly conversation: Conversation };

/** An ended instance is kept for events that come late, for so long after its end, in ms. */
const LATE_MS = 5 * 60_000;

/**
 * The newest instance of each conversation id: where the next event or flow of that id belongs.
 *
 * Memory follows the open conversations, and those that ended in the last minutes.
 */
export class NewestInstances {
  readonly #byId: Map<string, Instance>;
  #nextNumber: number;
  #latestMs = 0;
  #sweptMs = 0;

  /** `nextNumber` is above that of every instance ever given out. */
  constructor(instances: readonly Instance[], nextNumber: number) {
    this.#byId = new Map(instances.map((instance) => [instance.conversation.id, instance]));
    this.#nextNumber = nextNumber;
  }

  /** Where records would belong, without any effect until `apply`. */
  draft(): InstancesDraft {
    return new InstancesDraft((id) => this.#byId.get(id), this.#nextNumber);
  }

  /** Makes a draft true, which must be the latest one. */
  apply(draft: InstancesDraft): void {
    this.#nextNumber = draft.nextNumber;
    for (const instance of draft.changed) {
      this.#byId.set(instance.conversation.id, instance);
      this.#latestMs = Math.max(this.#latestMs, instance.conversation.endMs);
    }
    this.#sweep();
  }

  #sweep(): void {
    if (this.#latestMs - this.#sweptMs < LATE_MS) {
      return;
    }
    this.#sweptMs = this.#latestMs;
    for (const [id, { conversation }] of this.#byId) {
      if (conversation.status === 'ended' && this.#latestMs - conversation.endMs > LATE_MS) {
        this.#byId.delete(id);
      }
    }
  }
}

/** What a batch of records changes, on top of what is known. */
export class InstancesDraft {
  readonly #knownOf: (id: string) => Instance | undefined;
  readonly #newestOf = new Map<string, Instance>();
  readonly #changed = new Map<number, Instance>();
  readonly #firstNumber: number;
  #nextNumber: number;

  constructor(knownOf: (id: string) => Instance | undefined, nextNumber: number) {
    this.#knownOf = knownOf;
    this.#firstNumber = nextNumber;
    this.#nextNumber = nextNumber;
  }

  /** Folds the record in when it is an event; says to which instance it belongs, if to any. */
  add(record: TrafficRecord): number | undefined {
    const id = conversationIdOf(record);
    if (id === undefined) {
      return undefined;
    }
    const newest = this.#newestOf.get(id) ?? this.#knownOf(id);
    const step = isEvent(record) ? foldEvent(newest?.conversation, record) : undefined;
    if (step === undefined) {
      return newest?.number;
    }
    const number = step.kind === 'same' && newest !== undefined ? newest.number : this.#nextNumber++;
    const instance = { number, conversation: step.conversation };
    this.#newestOf.set(id, instance);
    this.#changed.set(number, instance);
    return number;
  }

  get nextNumber(): number {
    return this.#nextNumber;
  }

  /** Every instance that is new or has changed, as it is now; in the order of their numbers' first change. */
  get changed(): readonly Instance[] {
    return [...this.#changed.values()];
  }

  /** The numbers of the changed instances that were there before. */
  get replaced(): readonly number[] {
    return [...this.#changed.keys()].filter((number) => number < this.#firstNumber);
  }
}
