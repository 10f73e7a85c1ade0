import type { DuckDBConnection, DuckDBValue, DuckDBVector } from '@duckdb/node-api';
import { DuckDBDataChunk } from '@duckdb/node-api';

/** The most rows that a chunk of DuckDB's can hold. */
const CHUNK_ROWS = 2048;

/** Adds rows to the end of a table, within the transaction that is open on the connection. */
export async function bulkAppend(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly DuckDBValue[])[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const appender = await connection.createAppender(table);
  try {
    const types = Array.from({ length: appender.columnCount }, (_, index) => appender.columnType(index));
    for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
      const slice = rows.slice(from, from + CHUNK_ROWS);
      const chunk = DuckDBDataChunk.create(types, slice.length);
      for (const index of types.keys()) {
        setColumn(chunk.getColumnVector(index), slice, index);
      }
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}

/** Fills a column of a chunk. What is written by hand here saves an array for every column. */
function setColumn(vector: DuckDBVector, rows: readonly (readonly DuckDBValue[])[], index: number): void {
  for (let row = 0; row < rows.length; row += 1) {
    vector.setItem(row, rows[row]?.[index] ?? null);
  }
  vector.flush();
}
