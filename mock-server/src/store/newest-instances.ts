import { addressSpaceOf, isSameSpace } from '#model/conversation/address-space.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvent } from '#model/conversation/fold.ts';
import type { Instance } from '#model/conversation/instance.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { conversationIdOf, isEvent } from '#model/event.ts';

import type { Additions } from './additions.ts';
import { additions } from './additions.ts';

/** An instance with the number under which a store knows it; numbers grow, and are never used twice. */
export type NumberedInstance = Instance & { readonly number: number };

/** An ended instance is there for records that come late, until so long after its end, in ms. */
export const LATE_MS = 5 * 60_000;

/**
 * So many instances of one id are there at most in each cluster and network, the newest ones: what comes late may be of
 * one before the last.
 */
export const NEWEST_INSTANCES = 4;

/**
 * The newest instances of each conversation id: where the next event or flow of that id belongs.
 *
 * Memory follows the open conversations, and those that ended in the last minutes, counted from the end of the latest
 * one. Whether one of those is still there does not depend on when memory was cleared, nor on a restart.
 */
export class NewestInstances {
  readonly #byId = new Map<string, readonly NumberedInstance[]>();
  #nextNumber: number;
  #latestMs = 0;
  #sweptMs = 0;

  /** `instances` in the order of their numbers; `nextNumber` is above that of every instance ever given out. */
  constructor(instances: readonly NumberedInstance[], nextNumber: number) {
    this.#nextNumber = nextNumber;
    for (const instance of instances) {
      this.#keep(instance);
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
      this.#keep(instance);
    }
    this.#sweep();
  }

  #keep(instance: NumberedInstance): void {
    const { id, endMs } = instance.conversation;
    this.#byId.set(id, withInstance(this.#byId.get(id) ?? [], instance));
    this.#latestMs = Math.max(this.#latestMs, endMs);
  }

  #find(id: string): readonly NumberedInstance[] {
    return this.#byId.get(id)?.filter((instance) => !this.#isGone(instance)) ?? [];
  }

  #isGone({ conversation }: Instance): boolean {
    return conversation.status === 'ended' && this.#latestMs - conversation.endMs > LATE_MS;
  }

  #sweep(): void {
    if (this.#latestMs - this.#sweptMs < LATE_MS) {
      return;
    }
    this.#sweptMs = this.#latestMs;
    // One that is gone stays as long as another of its id does: which of them are the newest never changes.
    for (const id of this.#byId.keys()) {
      if (this.#find(id).length === 0) {
        this.#byId.delete(id);
      }
    }
  }
}

/** The newest instances of an id with one that is new, or in the place of what it was before. */
function withInstance(
  known: readonly NumberedInstance[],
  instance: NumberedInstance,
): readonly NumberedInstance[] {
  if (known.some(({ number }) => number === instance.number)) {
    return known.map((other) => (other.number === instance.number ? instance : other));
  }
  if (known.length < NEWEST_INSTANCES) {
    return [...known, instance];
  }
  const beside = known.filter((other) => isAlike(other, instance));
  const left = beside.length < NEWEST_INSTANCES ? undefined : beside[0];
  return [...known.filter((other) => other !== left), instance];
}

/** Whether two instances are of the same cluster and network, as their keys say it. */
function isAlike(one: NumberedInstance, other: NumberedInstance): boolean {
  return marksOf(one) === marksOf(other);
}

function marksOf({ conversation: { key } }: NumberedInstance): string {
  const colon = key.indexOf(':', key.lastIndexOf('@'));
  return colon === -1 ? '' : key.slice(colon);
}

/** The newest of the instances that a flow may belong to: not those of another cluster or network. */
function newestFor(known: readonly NumberedInstance[], flow: TrafficRecord): NumberedInstance | undefined {
  const space = addressSpaceOf(flow);
  return known.findLast(({ conversation }) => isSameSpace(addressSpaceOf(conversation.latest), space));
}

/** The number of the instance that a record belongs to, if to any, and what it adds to it if it is an event. */
export type Placed = { readonly instance?: number; readonly adds?: Additions };

const NOWHERE: Placed = {};

/** What a batch of records changes, on top of what is known. */
export class InstancesDraft {
  readonly #knownOf: (id: string) => readonly NumberedInstance[];
  readonly #newestOf = new Map<string, readonly NumberedInstance[]>();
  readonly #changed = new Map<number, NumberedInstance>();
  readonly #firstNumber: number;
  #nextNumber: number;

  constructor(knownOf: (id: string) => readonly NumberedInstance[], nextNumber: number) {
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
    const known = this.#newestOf.get(id) ?? this.#knownOf(id);
    const step = isEvent(record) ? foldEvent(known, record) : undefined;
    if (step === undefined) {
      const newest = newestFor(known, record);
      return newest === undefined ? NOWHERE : { instance: newest.number };
    }
    const before = step.index === undefined ? undefined : known[step.index];
    return this.#change(id, known, {
      before: before?.conversation,
      after: { ...step.instance, number: before?.number ?? this.#nextNumber++ },
    });
  }

  get nextNumber(): number {
    return this.#nextNumber;
  }

  /** Every instance that is new or has changed, as it is now; in the order of their numbers' first change. */
  get changed(): readonly NumberedInstance[] {
    return [...this.#changed.values()];
  }

  /** The numbers of the changed instances that were there before. */
  get replaced(): readonly number[] {
    return [...this.#changed.keys()].filter((number) => number < this.#firstNumber);
  }

  #change(
    id: string,
    known: readonly NumberedInstance[],
    { before, after }: { readonly before: Conversation | undefined; readonly after: NumberedInstance },
  ): Placed {
    this.#newestOf.set(id, withInstance(known, after));
    this.#changed.set(after.number, after);
    return { instance: after.number, adds: additions(before, after.conversation) };
  }
}
