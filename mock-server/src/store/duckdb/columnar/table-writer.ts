import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { DOUBLE, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

import { column, list, Sql, sql } from '../sql.ts';
import { CHUNK_ROWS, NumberBuffer, TextBuffer } from './chunk-buffer.ts';
import type { Column } from './column.ts';
import { SQL_TYPES } from './column.ts';

/** Where rows wait to be inserted: a table that only the connection sees. */
const WAITING = { catalog: 'temp', schema: 'main' };

/** Takes the values of a row, by the index of the column. */
export type RowSink = {
  readonly putNumber: (index: number, value: number) => void;
  readonly putText: (index: number, text: string) => void;
};

/**
 * Adds many rows to a table, column by column.
 *
 * Values are collected in typed arrays and handed to DuckDB a chunk at a time; from a table in which they wait,
 * DuckDB moves them to where they belong in a thread of its own. Rows are there after `insert`, within the
 * transaction that is open on the connection.
 */
export class TableWriter implements RowSink {
  readonly #connection: DuckDBConnection;
  readonly #table: string;
  readonly #columns: readonly Column[];
  readonly #isDirect: boolean;
  readonly #numbers: readonly (NumberBuffer | undefined)[];
  readonly #texts: readonly (TextBuffer | undefined)[];
  readonly #used: boolean[];
  #row = 0;
  #appender: DuckDBAppender | undefined;

  private constructor(connection: DuckDBConnection, table: string, columns: readonly Column[]) {
    // Numbers and texts go into the table as they are; anything else is cast on the way from where it waits.
    this.#isDirect = columns.every(({ kind }) => kind === 'number' || kind === 'text');
    this.#connection = connection;
    this.#table = table;
    this.#columns = columns;
    this.#numbers = columns.map(({ kind }) => (kind === 'text' ? undefined : new NumberBuffer()));
    this.#texts = columns.map(({ kind }) => (kind === 'text' ? new TextBuffer() : undefined));
    this.#used = columns.map(() => false);
  }

  static async create(
    connection: DuckDBConnection,
    table: string,
    columns: readonly Column[],
  ): Promise<TableWriter> {
    const writer = new TableWriter(connection, table, columns);
    if (!writer.#isDirect) {
      const definitions = columns.map(
        ({ name, kind }) => sql`${column(name)} ${new Sql(kind === 'text' ? 'varchar' : 'double', [])}`,
      );
      await connection.run(sql`create temp table ${writer.#waiting} (${list(definitions)})`.text);
    }
    return writer;
  }

  /** Puts a number, a code, or 1 and 0 for true and false, into the row that is being written. */
  putNumber(index: number, value: number): void {
    this.#numbers[index]?.set(this.#row, value);
  }

  putText(index: number, text: string): void {
    this.#texts[index]?.set(this.#row, text);
  }

  /** Makes ready for rows, within the transaction that is open. */
  async begin(): Promise<void> {
    this.#appender = this.#isDirect
      ? await this.#connection.createAppender(this.#table)
      : await this.#connection.createAppender(this.#waitingTable, WAITING.schema, WAITING.catalog);
  }

  endRow(): void {
    this.#row += 1;
    if (this.#row === CHUNK_ROWS) {
      this.#appendChunk();
    }
  }

  /** Moves the rows to the table. Returns which columns had any value. */
  async insert(): Promise<readonly boolean[]> {
    this.#appendChunk();
    this.#appender?.flushSync();
    this.#closeAppender();
    const used = this.#takeUsed();
    if (this.#isDirect || !used.includes(true)) {
      return used;
    }
    const columns = this.#columns.filter((_column, index) => used[index]);
    const names = columns.map(({ name }) => column(name));
    const values = columns.map(
      ({ name, kind }) => sql`cast(${column(name)} as ${new Sql(SQL_TYPES[kind], [])})`,
    );
    await this.#connection.run(
      sql`insert into ${column(this.#table)} (${list(names)}) select ${list(values)} from ${this.#waiting}`
        .text,
    );
    await this.#connection.run(sql`truncate ${this.#waiting}`.text);
    return used;
  }

  /** Forgets the rows that were not inserted. To be called when the transaction is rolled back. */
  reset(): void {
    this.#clearRows();
    this.#takeUsed();
    this.#closeAppender();
  }

  get #waiting(): Sql {
    return sql`${column(WAITING.catalog)}.${column(WAITING.schema)}.${column(this.#waitingTable)}`;
  }

  get #waitingTable(): string {
    return `new ${this.#table}`;
  }

  #appendChunk(): void {
    if (this.#row > 0) {
      const chunk = this.#chunk();
      this.#clearRows();
      this.#appender?.appendDataChunk(chunk);
    }
  }

  #chunk(): DuckDBDataChunk {
    const types = this.#columns.map(({ kind }) => (kind === 'text' ? VARCHAR : DOUBLE));
    const chunk = DuckDBDataChunk.create(types, this.#row);
    for (const index of this.#columns.keys()) {
      const buffer = this.#numbers[index] ?? this.#texts[index];
      if (buffer !== undefined) {
        this.#used[index] ||= buffer.isUsed;
        buffer.fill(duckdb.data_chunk_get_vector(chunk.chunk, index), this.#row);
      }
    }
    return chunk;
  }

  #clearRows(): void {
    this.#row = 0;
    for (const buffer of [...this.#numbers, ...this.#texts]) {
      buffer?.clear();
    }
  }

  #takeUsed(): readonly boolean[] {
    const used = [...this.#used];
    this.#used.fill(false);
    return used;
  }

  #closeAppender(): void {
    const appender = this.#appender;
    this.#appender = undefined;
    appender?.closeSync();
  }
}
