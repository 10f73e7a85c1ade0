import duckdb from '@duckdb/node-bindings';

/** Which rows of a chunk have a value: a bit each, as DuckDB wants it. */
export class Presence {
  readonly #bits: Uint8Array<ArrayBuffer>;
  /** How many have one. */
  #count = 0;

  /** `capacity` is the number of rows, a multiple of 64. */
  constructor(capacity: number) {
    this.#bits = new Uint8Array(capacity / 8);
  }

  add(row: number): void {
    const byte = row >> 3;
    this.#bits[byte] = (this.#bits[byte] ?? 0) | (1 << (row & 7));
    this.#count += 1;
  }

  /** Says in a column of a chunk which of its first `rows` rows are missing. */
  fill(vector: duckdb.Vector, rows: number): void {
    if (this.#count === rows) {
      return;
    }
    duckdb.vector_ensure_validity_writable(vector);
    const words = Math.ceil(rows / 64);
    duckdb.copy_data_to_vector_validity(vector, 0, this.#bits.buffer, 0, words * 8);
  }
}
