import type { RecordType } from '#model/event.ts';
import { recordTypeOf } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';

/** What became of records that were tracked before they were recorded. */
export type TrackedCounts = {
  /** Taken as they are: flow logs, and events. */
  readonly flows: number;
  readonly events: number;
  /** Those of types that the cluster would not produce, by type. */
  readonly leftOut: ReadonlyMap<RecordType, number>;
};

/** Lets records of a cluster that tracks pass as they are, if their type is one that is wanted; counts them. */
export class TrackedBefore {
  readonly #wanted: ReadonlySet<RecordType>;
  #flows = 0;
  #events = 0;
  readonly #leftOut = new Map<RecordType, number>();

  constructor(wanted: readonly RecordType[]) {
    this.#wanted = new Set(wanted);
  }

  get counts(): TrackedCounts {
    return { flows: this.#flows, events: this.#events, leftOut: new Map(this.#leftOut) };
  }

  /** The records whose types are wanted. */
  take(records: readonly TrafficRecord[]): readonly TrafficRecord[] {
    return records.filter((record) => this.#isTaken(recordTypeOf(record)));
  }

  #isTaken(type: RecordType): boolean {
    if (!this.#wanted.has(type)) {
      this.#leftOut.set(type, (this.#leftOut.get(type) ?? 0) + 1);
      return false;
    }
    if (type === 'flowLog') {
      this.#flows += 1;
    } else {
      this.#events += 1;
    }
    return true;
  }
}
