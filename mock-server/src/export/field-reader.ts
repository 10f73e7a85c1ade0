import type { JsonValue, TrafficRecord } from '#model/flow.ts';

/** Reads a field of records, also one that is called like something that every object has (`constructor`). */
export function fieldReader(name: string): (record: TrafficRecord) => JsonValue | undefined {
  return name in Object.prototype
    ? (record) => (Object.hasOwn(record, name) ? record[name] : undefined)
    : (record) => record[name];
}
