import type { Column } from './columnar/column.ts';
import type { Database } from './database.ts';
import { column, list, sql } from './sql.ts';

/**
 * Which columns of a table hold anything at all, and which fields stand among the rest.
 *
 * Most of the hundred fields that are known never occur in one recording, and reading an empty column costs as
 * much as reading a full one. Looking into the rest is slow, and mostly there is nothing to find.
 */
export class UsedFields {
  readonly #columns: readonly Column[];
  readonly #isUsed: boolean[];
  readonly #inRest: Set<string>;

  private constructor(columns: readonly Column[], isUsed: boolean[], inRest: Set<string>) {
    this.#columns = columns;
    this.#isUsed = isUsed;
    this.#inRest = inRest;
  }

  /** Of a table as it is. */
  static async of(database: Database, table: string, columns: readonly Column[]): Promise<UsedFields> {
    const counts = columns.map(({ name }) => sql`count(${column(name)})`);
    const { rows } = await database.read(sql`select ${list(counts)} from ${column(table)}`);
    const keys = await database.read(
      sql`select distinct unnest(json_keys(rest)) from ${column(table)} where json_valid(rest)`,
    );
    return new UsedFields(
      columns,
      columns.map((_column, index) => rows[0]?.[index] !== 0n),
      new Set(keys.rows.map(([key]) => String(key))),
    );
  }

  /** Takes note of columns that are about to get a value for the first time, by their index. */
  noteColumns(isUsed: readonly boolean[]): void {
    for (const [index, isUsedNow] of isUsed.entries()) {
      this.#isUsed[index] ||= isUsedNow;
    }
  }

  /** Takes note of fields that are about to stand among the rest. */
  noteRest(fields: readonly string[]): void {
    for (const field of fields) {
      this.#inRest.add(field);
    }
  }

  /** The columns that are used, in the order of the table; the first one in any case. */
  get columns(): readonly string[] {
    return this.#columns
      .filter((_column, index) => index === 0 || this.#isUsed[index])
      .map(({ name }) => name);
  }

  isInRest(field: string): boolean {
    return this.#inRest.has(field);
  }
}
