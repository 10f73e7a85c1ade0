import type { Filter } from './filter.ts';
import { all, any, eitherWay } from './filter.ts';
import { searchOf } from './language/text-search.ts';
import { filterKey } from './same-filter.ts';

/** How the conditions of a filter are joined; `eitherWay` is all of them, in either direction. */
export const MATCH_MODES = ['all', 'any', 'eitherWay'] as const;
export type MatchMode = (typeof MATCH_MODES)[number];

/** A filter as a toolbar shows it: conditions, and how they are joined. */
export type Conditions = { readonly mode: MatchMode; readonly conditions: readonly Filter[] };

/** The conditions that a filter is made of; one that is no group, and a search, is its own only condition. */
export function conditionsOf(filter: Filter): Conditions {
  switch (filter.kind) {
    case 'all':
      return { mode: 'all', conditions: filter.of };
    case 'any':
      return searchOf(filter) === undefined
        ? { mode: 'any', conditions: filter.of }
        : { mode: 'all', conditions: [filter] };
    case 'eitherWay':
      return { mode: 'eitherWay', conditions: filter.of.kind === 'all' ? filter.of.of : [filter.of] };
    default:
      return { mode: 'all', conditions: [filter] };
  }
}

/** The filter of these conditions; without any it is the one that every record passes, whatever the mode. */
export function filterOf({ mode, conditions }: Conditions): Filter {
  if (mode === 'all' || conditions.length === 0) {
    return all(...conditions);
  }
  return mode === 'any' ? any(...conditions) : eitherWay(all(...conditions));
}

/**
 * Whether conditions are among those of a filter, so that taking them away undoes that they were asked for.
 *
 * Of alternatives that holds for one condition alone: several that are asked for together are not there when any
 * of them will do.
 */
export function hasConditions(filter: Filter, asked: readonly Filter[]): boolean {
  const { mode, conditions } = conditionsOf(filter);
  const keys = new Set(conditions.map(filterKey));
  return (
    asked.length > 0 &&
    (asked.length === 1 || mode !== 'any') &&
    asked.every((condition) => keys.has(filterKey(condition)))
  );
}
