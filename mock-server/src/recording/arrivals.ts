import type { TrafficRecord } from '#model/flow.ts';

import { arrivalMs } from './arrival.ts';
import { shiftTimes } from './shift-times.ts';

/** One playing of a recording, from its start or from somewhere in it. */
export type Round = {
  /** Rounds count from 1. */
  readonly number: number;
  /** Its records are moved in time by so many whole seconds. */
  readonly shiftS: number;
  /** Records that arrive before this instant of the recording are passed over; `-Infinity`: none are. */
  readonly fromMs: number;
};

export type Arrival = { readonly atMs: number; readonly record: TrafficRecord };

/** Reads a recording anew. */
type Read = () => AsyncGenerator<readonly TrafficRecord[], undefined>;

/**
 * The records of one round after the other with the instants of their arrival, which never go back: a record that
 * is older than one before it arrives when that one does.
 */
export class Arrivals {
  readonly #read: Read;
  #reading: AsyncGenerator<readonly TrafficRecord[], undefined>;
  #round: Round;
  #records: readonly TrafficRecord[] = [];
  #index = 0;
  #isDrained = false;
  /** The latest arrival in the recording that was read in this round. */
  #recordedMs = -Infinity;
  /** The latest arrival that is over, in any round. */
  #latestMs = -Infinity;
  /** The next one, as far as it is read already: see `load`. */
  next: Arrival | undefined;

  constructor(read: Read, round: Round) {
    this.#read = read;
    this.#reading = read();
    this.#round = round;
  }

  get round(): Round {
    return this.#round;
  }

  /** Whether nothing more comes in this round. */
  get isRoundOver(): boolean {
    return this.#isDrained && this.next === undefined;
  }

  /** Leaves the round where it is, and begins another one. */
  async begin(round: Round): Promise<void> {
    await this.stop();
    this.#round = round;
    this.#reading = this.#read();
    this.#records = [];
    this.#index = 0;
    this.#isDrained = false;
    this.#recordedMs = -Infinity;
    this.next = undefined;
  }

  /** Goes on to the one after `next`, if that is read already. */
  advance(): void {
    this.#latestMs = this.next?.atMs ?? this.#latestMs;
    let recorded = this.#take();
    while (recorded !== undefined && this.#recordedMs < this.#round.fromMs) {
      recorded = this.#take();
    }
    this.next = recorded && this.#arrivalOf(recorded);
  }

  /** The next one, read if need be; none when the round is over. */
  async load(): Promise<Arrival | undefined> {
    while (this.next === undefined && !this.#isDrained) {
      const step = await this.#reading.next();
      if (step.done === true) {
        this.#isDrained = true;
      } else {
        this.#records = step.value;
        this.#index = 0;
        this.advance();
      }
    }
    return this.next;
  }

  /** Stops reading. */
  async stop(): Promise<void> {
    await this.#reading.return(undefined);
  }

  #take(): TrafficRecord | undefined {
    const record = this.#records[this.#index];
    this.#index += 1;
    if (record !== undefined) {
      this.#recordedMs = Math.max(this.#recordedMs, arrivalMs(record));
    }
    return record;
  }

  #arrivalOf(recorded: TrafficRecord): Arrival {
    const { shiftS } = this.#round;
    const atMs = Math.max(this.#latestMs, this.#recordedMs + shiftS * 1000);
    return { atMs, record: shiftS === 0 ? recorded : shiftTimes(recorded, shiftS) };
  }
}
