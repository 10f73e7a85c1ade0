import type { ConnectionRows } from './connection-rows.ts';
import { NO_ROW, NUMBER, WORD } from './connection-rows.ts';

/** The places in a row that a queue uses: a row can be in one queue by each of the two. */
export const BY_EXPIRY = {
  previous: WORD.expiryPrevious,
  next: WORD.expiryNext,
  atMs: NUMBER.expiryMs,
} as const;
export const BY_HEARTBEAT = {
  previous: WORD.heartbeatPrevious,
  next: WORD.heartbeatNext,
  atMs: NUMBER.heartbeatMs,
} as const;

type Places = typeof BY_EXPIRY | typeof BY_HEARTBEAT;

/**
 * Rows with a time each, in the order in which they were put in.
 *
 * That is the order of their times too, as a queue serves one timeout and a clock that does not go back;
 * with equal times the one that was put in first comes first. Every operation takes constant time.
 */
export class DeadlineQueue {
  readonly #rows: ConnectionRows;
  readonly #places: Places;
  #first = NO_ROW;
  #last = NO_ROW;
  #size = 0;

  constructor(rows: ConnectionRows, places: Places) {
    this.#rows = rows;
    this.#places = places;
  }

  get size(): number {
    return this.#size;
  }

  /** The time of the first row; infinity when there is none. */
  get firstAtMs(): number {
    return this.#first === NO_ROW ? Infinity : this.#atMs(this.#first);
  }

  /** The first row when the clock is past its time: at that very time it is not due. Else `NO_ROW`. */
  firstDue(nowMs: number): number {
    return this.#first !== NO_ROW && nowMs > this.#atMs(this.#first) ? this.#first : NO_ROW;
  }

  /** Puts a row that is not in the queue at the back. */
  append(row: number, atMs: number): void {
    this.#setTime(row, atMs);
    this.#link(this.#last, row);
    this.#link(row, NO_ROW);
    this.#size++;
  }

  /** Takes out a row of the queue. */
  remove(row: number): void {
    this.#link(this.#rows.word(row, this.#places.previous), this.#rows.word(row, this.#places.next));
    this.#size--;
  }

  /** Puts a row of the queue at its back, with a new time. */
  postpone(row: number, atMs: number): void {
    if (row === this.#last) {
      this.#setTime(row, atMs);
      return;
    }
    this.remove(row);
    this.append(row, atMs);
  }

  /** Makes two rows neighbours; `NO_ROW` stands for what is before the first and behind the last. */
  #link(previous: number, next: number): void {
    const { words } = this.#rows;
    if (previous === NO_ROW) {
      this.#first = next;
    } else {
      words[this.#rows.wordsOf(previous) + this.#places.next] = next;
    }
    if (next === NO_ROW) {
      this.#last = previous;
    } else {
      words[this.#rows.wordsOf(next) + this.#places.previous] = previous;
    }
  }

  #atMs(row: number): number {
    return this.#rows.numbers[this.#rows.numbersOf(row) + this.#places.atMs] ?? 0;
  }

  #setTime(row: number, atMs: number): void {
    this.#rows.numbers[this.#rows.numbersOf(row) + this.#places.atMs] = atMs;
  }
}
