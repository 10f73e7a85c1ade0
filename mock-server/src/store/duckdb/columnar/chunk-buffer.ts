import duckdb from '@duckdb/node-bindings';

/** The most rows that a chunk of DuckDB's can hold. */
export const CHUNK_ROWS = 2048;

/** The values of one column for the rows of a chunk, of which each may be missing. */
interface ColumnBuffer {
  /** Whether any of them is there. */
  readonly isUsed: boolean;
  /** Fills the column of a chunk with the values of the first `rows` rows. */
  fill(vector: duckdb.Vector, rows: number): void;
  /** Forgets the values. */
  clear(): void;
}

/** Which rows have a value: a bit each, as DuckDB wants it. */
class Presence {
  readonly #bits = new Uint8Array(CHUNK_ROWS / 8);
  count = 0;

  add(row: number): void {
    const byte = row >> 3;
    this.#bits[byte] = (this.#bits[byte] ?? 0) | (1 << (row & 7));
    this.count += 1;
  }

  fill(vector: duckdb.Vector, rows: number): void {
    if (this.count < rows) {
      duckdb.vector_ensure_validity_writable(vector);
      // In words of 64 bits.
      const bytes = Math.ceil(rows / 64) * 8;
      duckdb.copy_data_to_vector_validity(vector, 0, this.#bits.buffer, 0, bytes);
    }
  }

  clear(): void {
    this.#bits.fill(0);
    this.count = 0;
  }
}

/** Numbers, set once a row at most. */
export class NumberBuffer implements ColumnBuffer {
  readonly #values = new Float64Array(CHUNK_ROWS);
  readonly #presence = new Presence();

  set(row: number, value: number): void {
    this.#values[row] = value;
    this.#presence.add(row);
  }

  get isUsed(): boolean {
    return this.#presence.count > 0;
  }

  fill(vector: duckdb.Vector, rows: number): void {
    if (this.isUsed) {
      duckdb.copy_data_to_vector(vector, 0, this.#values.buffer, 0, rows * Float64Array.BYTES_PER_ELEMENT);
    }
    this.#presence.fill(vector, rows);
  }

  clear(): void {
    if (this.isUsed) {
      this.#presence.clear();
    }
  }
}

/** Texts, set once a row at most. */
export class TextBuffer implements ColumnBuffer {
  readonly #values: { readonly row: number; readonly text: string }[] = [];
  readonly #presence = new Presence();

  set(row: number, text: string): void {
    this.#values.push({ row, text });
    this.#presence.add(row);
  }

  get isUsed(): boolean {
    return this.#values.length > 0;
  }

  fill(vector: duckdb.Vector, rows: number): void {
    for (const { row, text } of this.#values) {
      duckdb.vector_assign_string_element(vector, row, text);
    }
    this.#presence.fill(vector, rows);
  }

  clear(): void {
    this.#values.length = 0;
    this.#presence.clear();
  }
}
