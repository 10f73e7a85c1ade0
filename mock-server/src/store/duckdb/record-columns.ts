import type { DuckDBValue } from '@duckdb/node-api';
import { listValue } from '@duckdb/node-api';

import type { FieldSpec, FieldType } from '#model/fields/field-spec.ts';
import { FIELDS } from '#model/fields/registry.ts';
import type { JsonValue, TrafficRecord } from '#model/flow.ts';

import type { Columns } from './database.ts';
import { ipKey } from './ip-key.ts';

/** A column of a table: its name, and its type in SQL. */
export type Column = { readonly name: string; readonly type: string };

/** Fields that have no column, and values that do not fit theirs: a JSON object as text. */
export const REST = 'rest';

/** The fields that hold addresses: each has a second column for comparing, see `ipKeyColumn`. */
const IP_FIELDS = FIELDS.filter(({ format }) => format === 'ip').map(({ name }) => name);

/** The column that holds the comparable form of an address (see `ip-key.ts`). */
export function ipKeyColumn(field: string): string {
  return `${field} key`;
}

const SQL_TYPES: Readonly<Record<FieldType, string>> = {
  text: 'varchar',
  number: 'double',
  boolean: 'boolean',
  'text[]': 'varchar[]',
  'number[]': 'double[]',
};

/** The columns that hold a record: one a known field, one for comparing each address, one for the rest. */
export const RECORD_COLUMNS: readonly Column[] = [
  ...FIELDS.map(({ name, type }) => ({ name, type: SQL_TYPES[type] })),
  ...IP_FIELDS.map((field) => ({ name: ipKeyColumn(field), type: 'varchar' })),
  { name: REST, type: 'varchar' },
];

const SPEC_BY_NAME: ReadonlyMap<string, { readonly spec: FieldSpec; readonly index: number }> = new Map(
  FIELDS.map((spec, index) => [spec.name, { spec, index }]),
);
const NOTHING: readonly DuckDBValue[] = RECORD_COLUMNS.map(() => null);
const REST_INDEX = RECORD_COLUMNS.length - 1;

/** The values of `RECORD_COLUMNS` for a record. */
export function encodeRecord(record: TrafficRecord): DuckDBValue[] {
  const row = [...NOTHING];
  const rest: [string, JsonValue][] = [];
  for (const [field, value] of Object.entries(record)) {
    if (value === undefined || value === null) {
      continue;
    }
    const known = SPEC_BY_NAME.get(field);
    const fitting = known === undefined ? undefined : fit(known.spec.type, value);
    if (known === undefined || fitting === undefined) {
      rest.push([field, value]);
    } else {
      row[known.index] = fitting;
    }
  }
  for (const [index, field] of IP_FIELDS.entries()) {
    const address = record[field];
    row[FIELDS.length + index] = typeof address === 'string' ? (ipKey(address) ?? null) : null;
  }
  row[REST_INDEX] = rest.length === 0 ? null : JSON.stringify(Object.fromEntries(rest));
  return row;
}

/**
 * Records from the columns of an answer: the inverse of `encodeRecord`.
 *
 * Columns that are not of a record are ignored, and so are those for comparing.
 */
export function decodeRecords({ names, columns }: Columns): readonly TrafficRecord[] {
  const records: Record<string, JsonValue>[] = (columns[0] ?? []).map(() => ({}));
  for (const [index, name] of names.entries()) {
    if (SPEC_BY_NAME.has(name)) {
      putInto(records, name, columns[index] ?? []);
    }
  }
  const rest = columns[names.indexOf(REST)] ?? [];
  return records.map((record, row) => {
    const text = rest[row];
    return typeof text === 'string' ? { ...record, ...(JSON.parse(text) as TrafficRecord) } : record;
  });
}

function putInto(records: Record<string, JsonValue>[], name: string, values: readonly unknown[]): void {
  for (const [row, record] of records.entries()) {
    const value = values[row];
    if (value !== null) {
      record[name] = value as JsonValue;
    }
  }
}

/** Half of a UTF-16 pair cannot be stored as text; as JSON it can. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A value as its column holds it; `undefined` when it would not come back as the same value. */
function fit(type: FieldType, value: JsonValue): DuckDBValue | undefined {
  switch (type) {
    case 'text':
      return isStorableText(value) ? value : undefined;
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'text[]':
      return Array.isArray(value) && value.every(isStorableText) ? listValue(value) : undefined;
    case 'number[]':
      return Array.isArray(value) && value.every((item) => typeof item === 'number')
        ? listValue(value)
        : undefined;
  }
}

function isStorableText(value: JsonValue): value is string {
  return typeof value === 'string' && !LONE_SURROGATE.test(value);
}
