/**
 * Puts things that come nearly in order of their time into order, stably, with a window of so many.
 *
 * The oldest leave when more than twice the window are held, so one that comes less than a window too late still
 * finds its place. One that is older than what has left is counted as `late` and leaves with the next ones.
 */
export class OrderBuffer<T> {
  readonly #window: number;
  readonly #timeOf: (thing: T) => number;
  #things: T[] = [];
  #times: number[] = [];
  #latestLeft = -Infinity;
  #late = 0;

  constructor(window: number, timeOf: (thing: T) => number) {
    this.#window = window;
    this.#timeOf = timeOf;
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
    const time = this.#timeOf(thing);
    if (time < this.#latestLeft) {
      this.#late += 1;
    }
    const latest = this.#times.at(-1);
    if (latest === undefined || time >= latest) {
      this.#things.push(thing);
      this.#times.push(time);
      return;
    }
    const at = this.#placeOf(time);
    this.#things.splice(at, 0, thing);
    this.#times.splice(at, 0, time);
  }

  /** After all that are as old. */
  #placeOf(time: number): number {
    let from = 0;
    let to = this.#times.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#times[middle] ?? 0) <= time) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  #leave(count: number): readonly T[] {
    const leaving = this.#things.slice(0, count);
    this.#latestLeft = Math.max(this.#latestLeft, this.#times[count - 1] ?? -Infinity);
    this.#things = this.#things.slice(count);
    this.#times = this.#times.slice(count);
    return leaving;
  }
}
