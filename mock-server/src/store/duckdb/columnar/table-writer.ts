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

/** Where rows wait to be inserted: tables that only the connection sees. */
const WAITING = { catalog: 'temp', schema: 'main' };

/**
 * Adds many rows to a table, column by column.
 *
 * Values are collected in typed arrays and handed to DuckDB a chunk at a time, those of columns alone that have
 * any; from a table in which they wait, DuckDB moves them to where they belong in a thread of its own. Rows are
 * there after `insert`, within the transaction that is open on the connection.
 */
export class TableWriter implements RowSink {
  readonly #connection: DuckDBConnection;
  readonly #table: string;
  readonly #columns: readonly Column[];
  readonly #numbers: (NumberBuffer | undefined)[] = [];
  readonly #texts: (TextBuffer | undefined)[] = [];
  #row = 0;
  #chunks: Chunk[] = [];

  constructor(connection: DuckDBConnection, table: string, columns: readonly Column[]) {
    this.#connection = connection;
    this.#table = table;
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

  /** Moves the rows to the table. Returns which columns had any value. */
  async insert(): Promise<readonly boolean[]> {
    this.#endChunk();
    const chunks = this.#chunks;
    this.#chunks = [];
    const used = new Set(chunks.flatMap(({ buffers }) => [...buffers.keys()]));
    const isUsed = this.#columns.map((_column, index) => used.has(index));
    if (chunks.length === 0) {
      return isUsed;
    }
    if (this.#isDirect) {
      this.#append(chunks, [...this.#columns.keys()], await this.#connection.createAppender(this.#table));
      return isUsed;
    }
    const columns = [...this.#columns.keys()].filter((index) => used.has(index));
    await this.#insertThroughWaiting(chunks, columns);
    return isUsed;
  }

  /** Forgets the rows that were not inserted. To be called when the transaction is rolled back. */
  reset(): void {
    this.#clearRow();
    this.#chunks = [];
  }

  /** Whether rows go into the table as they are: nothing has to be cast on the way. */
  get #isDirect(): boolean {
    return this.#columns.every(({ kind }) => kind === 'number' || kind === 'text');
  }

  get #waiting(): Sql {
    return sql`${column(WAITING.catalog)}.${column(WAITING.schema)}.${column(this.#waitingTable)}`;
  }

  get #waitingTable(): string {
    return `new ${this.#table}`;
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

  /**
   * The table in which rows wait is made for them and dropped again: a table that is emptied keeps its deleted rows
   * for long, and looks at them at each insert.
   */
  async #insertThroughWaiting(chunks: readonly Chunk[], indexes: readonly number[]): Promise<void> {
    const columns = indexes.flatMap((index) => this.#columns[index] ?? []);
    const definitions = columns.map(
      ({ name, kind }) => sql`${column(name)} ${new Sql(kind === 'text' ? 'varchar' : 'double', [])}`,
    );
    await this.#run(sql`create or replace temp table ${this.#waiting} (${list(definitions)})`);
    const { schema, catalog } = WAITING;
    this.#append(chunks, indexes, await this.#connection.createAppender(this.#waitingTable, schema, catalog));
    const names = columns.map(({ name }) => column(name));
    const values = columns.map(
      ({ name, kind }) => sql`cast(${column(name)} as ${new Sql(SQL_TYPES[kind], [])})`,
    );
    await this.#run(
      sql`insert into ${column(this.#table)} (${list(names)}) select ${list(values)} from ${this.#waiting}`,
    );
    await this.#run(sql`drop table ${this.#waiting}`);
  }

  #append(chunks: readonly Chunk[], columns: readonly number[], appender: DuckDBAppender): void {
    try {
      const types = columns.map((index) => (this.#columns[index]?.kind === 'text' ? VARCHAR : DOUBLE));
      for (const { rows, buffers } of chunks) {
        const chunk = DuckDBDataChunk.create(types, rows);
        for (const [place, index] of columns.entries()) {
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

  async #run(statement: Sql): Promise<void> {
    await this.#connection.run(statement.text);
  }
}

/** A column of which no row has a value. */
const NOTHING: ColumnBuffer = new TextBuffer();
