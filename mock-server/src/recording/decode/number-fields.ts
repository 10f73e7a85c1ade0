import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import { FIELDS } from '#model/fields/registry.ts';

const NUMBER_FIELDS: ReadonlySet<string> = new Set(
  FIELDS.filter((field) => field.type === 'number').map((field) => field.name),
);
const DECIMAL = /^\s*-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/;

/**
 * A record whose numbers are numbers: decimal text in a field that holds numbers becomes one.
 *
 * Labels of Loki and databases write them as text. Any other text in such a field, and integers that a double
 * cannot hold, stay as they are, and so does every other field. A record without such text is handed back itself.
 */
export function withNumbers(record: TrafficRecord): TrafficRecord {
  for (const field in record) {
    if (typeof record[field] === 'string' && NUMBER_FIELDS.has(field)) {
      return Object.fromEntries(
        Object.entries(record).map(([name, value]) => [
          name,
          NUMBER_FIELDS.has(name) ? toNumber(value) : value,
        ]),
      );
    }
  }
  return record;
}

function toNumber(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== 'string' || !DECIMAL.test(value)) {
    return value;
  }
  const number = Number(value);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : value;
}
