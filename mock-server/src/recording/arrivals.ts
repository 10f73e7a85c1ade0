import type { TrafficRecord } from '#model/flow.ts';

import { arrivalMs } from './arrival.ts';
import { shiftTimes } from './shift-times.ts';

/** Records that are moved in time by so many whole seconds. */
export type ShiftedRecords = { readonly records: readonly TrafficRecord[]; readonly shiftS: number };

export type Arrival = { readonly atMs: number; readonly record: TrafficRecord };

/**
 * Records one by one with the instants of their arrival, which never go back: a record that is older than one
 * before it arrives when that one does.
 */
export class Arrivals {
  readonly #source: AsyncGenerator<ShiftedRecords, undefined>;
  #records: readonly TrafficRecord[] = [];
  #shiftS = 0;
  #index = 0;
  #latestMs = -Infinity;
  #isDrained = false;
  /** The next one, as far as it is read already: see `load`. */
  next: Arrival | undefined;

  constructor(source: AsyncGenerator<ShiftedRecords, undefined>) {
    this.#source = source;
  }

  /** Whether there will never be another one. */
  get isDrained(): boolean {
    return this.#isDrained && this.next === undefined;
  }

  /** Goes on to the one after `next`, if that is read already. */
  advance(): void {
    const recorded = this.#records[this.#index];
    this.#index += 1;
    if (recorded === undefined) {
      this.next = undefined;
      return;
    }
    const record = this.#shiftS === 0 ? recorded : shiftTimes(recorded, this.#shiftS);
    this.#latestMs = Math.max(this.#latestMs, arrivalMs(record));
    this.next = { atMs: this.#latestMs, record };
  }

  /** The next one, read if need be; none when all have arrived. */
  async load(): Promise<Arrival | undefined> {
    while (this.next === undefined && !this.#isDrained) {
      const step = await this.#source.next();
      if (step.done === true) {
        this.#isDrained = true;
      } else {
        this.#records = step.value.records;
        this.#shiftS = step.value.shiftS;
        this.#index = 0;
        this.advance();
      }
    }
    return this.next;
  }

  /** Stops reading. */
  async stop(): Promise<void> {
    await this.#source.return(undefined);
  }
}
