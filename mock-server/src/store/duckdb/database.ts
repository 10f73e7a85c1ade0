import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';

import { assert } from '#model/lib/assert.ts';

import { appendColumn } from './columnar/column-values.ts';
import type { Sql } from './sql.ts';

/** What a question answers. Values as JavaScript has them: a BIGINT is a `bigint`, NULL is `null`. */
export type Rows = { readonly names: readonly string[]; readonly rows: readonly (readonly unknown[])[] };

/** The same by columns: what wide answers are read as, because it makes no array for each row. */
export type Columns = {
  readonly names: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
};

/** How many questions run at once; more wait for their turn. */
const READERS = 4;
/** An interrupt that comes before the query has begun is lost, so it is repeated until the query is over. */
const INTERRUPT_AGAIN_MS = 25;

const SETTINGS = {
  /** No files, no network, no extensions from elsewhere: SQL here only ever touches our own tables. */
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  preserve_insertion_order: 'true',
  /** Of the newest so many, the wide rest of a row is read when it is known which rows they are. */
  late_materialization_max_rows: '20000',
  /** The store says when; by itself DuckDB would do it at nearly every batch. */
  checkpoint_threshold: '1TB',
};

/** A DuckDB database: one connection that writes, a few that read. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #readers: DuckDBConnection[];
  readonly #all: readonly DuckDBConnection[];
  readonly #waiting: ((reader: DuckDBConnection) => void)[] = [];
  /** For writing; used by one caller at a time. */
  readonly writer: DuckDBConnection;

  private constructor(
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    readers: readonly DuckDBConnection[],
  ) {
    this.#instance = instance;
    this.writer = writer;
    this.#readers = [...readers];
    this.#all = [writer, ...readers];
  }

  /** Opens a database file, or one in memory when there is no path. */
  static async open(path: string | undefined): Promise<Database> {
    const instance = await DuckDBInstance.create(path ?? ':memory:', SETTINGS);
    const writer = await instance.connect();
    const readers = await Promise.all(Array.from({ length: READERS }, () => instance.connect()));
    if (path === undefined) {
      // Compression has to be asked for in memory; it makes the difference of ten for mostly empty columns.
      await writer.run(`attach ':memory:' as flows (compress)`);
      for (const connection of [writer, ...readers]) {
        await connection.run('use flows');
      }
    }
    return new Database(instance, writer, readers);
  }

  /** What a question answers, all at once. Rejects with the reason of `signal` when it is aborted. */
  read(question: Sql, signal?: AbortSignal): Promise<Rows> {
    return this.#ask(question, signal, async (answer) => {
      const { names, columns } = await columnsOf(answer);
      return {
        names,
        rows: (columns[0] ?? []).map((_value, row) => columns.map((values) => values[row])),
      };
    });
  }

  readColumns(question: Sql, signal?: AbortSignal): Promise<Columns> {
    return this.#ask(question, signal, columnsOf);
  }

  async #ask<T>(
    question: Sql,
    signal: AbortSignal | undefined,
    take: (answer: DuckDBResult) => Promise<T>,
  ): Promise<T> {
    const reader = await this.#reader();
    try {
      signal?.throwIfAborted();
      const stop = interruptOn(reader, signal);
      try {
        return await take(await reader.run(question.text, [...question.values]));
      } finally {
        stop();
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      this.#release(reader);
    }
  }

  async write(statement: Sql): Promise<void> {
    await this.writer.run(statement.text, [...statement.values]);
  }

  /**
   * Runs statements without parameters at once, so that all of them happened or none.
   *
   * One call, because while much else is done in JavaScript each answer of DuckDB's is heard of late.
   */
  async script(statements: readonly Sql[]): Promise<void> {
    assert(
      statements.every(({ values }) => values.length === 0),
      'a script has no parameters',
    );
    try {
      await this.writer.run(
        ['begin transaction', ...statements.map(({ text }) => text), 'commit'].join(';\n'),
      );
    } catch (error) {
      await this.writer.run('rollback');
      throw error;
    }
  }

  /** Runs statements so that all of them happened or none. */
  async transaction(action: () => Promise<void>): Promise<void> {
    await this.writer.run('begin transaction');
    try {
      await action();
      await this.writer.run('commit');
    } catch (error) {
      await this.writer.run('rollback');
      throw error;
    }
  }

  /** Resolves when no question is under way. Nothing may be asked from then on. */
  async idle(): Promise<void> {
    await Promise.all(Array.from({ length: READERS }, () => this.#reader()));
  }

  close(): void {
    for (const connection of this.#all) {
      connection.closeSync();
    }
    this.#instance.closeSync();
  }

  #reader(): Promise<DuckDBConnection> {
    const reader = this.#readers.pop();
    return reader === undefined
      ? new Promise((resolve) => {
          this.#waiting.push(resolve);
        })
      : Promise.resolve(reader);
  }

  #release(reader: DuckDBConnection): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#readers.push(reader);
    } else {
      next(reader);
    }
  }
}

/** Reads an answer chunk by chunk, each of which is garbage before the next one. */
async function columnsOf(answer: DuckDBResult): Promise<Columns> {
  const names = answer.columnNames();
  const columns = names.map((_name, index) => ({
    index,
    type: answer.columnTypeId(index),
    values: [] as unknown[],
  }));
  for (
    let chunk = await answer.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await answer.fetchChunk()
  ) {
    for (const { values, ...place } of columns) {
      appendColumn(values, chunk, place);
    }
  }
  return { names, columns: columns.map(({ values }) => values) };
}

function interruptOn(reader: DuckDBConnection, signal: AbortSignal | undefined): () => void {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    reader.interrupt();
    timer = setInterval(() => {
      reader.interrupt();
    }, INTERRUPT_AGAIN_MS);
  };
  signal?.addEventListener('abort', interrupt, { once: true });
  return () => {
    signal?.removeEventListener('abort', interrupt);
    clearInterval(timer);
  };
}
