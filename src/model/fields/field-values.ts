import type { JsonValue, TrafficRecord } from '../flow.ts';

/** A single value of a field that is set. */
export type SetValue = string | number | boolean;

/**
 * The values that a field of a record holds: one, several for a list, none when it is not set.
 *
 * Not set is absent, null, empty text, and a list without any value. An object counts as its JSON text.
 */
export function fieldValues(record: TrafficRecord, field: string): readonly SetValue[] {
  const value = record[field];
  if (Array.isArray(value)) {
    return value.map(single).filter((element) => element !== undefined);
  }
  const one = single(value);
  return one === undefined ? [] : [one];
}

function single(value: JsonValue | undefined): SetValue | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
