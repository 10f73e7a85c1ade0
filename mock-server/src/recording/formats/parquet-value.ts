import type { JsonValue } from '#model/flow.ts';

/**
 * A value of a column, as DuckDB hands it to JavaScript, as JSON has it; `undefined` for what is absent or is bytes.
 *
 * Instants are ms since the epoch. Numbers that JSON does not have are text, as in JSON that has them all the same.
 */
export function columnValue(value: unknown): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return Number(value);
    case 'object':
      return value === null || value instanceof Uint8Array ? undefined : objectValue(value);
    default:
      return undefined;
  }
}

function objectValue(value: object): JsonValue {
  if (value instanceof Date) {
    return value.getTime();
  }
  if (Array.isArray(value)) {
    return value.map((item) => columnValue(item) ?? null);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const read = columnValue(member);
      return read === undefined ? [] : [[name, read] as const];
    }),
  );
}
