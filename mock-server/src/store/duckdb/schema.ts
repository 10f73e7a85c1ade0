import type { RecordType } from '#model/event.ts';
import { RECORD_TYPES } from '#model/event.ts';

import type { Column } from './columnar/column.ts';
import { SQL_TYPES } from './columnar/column.ts';
import { TEXT_COLUMNS } from './columnar/dictionary.ts';
import { CONVERSATION_COLUMNS } from './conversation-columns.ts';
import { LOAD_COLUMNS, LOADS } from './loads.ts';
import { ADDITION_COLUMNS, RECORD_COLUMNS } from './record-columns.ts';
import { column, list, Sql, sql } from './sql.ts';

export const RECORDS = 'records';
export const CONVERSATIONS = 'conversations';

/**
 * The columns of a stored record: `seq` is its place in the order of ingest, `time` its `TimeFlowEndMs` (0
 * without one), `record type` the place of its type in `RECORD_TYPES`, `instance` the number of the conversation
 * instance that it belongs to.
 */
export const READ_RECORD_COLUMNS: readonly Column[] = [
  { name: 'seq', kind: 'count' },
  { name: 'time', kind: 'number' },
  { name: 'record type', kind: 'number' },
  { name: 'instance', kind: 'count' },
  ...RECORD_COLUMNS,
];

/** What is stored of a record: what it is read back from, and what metrics are worked out of. */
export const STORED_RECORD_COLUMNS: readonly Column[] = [...READ_RECORD_COLUMNS, ...ADDITION_COLUMNS];

/** A record type as the column `record type` holds it. */
export function recordTypeNumber(type: RecordType): number {
  return RECORD_TYPES.indexOf(type);
}

/** Statements that make the tables. */
export const SCHEMA: readonly Sql[] = [
  createTable('texts', TEXT_COLUMNS),
  createTable(RECORDS, STORED_RECORD_COLUMNS),
  createTable(CONVERSATIONS, CONVERSATION_COLUMNS),
  createTable(LOADS, LOAD_COLUMNS),
];

function createTable(table: string, columns: readonly Column[]): Sql {
  return sql`create table ${column(table)} (${list(columns.map(definition))})`;
}

function definition({ name, kind }: Column): Sql {
  return sql`${column(name)} ${new Sql(SQL_TYPES[kind], [])}`;
}
