import type { TrafficRecord } from '#model/flow.ts';

type Counts = { readonly ofFile: Map<number, number>; kept: number };

/**
 * Finds the records that several files hold, field by field the same: exports whose times overlap, one file saved in
 * two formats. Each counts as often as in the file that has it most often.
 */
export class Repeats {
  #atMs = -Infinity;
  #seen = new Map<string, Counts>();
  #count = 0;

  /** How many were found so far. */
  get count(): number {
    return this.#count;
  }

  /** Whether records of an instant are being compared already. */
  isComparing(atMs: number): boolean {
    return this.#atMs === atMs;
  }

  /** Whether a record of a file is one that another file has given; records come in the order of their arrival. */
  isRepeat(record: TrafficRecord, atMs: number, file: number): boolean {
    if (this.#atMs !== atMs) {
      this.#atMs = atMs;
      this.#seen = new Map();
    }
    const key = keyOf(record);
    const counts = this.#seen.get(key) ?? { ofFile: new Map<number, number>(), kept: 0 };
    const inFile = (counts.ofFile.get(file) ?? 0) + 1;
    counts.ofFile.set(file, inFile);
    this.#seen.set(key, counts);
    if (inFile <= counts.kept) {
      this.#count += 1;
      return true;
    }
    counts.kept += 1;
    return false;
  }
}

/** Files may have the fields in another order. */
function keyOf(record: TrafficRecord): string {
  return JSON.stringify(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
}
