/** A line that is not a flow, and why. Lines count from 1. */
export type BrokenLine = { readonly line: number; readonly reason: string };

const LISTED = 20;

/** What was left out of a recording: all of it counted, the first twenty with their line numbers. */
export class BrokenLines {
  #count = 0;
  readonly #listed: BrokenLine[] = [];

  add(line: number, reason: string): void {
    this.#count += 1;
    if (this.#listed.length < LISTED) {
      this.#listed.push({ line, reason });
    }
  }

  get count(): number {
    return this.#count;
  }

  get listed(): readonly BrokenLine[] {
    return this.#listed;
  }
}
