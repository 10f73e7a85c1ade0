import type { Filter } from './filter.ts';
import { all, any, eitherWay } from './filter.ts';

/** How the conditions of a filter are joined; `eitherWay` is all of them, in either direction. */
export const MATCH_MODES = ['all', 'any', 'eitherWay'] as const;
export type MatchMode = (typeof MATCH_MODES)[number];

/** A filter as a toolbar shows it: conditions, and how they are joined. */
export type Conditions = { readonly mode: MatchMode; readonly conditions: readonly Filter[] };

/** The conditions that a filter is made of; one that is no group is its own only condition. */
export function conditionsOf(filter: Filter): Conditions {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return { mode: filter.kind, conditions: filter.of };
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
