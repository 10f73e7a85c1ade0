import { useCallback } from 'react';

import type { Filter, Match } from '#model/filter/filter.ts';
import { addConditions, toggleCondition } from './edit-conditions.ts';
import { useUrlParam, useUrlUpdate } from './url/useUrl.ts';

export type FilterState = {
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
  /** Adds what is not there yet. */
  readonly addFilter: (added: Filter) => void;
  /** Adds a condition, or takes it away when it is there. */
  readonly toggleCondition: (condition: Match) => void;
};

/** The filter of the link. */
export function useFilter(): FilterState {
  const filter = useUrlParam('filter');
  const update = useUrlUpdate();
  const setFilter = useCallback((next: Filter) => update({ filter: next }), [update]);
  const addFilter = useCallback(
    (added: Filter) => update({ filter: addConditions(filter, added) }),
    [filter, update],
  );
  const toggle = useCallback(
    (condition: Match) => update({ filter: toggleCondition(filter, condition) }),
    [filter, update],
  );
  return { filter, setFilter, addFilter, toggleCondition: toggle };
}
