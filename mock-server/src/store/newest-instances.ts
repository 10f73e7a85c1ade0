import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvent } from '#model/conversation/fold.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { conversationIdOf, isEvent } from '#model/event.ts';

import type { Additions } from './additions.ts';
import { additions } from './additions.ts';

/** A conversation with the number under which a store knows it; numbers grow, and are never used twice. */
export type Instance = { readonly number: number; readonly conversation: Conversation };

/** An ended instance is there for records that come late, until so long after its end, in ms. */
export const LATE_MS = 5 * 60_000;

/**
 * The newest instance of each conversation id: where the next event or flow of that id belongs.
 *
 * Memory follows the open conversations, and those that ended in the last minutes, counted from the end of the latest
 * one. Whether one of those is still there does not depend on when memory was cleared, nor on a restart.
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
    for (const { conversation } of instances) {
      this.#latestMs = Math.max(this.#latestMs, conversation.endMs);
    }
  }

  /** Where records would belong, without any effect until `apply`. */
  draft(): InstancesDraft {
    return new InstancesDraft((id) => this.#find(id), this.#nextNumber);
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

  #find(id: string): Instance | undefined {
    const instance = this.#byId.get(id);
    return instance === undefined || this.#isGone(instance) ? undefined : instance;
  }

  #isGone({ conversation }: Instance): boolean {
    return conversation.status === 'ended' && this.#latestMs - conversation.endMs > LATE_MS;
  }

  #sweep(): void {
    if (this.#latestMs - this.#sweptMs < LATE_MS) {
      return;
    }
    this.#sweptMs = this.#latestMs;
    for (const [id, instance] of this.#byId) {
      if (this.#isGone(instance)) {
        this.#byId.delete(id);
      }
    }
  }
}

/** The number of the instance that a record belongs to, if to any, and what it adds to it if it is an event. */
export type Placed = { readonly instance?: number; readonly adds?: Additions };

const NOWHERE: Placed = {};

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

  /** Folds the record in when it is an event; says where it belongs. */
  add(record: TrafficRecord): Placed {
    const id = conversationIdOf(record);
    if (id === undefined) {
      return NOWHERE;
    }
    const newest = this.#newestOf.get(id) ?? this.#knownOf(id);
    const step = isEvent(record) ? foldEvent(newest?.conversation, record) : undefined;
    if (step === undefined) {
      return newest === undefined ? NOWHERE : { instance: newest.number };
    }
    const before = step.kind === 'same' ? newest : undefined;
    const number = before === undefined ? this.#nextNumber++ : before.number;
    const instance = { number, conversation: step.conversation };
    this.#newestOf.set(id, instance);
    this.#changed.set(number, instance);
    return { instance: number, adds: additions(before?.conversation, step.conversation) };
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
