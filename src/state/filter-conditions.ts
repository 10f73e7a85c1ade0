import type { Filter } from '#model/filter/filter.ts';
import { all, any, eitherWay, EVERYTHING } from '#model/filter/filter.ts';

/** How the conditions of a filter go together: all of them, any of them, or all of them in either direction. */
export const FILTER_MATCHES = ['all', 'any', 'bidirectional'] as const;
export type FilterMatch = (typeof FILTER_MATCHES)[number];

/** A filter as the toolbar shows it: one level of conditions, each a chip. */
export type Conditions = {
  readonly match: FilterMatch;
  readonly conditions: readonly Filter[];
};

/** The outermost level of a filter. `fromConditions` gives a filter of the same meaning back. */
export function toConditions(filter: Filter): Conditions {
  switch (filter.kind) {
    case 'all':
      return { match: 'all', conditions: filter.of };
    case 'any':
      return filter.of.length === 0
        ? { match: 'all', conditions: [filter] }
        : { match: 'any', conditions: filter.of };
    case 'eitherWay':
      return { match: 'bidirectional', conditions: filter.of.kind === 'all' ? filter.of.of : [filter.of] };
    case 'match':
    case 'not':
      return { match: 'all', conditions: [filter] };
  }
}

/** One level of conditions as a filter; no conditions are everything, however they go together. */
export function fromConditions({ match, conditions }: Conditions): Filter {
  if (conditions.length === 0) {
    return EVERYTHING;
  }
  switch (match) {
    case 'all':
      return all(...conditions);
    case 'any':
      return any(...conditions);
    case 'bidirectional':
      return eitherWay(all(...conditions));
  }
}
