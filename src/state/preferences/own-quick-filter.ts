import type { Static } from 'typebox';
import { Array as ArrayOf, Object as ObjectOf, String as Text, Unknown } from 'typebox';
import { Check } from 'typebox/schema';

/** How many a user can have: they are in one menu, and the console keeps all settings of a user in one object. */
export const MAX_OWN_QUICK_FILTERS = 50;

/** In UTF-16 units. */
export const MAX_QUICK_FILTER_NAME = 100;
export const MAX_QUICK_FILTER_TEXT = 2000;

const StoredQuickFilter = ObjectOf({ name: Text(), filter: Text() });

/** A quick filter that a user made. `filter` is text of the grammar: it may come from a version that knew more. */
export type OwnQuickFilter = Readonly<Static<typeof StoredQuickFilter>>;

/** The quick filters that can be read, each with a name of its own; the others are left out one by one. */
export function decodeOwnQuickFilters(stored: unknown): readonly OwnQuickFilter[] {
  if (!Check(ArrayOf(Unknown()), stored)) {
    return [];
  }
  const names = new Set<string>();
  const read = stored.flatMap((one) => {
    if (!Check(StoredQuickFilter, one) || !isWithinBounds(one) || names.has(one.name)) {
      return [];
    }
    names.add(one.name);
    return [{ name: one.name, filter: one.filter }];
  });
  return read.slice(0, MAX_OWN_QUICK_FILTERS);
}

function isWithinBounds({ name, filter }: OwnQuickFilter): boolean {
  const isNamed = name.trim() !== '' && name.length <= MAX_QUICK_FILTER_NAME;
  return isNamed && filter !== '' && filter.length <= MAX_QUICK_FILTER_TEXT;
}
