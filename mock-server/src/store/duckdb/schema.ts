import { CONVERSATION_COLUMNS } from './conversation-columns.ts';
import type { Column } from './record-columns.ts';
import { RECORD_COLUMNS } from './record-columns.ts';
import { column, list, Sql, sql } from './sql.ts';

export const RECORDS = 'records';
export const CONVERSATIONS = 'conversations';

/**
 * The columns of a stored record: `seq` is its place in the order of ingest, `time` its `TimeFlowEndMs` (0
 * without one), `instance` the number of the conversation instance that it belongs to.
 */
export const STORED_RECORD_COLUMNS: readonly Column[] = [
  { name: 'seq', type: 'bigint' },
  { name: 'time', type: 'double' },
  { name: 'record type', type: 'varchar' },
  { name: 'instance', type: 'bigint' },
  ...RECORD_COLUMNS,
];

/** Statements that make the tables where they are missing. */
export const SCHEMA: readonly Sql[] = [
  createTable(RECORDS, STORED_RECORD_COLUMNS),
  createTable(CONVERSATIONS, CONVERSATION_COLUMNS),
];

function createTable(table: string, columns: readonly Column[]): Sql {
  const definitions = columns.map(({ name, type }) => sql`${column(name)} ${new Sql(type, [])}`);
  return sql`create table if not exists ${column(table)} (${list(definitions)})`;
}
