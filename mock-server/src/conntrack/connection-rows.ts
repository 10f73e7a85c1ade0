import type { JsonValue } from '#model/flow.ts';

import type { ConnectionNotes } from './connection-notes.ts';

/** No row: what stands where a row number could. */
export const NO_ROW = -1;

/** The whole numbers of a row. Links are rows; the halves of hashes are signed. */
export const WORD = {
  high: 0,
  low: 1,
  aHigh: 2,
  aLow: 3,
  expiryPrevious: 4,
  expiryNext: 5,
  heartbeatPrevious: 6,
  heartbeatNext: 7,
  group: 8,
  isTerminating: 9,
} as const;

/** The other numbers of a row: times in milliseconds, then its totals. */
export const NUMBER = { expiryMs: 0, heartbeatMs: 1, totals: 2 } as const;

/** A row takes one cache line. */
const WORDS_PER_ROW = 16;
const MIN_CAPACITY = 1024;

/** What of a connection is not a number. */
export type ConnectionDetail = {
  /** `_HashId` of its records. */
  readonly id: string;
  /** The values of the key fields, in their order. */
  readonly keys: readonly JsonValue[];
  /** First and last values, in the slots that the aggregators gave them. */
  readonly kept: (JsonValue | undefined)[];
  /** Whether a record of it was emitted. */
  isReported: boolean;
  /** Whether it is known by a SYN that A opened it. */
  isOpenerSeen: boolean;
  /** Whether a flow came since the last record of it. */
  isNews: boolean;
  /** What else its flows say, where that is asked for. */
  readonly notes?: ConnectionNotes | undefined;
};

/**
 * The open connections, as rows of numbers in two arrays.
 *
 * Nearly every flow changes a connection, each time another one: as objects they would be spread over the
 * heap, some fifteen cache misses a flow, and the garbage collector would walk and copy them. Rows are given
 * out, given back and used again; the arrays grow with the most that are open and go when none is.
 */
export class ConnectionRows {
  /** `WORD`s, from `wordsOf(row)` on. Replaced when it grows: do not hold on to it. */
  words = new Int32Array(0);
  /** `NUMBER`s, from `numbersOf(row)` on. Replaced when it grows: do not hold on to it. */
  numbers = new Float64Array(0);
  readonly #numbersPerRow: number;
  #details: (ConnectionDetail | undefined)[] = [];
  #free: number[] = [];
  #size = 0;

  constructor(totalsPerRow: number) {
    this.#numbersPerRow = NUMBER.totals + totalsPerRow;
    this.#resize(MIN_CAPACITY);
  }

  /** How many rows are given out. */
  get size(): number {
    return this.#size;
  }

  wordsOf(row: number): number {
    return row * WORDS_PER_ROW;
  }

  numbersOf(row: number): number {
    return row * this.#numbersPerRow;
  }

  word(row: number, word: number): number {
    return this.words[row * WORDS_PER_ROW + word] ?? 0;
  }

  detail(row: number): ConnectionDetail | undefined {
    return this.#details[row];
  }

  /** Gives out a row. Its numbers are those of whoever had it before. */
  take(detail: ConnectionDetail): number {
    const row = this.#free.pop() ?? this.#details.length;
    this.#details[row] = detail;
    this.#size++;
    if (this.#details.length * WORDS_PER_ROW > this.words.length) {
      this.#resize(this.#details.length * 2);
    }
    return row;
  }

  /** Takes a row back. */
  release(row: number): void {
    this.#details[row] = undefined;
    this.#free.push(row);
    this.#size--;
    if (this.#size === 0 && this.#details.length > MIN_CAPACITY) {
      this.#details = [];
      this.#free = [];
      this.#resize(MIN_CAPACITY);
    }
  }

  #resize(capacity: number): void {
    const words = new Int32Array(capacity * WORDS_PER_ROW);
    const numbers = new Float64Array(capacity * this.#numbersPerRow);
    if (this.#size > 0) {
      words.set(this.words);
      numbers.set(this.numbers);
    }
    this.words = words;
    this.numbers = numbers;
  }
}
