import type { ConnectionRows } from './connection-rows.ts';
import { NO_ROW, WORD } from './connection-rows.ts';

const MIN_CAPACITY = 1024;

/** It shrinks well before it would grow again, so that it never does both in turn. */
const SHRINK_BELOW = 1 / 8;
const GROW_ABOVE = 1 / 2;

/**
 * Finds the row of a connection by its 64-bit hash, given in signed halves.
 *
 * A `Map` would need a text or a `BigInt` as its key, made anew for every flow. This one is open addressing
 * with linear probing over row numbers; the keys are hashes already, so that they are their own places.
 */
export class ConnectionTable {
  readonly #rows: ConnectionRows;
  #slots = new Int32Array(MIN_CAPACITY).fill(NO_ROW);
  #size = 0;

  constructor(rows: ConnectionRows) {
    this.#rows = rows;
  }

  get size(): number {
    return this.#size;
  }

  /** The row of a connection; `NO_ROW` when none has the hash. */
  find(high: number, low: number): number {
    return this.#slots[this.#slotOf(high, low)] ?? NO_ROW;
  }

  /** Adds a row, whose hash none has yet. */
  add(row: number): void {
    this.#place(row);
    this.#size++;
    if (this.#size > this.#slots.length * GROW_ABOVE) {
      this.#resize(this.#slots.length * 2);
    }
  }

  /** Takes out a row that is in the table and still holds its hash. */
  remove(row: number): void {
    this.#close(this.#slotOf(this.#rows.word(row, WORD.high), this.#rows.word(row, WORD.low)));
    this.#size--;
    if (this.#size < this.#slots.length * SHRINK_BELOW && this.#slots.length > MIN_CAPACITY) {
      this.#resize(this.#slots.length / 2);
    }
  }

  /** The slot that holds a hash, or the empty one where it belongs. */
  #slotOf(high: number, low: number): number {
    const { words } = this.#rows;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (high ^ low) & mask;
    let row = slots[slot] ?? NO_ROW;
    while (row !== NO_ROW) {
      const at = this.#rows.wordsOf(row);
      if (words[at + WORD.low] === low && words[at + WORD.high] === high) {
        return slot;
      }
      slot = (slot + 1) & mask;
      row = slots[slot] ?? NO_ROW;
    }
    return slot;
  }

  #place(row: number): void {
    this.#slots[this.#slotOf(this.#rows.word(row, WORD.high), this.#rows.word(row, WORD.low))] = row;
  }

  /** Empties a slot and moves those behind it up that would no longer be found past the gap. */
  #close(emptied: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let gap = emptied;
    let slot = (gap + 1) & mask;
    let row = slots[slot] ?? NO_ROW;
    while (row !== NO_ROW) {
      const home = this.#rows.word(row, WORD.high) ^ this.#rows.word(row, WORD.low);
      if (((slot - home) & mask) >= ((slot - gap) & mask)) {
        slots[gap] = row;
        gap = slot;
      }
      slot = (slot + 1) & mask;
      row = slots[slot] ?? NO_ROW;
    }
    slots[gap] = NO_ROW;
  }

  #resize(capacity: number): void {
    const rows = this.#slots.filter((row) => row !== NO_ROW);
    this.#slots = new Int32Array(capacity).fill(NO_ROW);
    for (const row of rows) {
      this.#place(row);
    }
  }
}
