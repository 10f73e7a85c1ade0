import type { TimeSpan } from '#model/time-range.ts';

import type { Database } from '../database.ts';
import { sql } from '../sql.ts';

/** Records that follow each other in the order of ingest, `seq` from `first` to `last`. */
export type Stretch = {
  readonly first: number;
  /** `Infinity` for the stretch that is still growing. */
  readonly last: number;
  /** No record before this stretch is later than that, in ms; `-Infinity` when none is there that was asked for. */
  readonly latestBeforeMs: number;
};

/** So many records that follow each other are known by their first and last instant alone. */
const BLOCK = 16_384;
/** How many blocks the first stretch holds, and how many times as many each one after it. */
const FIRST_STRETCH = 8;
const GROWTH = 6;

/**
 * Which instants lie where in the order of ingest: records come nearly in the order of time, so that the newest
 * ones are found without looking at all.
 *
 * What is known of a block may be too wide, after records were forgotten or could not be written, but never too
 * narrow.
 */
export class IngestTimes {
  readonly #earliest: number[] = [];
  readonly #latest: number[] = [];

  /** Of the records that are stored. */
  static async of(database: Database): Promise<IngestTimes> {
    const times = new IngestTimes();
    const { columns } = await database.readColumns(
      sql`select cast(seq // ${BigInt(BLOCK)} as double), min(time), max(time) from records group by 1`,
    );
    const [blocks = [], earliest = [], latest = []] = columns;
    for (const [row, block] of blocks.entries()) {
      times.note(Number(block) * BLOCK, Number(earliest[row]));
      times.note(Number(block) * BLOCK, Number(latest[row]));
    }
    return times;
  }

  /** Takes note of a record's instant, in ms. */
  note(seq: number, ms: number): void {
    const block = Math.floor(seq / BLOCK);
    this.#earliest[block] = Math.min(this.#earliest[block] ?? Infinity, ms);
    this.#latest[block] = Math.max(this.#latest[block] ?? -Infinity, ms);
  }

  /**
   * Stretches that hold all records of a span between them, last ones first; each is longer than the one before
   * it, so that they are few.
   */
  *stretches(span: TimeSpan): Generator<Stretch, undefined> {
    const isIn = [...this.#latest.keys()].map((block) => this.#overlaps(block, span));
    const start = isIn.indexOf(true);
    let end = isIn.lastIndexOf(true);
    const latestBefore = this.#latestBefore(start, end, span);
    for (let blocks = FIRST_STRETCH; start !== -1 && end >= start; blocks *= GROWTH) {
      const begin = Math.max(start, end - blocks + 1);
      const isGrowing = end === this.#latest.length - 1;
      yield {
        first: begin * BLOCK,
        last: isGrowing ? Infinity : (end + 1) * BLOCK - 1,
        latestBeforeMs: latestBefore[begin - start] ?? -Infinity,
      };
      end = begin - 1;
    }
  }

  /** For each block from `start` to `end`: the latest instant of those before it. */
  #latestBefore(start: number, end: number, { toMs }: TimeSpan): readonly number[] {
    const before = [-Infinity];
    for (let block = start; start !== -1 && block < end; block += 1) {
      before.push(Math.max(before.at(-1) ?? -Infinity, Math.min(this.#latest[block] ?? -Infinity, toMs)));
    }
    return before;
  }

  #overlaps(block: number, { fromMs, toMs }: TimeSpan): boolean {
    return (this.#earliest[block] ?? Infinity) < toMs && (this.#latest[block] ?? -Infinity) >= fromMs;
  }
}
