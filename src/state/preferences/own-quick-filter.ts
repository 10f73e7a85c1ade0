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
  return readable(stored).map(({ name, filter }) => ({ name, filter }));
}

/**
 * What is stored for quick filters, over what was: what else a later version keeps of each stays with it, and what
 * cannot be read stays behind them.
 */
export function encodeOwnQuickFilters(list: readonly OwnQuickFilter[], stored: unknown): readonly unknown[] {
  const read = readable(stored);
  const kept = new Set<unknown>(read);
  const unread = listed(stored).filter((one) => !kept.has(one));
  const before = new Map(read.map((one) => [one.name, one]));
  return [...list.map((one) => ({ ...before.get(one.name), ...one })), ...unread];
}

/**
 * The quick filters with one more, which gets a number where its name is taken; the same where there are as many
 * as there may be.
 */
export function withOwnQuickFilter(
  list: readonly OwnQuickFilter[],
  added: OwnQuickFilter,
): readonly OwnQuickFilter[] {
  return list.length >= MAX_OWN_QUICK_FILTERS
    ? list
    : [...list, { ...added, name: freeName(added.name, list) }];
}

function freeName(name: string, list: readonly OwnQuickFilter[]): string {
  const taken = new Set(list.map((one) => one.name.toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) {
    const ending = ` (${String(number)})`;
    free = name.slice(0, MAX_QUICK_FILTER_NAME - ending.length) + ending;
  }
  return free;
}

function listed(stored: unknown): readonly unknown[] {
  return Check(ArrayOf(Unknown()), stored) ? stored : [];
}

/** The entries that can be read, as they are stored. */
function readable(stored: unknown): readonly OwnQuickFilter[] {
  const names = new Set<string>();
  const read = listed(stored).flatMap((one) => {
    if (!Check(StoredQuickFilter, one) || !isWithinBounds(one) || names.has(one.name)) {
      return [];
    }
    names.add(one.name);
    return [one];
  });
  return read.slice(0, MAX_OWN_QUICK_FILTERS);
}

function isWithinBounds({ name, filter }: OwnQuickFilter): boolean {
  const isNamed = name.trim() !== '' && name.length <= MAX_QUICK_FILTER_NAME;
  return isNamed && filter !== '' && filter.length <= MAX_QUICK_FILTER_TEXT;
}
