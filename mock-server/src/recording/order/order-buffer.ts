/**
 * Puts things that come nearly in order into order, stably, with a window of so many.
 *
 * The oldest leave when more than twice the window are held, so one that comes less than a window too late still
 * finds its place. One that belongs before what has left is counted as `late` and leaves with the next ones.
 */
export class OrderBuffer<T> {
  readonly #window: number;
  readonly #compare: (one: T, other: T) => number;
  #things: T[] = [];
  #latestLeft: T | undefined;
  #late = 0;

  constructor(window: number, compare: (one: T, other: T) => number) {
    this.#window = window;
    this.#compare = compare;
  }

  /** How many came after a younger one had left. */
  get late(): number {
    return this.#late;
  }

  /** Takes the next ones; returns those that leave, oldest first. */
  push(things: readonly T[]): readonly T[] {
    let leaving: readonly T[] = [];
    for (const thing of things) {
      this.#insert(thing);
      if (this.#things.length >= 1.25 * this.#window) {
        const oldest = this.#leave(this.#things.length - this.#window);
        leaving = leaving.length === 0 ? oldest : [...leaving, ...oldest];
      }
    }
    return leaving;
  }

  /** All that are still here, oldest first: nothing more will come. */
  flush(): readonly T[] {
    return this.#leave(this.#things.length);
  }

  #insert(thing: T): void {
    if (this.#latestLeft !== undefined && this.#compare(thing, this.#latestLeft) < 0) {
      this.#late += 1;
    }
    const latest = this.#things.at(-1);
    if (latest === undefined || this.#compare(thing, latest) >= 0) {
      this.#things.push(thing);
    } else {
      this.#things.splice(this.#placeOf(thing), 0, thing);
    }
  }

  /** After all that are not greater. */
  #placeOf(thing: T): number {
    let from = 0;
    let to = this.#things.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const there = this.#things[middle];
      if (there !== undefined && this.#compare(there, thing) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  #leave(count: number): readonly T[] {
    const leaving = this.#things.slice(0, count);
    const last = leaving.at(-1);
    if (last !== undefined && (this.#latestLeft === undefined || this.#compare(last, this.#latestLeft) > 0)) {
      this.#latestLeft = last;
    }
    this.#things = this.#things.slice(count);
    return leaving;
  }
}
