import type { Comparator } from '../compare.ts';
import { absentLast, compareNumbers } from '../compare.ts';
import type { Sort } from '../view.ts';

/** How items are ordered by one key. */
export type Ordering<T> = (items: readonly T[], direction: Sort['direction']) => readonly T[];

/**
 * An ordering by one value of an item; absent values come last in both directions, equal ones keep their
 * order.
 *
 * Values are compared once each, not once a pair of items: to compare two addresses means to parse them, and
 * 10 000 rows have few distinct ones.
 */
export function orderBy<T, V>(read: (item: T) => V | undefined, compare: Comparator<V>): Ordering<T> {
  return (items, direction) => {
    const values = items.map(read);
    const distinct = [...new Set(values)].filter((value) => value !== undefined);
    const sorted = distinct.sort(absentLast(compare, direction));
    const ranks = new Map(sorted.map((value, rank) => [value, rank]));
    const rankOf = (value: V | undefined) =>
      (value === undefined ? undefined : ranks.get(value)) ?? Number.POSITIVE_INFINITY;
    return items
      .map((item, index) => ({ item, rank: rankOf(values[index]) }))
      .sort((a, b) => compareNumbers(a.rank, b.rank))
      .map(({ item }) => item);
  };
}

/** Items in the order that is asked for; as they come when the key is none of the table's. */
export function ordered<T>(
  items: readonly T[],
  orderings: ReadonlyMap<string, Ordering<T>>,
  { key, direction }: Sort,
): readonly T[] {
  return orderings.get(key)?.(items, direction) ?? items;
}
