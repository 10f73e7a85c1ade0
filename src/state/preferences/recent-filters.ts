import type { Static } from 'typebox';
import { Array as ArrayOf, Literal, Object as ObjectOf, String as Text } from 'typebox';
import { Check } from 'typebox/schema';

/** How many filters are kept. */
export const MAX_RECENT_FILTERS = 10;

/** The longest text that is kept, in UTF-16 units: who wants a longer one again has a link. */
export const MAX_RECENT_LENGTH = 500;

/** What is kept for a user between visits. `version` changes with the shape. */
const StoredRecentFilters = ObjectOf({ version: Literal(1), texts: ArrayOf(Text()) });
export type StoredRecentFilters = Static<typeof StoredRecentFilters>;

/** The texts that were kept, newest first, by whatever version of the plugin. What cannot be read counts as none. */
export function decodeRecentFilters(stored: unknown): readonly string[] {
  if (!Check(StoredRecentFilters, stored)) {
    return [];
  }
  return [...new Set(stored.texts)].filter(isKept).slice(0, MAX_RECENT_FILTERS);
}

export function encodeRecentFilters(texts: readonly string[]): StoredRecentFilters {
  return { version: 1, texts: [...texts] };
}

/** The texts with one more at the front, or brought there; without what is empty, too long or too old. */
export function withRecentFilter(texts: readonly string[], applied: string): readonly string[] {
  const text = applied.trim();
  return isKept(text)
    ? [text, ...texts.filter((known) => known !== text)].slice(0, MAX_RECENT_FILTERS)
    : texts;
}

/** A list shows each on one line. */
function isKept(text: string): boolean {
  return text !== '' && text.length <= MAX_RECENT_LENGTH && !/[\n\r]/.test(text);
}
