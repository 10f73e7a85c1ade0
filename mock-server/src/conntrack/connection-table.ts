const MIN_CAPACITY = 1024;

/** The values of a table that shrinks at an eighth and grows at a half keep clear of doing both in turn. */
const SHRINK_BELOW = 1 / 8;
const GROW_ABOVE = 1 / 2;

/**
 * A map from 64-bit hashes, in signed halves, to values.
 *
 * A `Map` would need a text or a `BigInt` as its key, made anew for every flow. This one is open addressing
 * with linear probing over typed arrays; the keys are hashes already, so that they are their own places.
 * Its memory follows the number of values, up and down.
 */
export class ConnectionTable<Value extends object> {
  #highs = new Int32Array(MIN_CAPACITY);
  #lows = new Int32Array(MIN_CAPACITY);
  #values = emptySlots<Value>(MIN_CAPACITY);
  #mask = MIN_CAPACITY - 1;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(high: number, low: number): Value | undefined {
    return this.#values[this.#find(high, low)];
  }

  set(high: number, low: number, value: Value): void {
    const slot = this.#find(high, low);
    if (this.#values[slot] === undefined) {
      this.#size++;
    }
    this.#put(slot, high, low, value);
    if (this.#size > (this.#mask + 1) * GROW_ABOVE) {
      this.#resize((this.#mask + 1) * 2);
    }
  }

  delete(high: number, low: number): void {
    const slot = this.#find(high, low);
    if (this.#values[slot] === undefined) {
      return;
    }
    this.#size--;
    this.#close(slot);
    if (this.#size < (this.#mask + 1) * SHRINK_BELOW && this.#mask >= MIN_CAPACITY) {
      this.#resize((this.#mask + 1) / 2);
    }
  }

  /** The slot of a key, or the empty one where it belongs. */
  #find(high: number, low: number): number {
    const mask = this.#mask;
    let slot = (high ^ low) & mask;
    while (this.#values[slot] !== undefined && (this.#lows[slot] !== low || this.#highs[slot] !== high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #put(slot: number, high: number, low: number, value: Value | undefined): void {
    this.#highs[slot] = high;
    this.#lows[slot] = low;
    this.#values[slot] = value;
  }

  /** Empties a slot and moves those behind it up that would no longer be found past the gap. */
  #close(emptied: number): void {
    const mask = this.#mask;
    let gap = emptied;
    let slot = (gap + 1) & mask;
    let value = this.#values[slot];
    while (value !== undefined) {
      const high = this.#highs[slot] ?? 0;
      const low = this.#lows[slot] ?? 0;
      const distance = (slot - (high ^ low)) & mask;
      if (distance >= ((slot - gap) & mask)) {
        this.#put(gap, high, low, value);
        gap = slot;
      }
      slot = (slot + 1) & mask;
      value = this.#values[slot];
    }
    this.#values[gap] = undefined;
  }

  #resize(capacity: number): void {
    const highs = this.#highs;
    const lows = this.#lows;
    const values = this.#values;
    this.#highs = new Int32Array(capacity);
    this.#lows = new Int32Array(capacity);
    this.#values = emptySlots(capacity);
    this.#mask = capacity - 1;
    for (const [slot, value] of values.entries()) {
      if (value !== undefined) {
        const high = highs[slot] ?? 0;
        const low = lows[slot] ?? 0;
        this.#put(this.#find(high, low), high, low, value);
      }
    }
  }
}

function emptySlots<Value>(capacity: number): (Value | undefined)[] {
  return new Array<Value | undefined>(capacity).fill(undefined);
}
