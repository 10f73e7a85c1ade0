import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
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
        chunk.setColumnValues(
          index,
          slice.map((row) => row[index] ?? null),
        );
      }
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
  } finally {
    appender.closeSync();
  }
}
