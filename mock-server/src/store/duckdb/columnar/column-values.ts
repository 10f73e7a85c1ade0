import type { DuckDBDataChunk } from '@duckdb/node-api';
import { DuckDBTypeId, JSDuckDBValueConverter } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/** Numbers as they lie in the memory of a chunk. */
type Numbers = Int32Array | Float64Array | BigInt64Array;

/** How the numbers of a type lie in memory. Values of other types are left to the library to read. */
const LAYOUTS: ReadonlyMap<
  DuckDBTypeId,
  { readonly bytes: number; readonly read: (data: Uint8Array) => Numbers }
> = new Map([
  [DuckDBTypeId.INTEGER, { bytes: 4, read: (data) => new Int32Array(...placeOf(data, 4)) }],
  [DuckDBTypeId.DOUBLE, { bytes: 8, read: (data) => new Float64Array(...placeOf(data, 8)) }],
  [DuckDBTypeId.BIGINT, { bytes: 8, read: (data) => new BigInt64Array(...placeOf(data, 8)) }],
]);

/**
 * Appends the values of one column of a chunk, `null` where there is none; a BIGINT is a `bigint`.
 *
 * Numbers are read from DuckDB's memory as typed arrays: the library reads one value at a time and works out
 * with 64-bit integers whether it is there.
 */
export function appendColumn(
  values: unknown[],
  chunk: DuckDBDataChunk,
  { index, type }: { readonly index: number; readonly type: DuckDBTypeId },
): void {
  const rows = chunk.rowCount;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
  const present = presentBits(vector, rows);
  const layout = LAYOUTS.get(type);
  if (present?.every((byte) => byte === 0) === true) {
    appendNulls(values, rows);
  } else if (layout === undefined) {
    chunk.visitColumnValues(index, (value, _row, _column, valueType) => {
      values.push(JSDuckDBValueConverter(value, valueType, JSDuckDBValueConverter));
    });
  } else {
    appendNumbers(values, layout.read(duckdb.vector_get_data(vector, rows * layout.bytes)), present);
  }
}

/** A bit for each row that has a value; `undefined` when all have one. */
function presentBits(vector: duckdb.Vector, rows: number): Uint8Array | undefined {
  const words = Math.ceil(rows / 64);
  // The library's types leave out that there are none when no value is missing.
  const bits = duckdb.vector_get_validity(vector, words * 8) as Uint8Array | null;
  return bits?.subarray(0, Math.ceil(rows / 8));
}

function appendNumbers(values: unknown[], numbers: Numbers, present: Uint8Array | undefined): void {
  if (present === undefined) {
    for (const number of numbers) {
      values.push(number);
    }
    return;
  }
  for (let row = 0; row < numbers.length; row += 1) {
    const isThere = ((present[row >> 3] ?? 0) >> (row & 7)) & 1;
    values.push(isThere === 1 ? numbers[row] : null);
  }
}

function appendNulls(values: unknown[], rows: number): void {
  for (let row = 0; row < rows; row += 1) {
    values.push(null);
  }
}

function placeOf({ buffer, byteOffset, byteLength }: Uint8Array, bytes: number) {
  return [buffer, byteOffset, byteLength / bytes] as const;
}
