/** What a field of a record can hold: any JSON value. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A flat map of field name to value: one flow log as captured, or one event of connection tracking.
 *
 * Field names are those of flowlogs-pipeline (`SrcAddr`, `TimeFlowEndMs`, `SrcK8S_Name` …). Fields that the
 * project does not know are kept and shown. A field that is `null` means the same as an absent one.
 */
export type TrafficRecord = Readonly<Record<string, JsonValue | undefined>>;

/** A flow log: one record as captured, before or after connection tracking has put its id on it. */
export type Flow = TrafficRecord;

/** So long a flow log lasts at most, in ms. */
export const LONGEST_FLOW_MS = 20_000;

/** The value of a numeric field; text that is a decimal number counts, anything else is absent. */
export function numberField(record: TrafficRecord, field: string): number | undefined {
  const value = record[field];
  if (typeof value === 'number') {
    return value;
  }
  if (typeof value === 'string' && value.trim() !== '') {
    const parsed = Number(value);
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  return undefined;
}

/** The value of a text field; numbers and booleans are printed, anything else is absent. */
export function textField(record: TrafficRecord, field: string): string | undefined {
  const value = record[field];
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
