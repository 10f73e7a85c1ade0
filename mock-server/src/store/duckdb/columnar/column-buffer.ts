import duckdb from '@duckdb/node-bindings';

import { Presence } from './presence.ts';

/** The most rows that a chunk of DuckDB's can hold. */
export const CHUNK_ROWS = 2048;

/** The values of one column for the rows of a chunk, of which each may be missing. */
export interface ColumnBuffer {
  /** Fills the column of a chunk with the values of the first `rows` rows. */
  fill(vector: duckdb.Vector, rows: number): void;
}

/** Numbers, set once a row at most. */
export class NumberBuffer implements ColumnBuffer {
  readonly #values = new Float64Array(CHUNK_ROWS);
  readonly #presence = new Presence(CHUNK_ROWS);

  set(row: number, value: number): void {
    this.#values[row] = value;
    this.#presence.add(row);
  }

  fill(vector: duckdb.Vector, rows: number): void {
    duckdb.copy_data_to_vector(vector, 0, this.#values.buffer, 0, rows * Float64Array.BYTES_PER_ELEMENT);
    this.#presence.fill(vector, rows);
  }
}

/** Texts, set once a row at most. */
export class TextBuffer implements ColumnBuffer {
  readonly #values: { readonly row: number; readonly text: string }[] = [];
  readonly #presence = new Presence(CHUNK_ROWS);

  set(row: number, text: string): void {
    this.#values.push({ row, text });
    this.#presence.add(row);
  }

  fill(vector: duckdb.Vector, rows: number): void {
    for (const { row, text } of this.#values) {
      duckdb.vector_assign_string_element(vector, row, text);
    }
    this.#presence.fill(vector, rows);
  }
}
