import { FIELDS } from '#model/fields/registry.ts';
import type { TrafficRecord } from '#model/flow.ts';

const BOOLEAN_FIELDS: readonly string[] = FIELDS.flatMap(({ name, type }) =>
  type === 'boolean' ? name : [],
);
const VALUES: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/**
 * A record whose marks are marks: `"true"` and `"false"` in a field that holds neither text nor number.
 *
 * Labels of Loki and structured metadata write them as text, and a flow that is marked as a second observer's so
 * (`Duplicate`) must not be counted. Any other text stays as it is. A record without such text is handed back itself.
 */
export function withBooleans(record: TrafficRecord): TrafficRecord {
  const found = BOOLEAN_FIELDS.filter((field) => VALUES.has(record[field]));
  return found.length === 0
    ? record
    : { ...record, ...Object.fromEntries(found.map((field) => [field, VALUES.get(record[field])])) };
}
