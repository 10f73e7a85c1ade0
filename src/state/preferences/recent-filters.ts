import { Array as ArrayOf, String as Text } from 'typebox';
import { Check } from 'typebox/schema';

import type { StoredObject } from './stored-object.ts';
import { asKeyed, readStored, withParts } from './stored-object.ts';

/** How many filters are kept. */
export const MAX_RECENT_FILTERS = 10;

/** The longest text that is kept, in UTF-16 units: who wants a longer one again has a link. */
export const MAX_RECENT_LENGTH = 500;

/** Changes with the shape of what is stored. */
const VERSION = 1;

/** The texts that were kept, newest first, by whatever version of the plugin. What cannot be read counts as none. */
export function decodeRecentFilters(stored: unknown): readonly string[] {
  const { texts } = asKeyed(readStored(stored));
  return Check(ArrayOf(Text()), texts) ? [...new Set(texts)].filter(isKept).slice(0, MAX_RECENT_FILTERS) : [];
}

/** What is stored for texts, over what was: what else a later version keeps stays. */
export function encodeRecentFilters(texts: readonly string[], stored: unknown): StoredObject {
  return withParts(stored, VERSION, { texts });
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
