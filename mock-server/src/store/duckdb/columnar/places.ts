import type { Database } from '../database.ts';
import type { Sql } from '../sql.ts';
import { sql } from '../sql.ts';

/**
 * Where in the order of ingest the records of each conversation id lie, by the id's code.
 *
 * A conversation is over soon, as a rule, so that a question about one has to look at few records. What is known
 * may be too wide, after records were forgotten or could not be written, but never too narrow.
 */
export class Places {
  #first = new Float64Array(0);
  #last = new Float64Array(0);
  #count = new Float64Array(0);

  /** Of the records that are stored. */
  static async of(database: Database): Promise<Places> {
    const places = new Places();
    const { columns } = await database.readColumns(
      sql`select "_HashId", cast(min(seq) as double), cast(max(seq) as double), cast(count(*) as double)
        from records where "_HashId" is not null group by "_HashId"`,
    );
    const [codes = [], first = [], last = [], counts = []] = columns;
    for (const [row, code] of codes.entries()) {
      places.note(Number(code), Number(first[row]));
      places.note(Number(code), Number(last[row]));
      places.#count[Number(code)] = Number(counts[row]);
    }
    return places;
  }

  /** Takes note of a record that has the id. */
  note(code: number, seq: number): void {
    if (code >= this.#first.length) {
      this.#first = grown(this.#first, code);
      this.#last = grown(this.#last, code);
      this.#count = grown(this.#count, code);
    }
    const first = this.#first[code];
    const last = this.#last[code];
    this.#first[code] = first === undefined || Number.isNaN(first) ? seq : Math.min(first, seq);
    this.#last[code] = last === undefined || Number.isNaN(last) ? seq : Math.max(last, seq);
    this.#count[code] = this.count(code) + 1;
  }

  /** How many records have the id, at most. */
  count(code: number): number {
    const count = this.#count[code];
    return count === undefined || Number.isNaN(count) ? 0 : count;
  }

  /** Holds for all records that have the id, and for few others; false when none has it. */
  condition(code: number): Sql {
    const first = this.#first[code] ?? Number.NaN;
    const last = this.#last[code] ?? Number.NaN;
    return Number.isNaN(first) ? sql`false` : sql`(seq between ${BigInt(first)} and ${BigInt(last)})`;
  }
}

/** With room for a code, and as much again; NaN where nothing is known. */
function grown(numbers: Float64Array, code: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * code + 1024).fill(Number.NaN);
  larger.set(numbers);
  return larger;
}
