import type { FieldType } from '#model/fields/field-spec.ts';
import { COUNTERS } from '#model/fields/counters.ts';
import { FIELDS } from '#model/fields/registry.ts';
import type { JsonValue, TrafficRecord } from '#model/flow.ts';

import type { Additions } from '../additions.ts';
import type { Column, ColumnKind } from './columnar/column.ts';
import type { Dictionary } from './columnar/dictionary.ts';
import type { RowSink } from './columnar/waiting-rows.ts';
import type { Columns } from './database.ts';

/** Fields that have no column, and values that do not fit theirs: a JSON object as text. */
export const REST = 'rest';

const KINDS: Readonly<Record<FieldType, ColumnKind>> = {
  text: 'code',
  number: 'number',
  boolean: 'boolean',
  'text[]': 'list',
  'number[]': 'list',
};

/** The columns that hold a record: one a known field, and one for the rest. */
export const RECORD_COLUMNS: readonly Column[] = [
  ...FIELDS.map(({ name, type }) => ({ name, kind: KINDS[type] })),
  { name: REST, kind: 'text' },
];

/** Whether an event is the first one of its conversation; null where not. */
export const IS_FIRST = 'is first';

/** The column for what an event adds to a counter of its conversation; null where that is 0, and for flows. */
export function addedColumn(counter: string): string {
  return `added ${counter}`;
}

/** The columns that hold what an event adds to its conversation. Names cannot be those of fields. */
export const ADDITION_COLUMNS: readonly Column[] = [
  { name: IS_FIRST, kind: 'boolean' },
  ...COUNTERS.map((counter): Column => ({ name: addedColumn(counter), kind: 'number' })),
];

const SPEC_BY_NAME: ReadonlyMap<string, { readonly type: FieldType; readonly index: number }> = new Map(
  FIELDS.map(({ name, type }, index) => [name, { type, index }]),
);
const REST_INDEX = RECORD_COLUMNS.length - 1;

/**
 * Puts a record into the row that is being written, its first column at `offset`.
 *
 * Returns the names of the fields that stand among the rest; none, as a rule.
 */
export function encodeRecord(
  record: TrafficRecord,
  {
    dictionary,
    row,
    offset,
  }: { readonly dictionary: Dictionary; readonly row: RowSink; readonly offset: number },
): readonly string[] {
  let rest: [string, JsonValue][] | undefined;
  for (const field in record) {
    const value = record[field];
    if (value === undefined || value === null) {
      continue;
    }
    const known = SPEC_BY_NAME.get(field);
    const number = known === undefined ? undefined : fit(known.type, value, dictionary);
    if (known === undefined || number === undefined) {
      rest ??= [];
      rest.push([field, value]);
    } else {
      row.putNumber(offset + known.index, number);
    }
  }
  if (rest === undefined) {
    return NOTHING;
  }
  row.putText(offset + REST_INDEX, JSON.stringify(Object.fromEntries(rest)));
  return rest.map(([field]) => field);
}

const NOTHING: readonly string[] = [];

/** Puts what an event adds into the row that is being written, its first column at `offset`. */
export function encodeAdditions(
  { isFirst, counters }: Additions,
  { row, offset }: { readonly row: RowSink; readonly offset: number },
): void {
  if (isFirst) {
    row.putNumber(offset, 1);
  }
  for (const [index, added] of counters) {
    row.putNumber(offset + 1 + index, added);
  }
}

/**
 * Records from the columns of an answer: the inverse of `encodeRecord`.
 *
 * Columns that are not of a record are ignored.
 */
export function decodeRecords({ names, columns }: Columns, dictionary: Dictionary): readonly TrafficRecord[] {
  const records: Record<string, JsonValue>[] = (columns[0] ?? []).map(() => ({}));
  for (const [index, name] of names.entries()) {
    const known = SPEC_BY_NAME.get(name);
    if (known !== undefined) {
      putInto(records, name, { values: columns[index] ?? [], type: known.type, dictionary });
    }
  }
  const rest = columns[names.indexOf(REST)] ?? [];
  return records.map((record, row) => {
    const text = rest[row];
    return typeof text === 'string' ? { ...record, ...(JSON.parse(text) as TrafficRecord) } : record;
  });
}

function putInto(
  records: Record<string, JsonValue>[],
  name: string,
  from: { readonly values: readonly unknown[]; readonly type: FieldType; readonly dictionary: Dictionary },
): void {
  for (const [row, record] of records.entries()) {
    const value = from.values[row];
    if (value !== null) {
      record[name] = unfit(from.type, value, from.dictionary);
    }
  }
}

/** A value as its column holds it; `undefined` when it would not come back as the same value. */
function fit(type: FieldType, value: JsonValue, dictionary: Dictionary): number | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? dictionary.encode(value) : undefined;
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) : undefined;
    case 'text[]':
      return isListOf('string', value) ? dictionary.encodeList(value) : undefined;
    case 'number[]':
      return isListOf('number', value) ? dictionary.encodeList(value) : undefined;
  }
}

function isListOf(type: 'string' | 'number', value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value) && value.every((item) => typeof item === type);
}

function unfit(type: FieldType, value: unknown, dictionary: Dictionary): JsonValue {
  switch (type) {
    case 'text':
      return dictionary.decode(value as number);
    case 'text[]':
    case 'number[]':
      return dictionary.decodeList(value as number);
    case 'number':
    case 'boolean':
      return value as JsonValue;
  }
}
