import type { JsonValue } from '#model/flow.ts';

/** What Go escapes so that JSON can stand in a page, beside what JSON demands. */
const SCRIPT_MARKS = /[<>&\u2028\u2029]/g;

/** JSON as Go's `encoding/json` writes it, with some marks of HTML escaped. Objects keep the order of their keys. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(SCRIPT_MARKS, escaped);
}

/**
 * JSON as Go writes a map of that: the keys of objects are in the order of their bytes. Of the outermost one, only
 * those in `keys`, in the order given there. What is not set is left out.
 */
export function mapText(
  map: Readonly<Record<string, JsonValue | undefined>>,
  keys: readonly string[],
): string {
  const members: string[] = [];
  for (const key of keys) {
    const value = map[key];
    if (value !== undefined && value !== null) {
      members.push(`${jsonText(key)}:${valueText(value)}`);
    }
  }
  return `{${members.join(',')}}`;
}

function valueText(value: JsonValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'string' || value === null) {
    return jsonText(value);
  }
  return isList(value) ? `[${value.map(valueText).join(',')}]` : mapText(value, Object.keys(value).sort());
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function escaped(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
