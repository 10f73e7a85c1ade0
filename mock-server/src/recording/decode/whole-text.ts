import type { JsonValue } from '#model/flow.ts';

/** Characters that no text in UTF-8 can hold, or that databases cut texts at. */
const UNSPEAKABLE = /[\0\p{Surrogate}]/u;
const EACH_UNSPEAKABLE = /[\0\p{Surrogate}]/gu;
const REPLACEMENT = '\uFFFD';

/** Whether a text can be written in UTF-8 and stored: no half of a surrogate pair, no NUL. */
export function isWholeText(text: string): boolean {
  return !UNSPEAKABLE.test(text);
}

/** A text that can be: what cannot is the replacement character U+FFFD. */
export function wholeText(text: string): string {
  return text.replace(EACH_UNSPEAKABLE, REPLACEMENT);
}

/** Whether all texts in a value can be, names of members included. */
export function isWholeValue(value: JsonValue | undefined): boolean {
  switch (typeof value) {
    case 'string':
      return isWholeText(value);
    case 'object':
      return (
        value === null ||
        Object.entries(value).every(([name, member]) => isWholeText(name) && isWholeValue(member))
      );
    default:
      return true;
  }
}

/** A value of texts that can be. */
export function wholeValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return wholeText(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? (value as readonly JsonValue[]).map(wholeValue)
    : Object.fromEntries(
        Object.entries(value).map(([name, member]) => [wholeText(name), wholeValue(member)]),
      );
}

/** Whether a value is nested no deeper than so many lists and objects. */
export function isNestedWithin(value: unknown, most: number): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (most > 0 && Object.values(value).every((member) => isNestedWithin(member, most - 1)))
  );
}
