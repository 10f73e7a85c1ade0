import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { DOUBLE, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

import { column, list, Sql, sql } from '../sql.ts';
import type { Column } from './column.ts';
import { SQL_TYPES } from './column.ts';
import type { ColumnBuffer } from './column-buffer.ts';
import { CHUNK_ROWS, NumberBuffer, TextBuffer } from './column-buffer.ts';

/** Takes the values of a row, by the index of the column. */
export type RowSink = {
  readonly putNumber: (index: number, value: number) => void;
  readonly putText: (index: number, text: string) => void;
};

/** Rows that are complete, column by column; columns without any value are missing. */
type Chunk = { readonly rows: number; readonly buffers: ReadonlyMap<number, ColumnBuffer> };

/** Where rows wait: tables that only the connection sees. */
const WAITING = { catalog: 'temp', schema: 'main' };

/**
 * Collects many rows, column by column, for statements that move them to where they belong.
 *
 * Values are collected in typed arrays and handed to DuckDB a chunk at a time, those of columns alone that have
 * any, into a table in which they wait. From there `selection` has them, so that DuckDB does the rest in a thread
 * of its own, in one statement or more. `cleared` is to be run after them, in the same transaction.
 */
export class WaitingRows implements RowSink {
  readonly #connection: DuckDBConnection;
  readonly #name: string;
  readonly #columns: readonly Column[];
  readonly #numbers: (NumberBuffer | undefined)[] = [];
  readonly #texts: (TextBuffer | undefined)[] = [];
  #row = 0;
  #chunks: Chunk[] = [];
  /** The columns of the table in which rows wait, by index; none while there is no such table. */
  #waiting: readonly number[] = [];

  /** `name` tells the table of these rows from that of others. */
  constructor(connection: DuckDBConnection, name: string, columns: readonly Column[]) {
    this.#connection = connection;
    this.#name = name;
    this.#columns = columns;
  }

  /** Puts a number, a code, or 1 and 0 for true and false, into the row that is being written. */
  putNumber(index: number, value: number): void {
    (this.#numbers[index] ??= new NumberBuffer()).set(this.#row, value);
  }

  putText(index: number, text: string): void {
    (this.#texts[index] ??= new TextBuffer()).set(this.#row, text);
  }

  endRow(): void {
    this.#row += 1;
    if (this.#row === CHUNK_ROWS) {
      this.#endChunk();
    }
  }

  /** Puts the rows into the table in which they wait. Returns which columns have any value. */
  async wait(): Promise<readonly boolean[]> {
    this.#endChunk();
    const chunks = this.#chunks;
    this.#chunks = [];
    const used = new Set(chunks.flatMap(({ buffers }) => [...buffers.keys()]));
    if ([...used].some((index) => !this.#waiting.includes(index))) {
      const wanted = new Set([...this.#waiting, ...used]);
      this.#waiting = [...this.#columns.keys()].filter((index) => wanted.has(index));
      await this.#connection.run(this.cleared.text);
    }
    if (chunks.length > 0) {
      const { schema, catalog } = WAITING;
      this.#append(chunks, await this.#connection.createAppender(this.#name, schema, catalog));
    }
    return this.#columns.map((_column, index) => used.has(index));
  }

  /** Whether there is a table in which rows wait; `selection` and `cleared` need it. */
  get isThere(): boolean {
    return this.#waiting.length > 0;
  }

  /** The names of the columns that rows which wait may have. */
  get names(): Sql {
    return list(this.#waitingColumns.map(({ name }) => column(name)));
  }

  /** The rows that wait. */
  get selection(): Sql {
    const values = this.#waitingColumns.map(
      ({ name, kind }) => sql`cast(${column(name)} as ${new Sql(SQL_TYPES[kind], [])})`,
    );
    return sql`select ${list(values)} from ${this.#table}`;
  }

  /** Has no row wait any more. The table is made anew: one that is emptied keeps its deleted rows for long. */
  get cleared(): Sql {
    const definitions = this.#waitingColumns.map(
      ({ name, kind }) => sql`${column(name)} ${new Sql(kind === 'text' ? 'varchar' : 'double', [])}`,
    );
    return sql`create or replace temp table ${this.#table} (${list(definitions)})`;
  }

  /** Forgets all rows. To be called when they could not be moved. */
  reset(): void {
    this.#clearRow();
    this.#chunks = [];
    this.#waiting = [];
  }

  get #table(): Sql {
    return sql`${column(WAITING.catalog)}.${column(WAITING.schema)}.${column(this.#name)}`;
  }

  get #waitingColumns(): readonly Column[] {
    return this.#waiting.flatMap((index) => this.#columns[index] ?? []);
  }

  #endChunk(): void {
    if (this.#row > 0) {
      const buffers = new Map<number, ColumnBuffer>();
      for (const index of this.#columns.keys()) {
        const buffer = this.#numbers[index] ?? this.#texts[index];
        if (buffer !== undefined) {
          buffers.set(index, buffer);
        }
      }
      this.#chunks.push({ rows: this.#row, buffers });
      this.#clearRow();
    }
  }

  #clearRow(): void {
    this.#row = 0;
    this.#numbers.length = 0;
    this.#texts.length = 0;
  }

  #append(chunks: readonly Chunk[], appender: DuckDBAppender): void {
    try {
      const types = this.#waitingColumns.map(({ kind }) => (kind === 'text' ? VARCHAR : DOUBLE));
      for (const { rows, buffers } of chunks) {
        const chunk = DuckDBDataChunk.create(types, rows);
        for (const [place, index] of this.#waiting.entries()) {
          const vector = duckdb.data_chunk_get_vector(chunk.chunk, place);
          (buffers.get(index) ?? NOTHING).fill(vector, rows);
        }
        appender.appendDataChunk(chunk);
      }
      appender.flushSync();
    } finally {
      appender.closeSync();
    }
  }
}

/** A column of which no row has a value. */
const NOTHING: ColumnBuffer = new TextBuffer();

/** Moves rows that wait to the end of a table. */
export function insertInto(table: string, rows: WaitingRows): readonly Sql[] {
  return rows.isThere
    ? [sql`insert into ${column(table)} (${rows.names}) ${rows.selection}`, rows.cleared]
    : [];
}
