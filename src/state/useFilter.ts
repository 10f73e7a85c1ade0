import { useCallback } from 'react';

import type { Filter, Match } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/print.ts';
import { fromConditions, toConditions } from './filter-conditions.ts';
import { useUrlParam, useUrlUpdate } from './url/useUrl.ts';

export type FilterState = {
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
  /** Adds a condition to those that are there; one that is there already is not added again. */
  readonly addCondition: (condition: Match) => void;
};

/** The filter of the link. */
export function useFilter(): FilterState {
  const filter = useUrlParam('filter');
  const update = useUrlUpdate();
  const setFilter = useCallback((next: Filter) => update({ filter: next }), [update]);
  const addCondition = useCallback(
    (condition: Match) => update({ filter: withCondition(filter, condition) }),
    [filter, update],
  );
  return { filter, setFilter, addCondition };
}

function withCondition(filter: Filter, condition: Filter): Filter {
  const { match, conditions } = toConditions(filter);
  return conditions.some((present) => printFilter(present) === printFilter(condition))
    ? filter
    : fromConditions({ match, conditions: [...conditions, condition] });
}
