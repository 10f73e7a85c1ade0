import { useMemo } from 'react';

import { swapped } from '#model/filter/change-condition.ts';
import type { Filter, Match } from '#model/filter/filter.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import type { FilterBoard } from './edit-conditions.ts';
import {
  addConditions,
  replaceCondition,
  switchCondition,
  toggleCondition,
  toggleConditions,
} from './edit-conditions.ts';
import { useUrlParam, useUrlUpdate } from './url/useUrl.ts';

/** The filter of the link, and what a user can do to it: each is one step of the history. */
export type FilterState = FilterBoard & {
  readonly setFilter: (filter: Filter) => void;
  /** Adds what is not there yet. */
  readonly addFilter: (added: Filter) => void;
  /** Adds a condition, or takes it away when it is there. */
  readonly toggleCondition: (condition: Match) => void;
  /** Adds conditions that belong together, or takes them away when all are there. */
  readonly toggleConditions: (conditions: readonly Filter[]) => void;
  /** Puts something else in the place of a condition, be it on or off. */
  readonly replaceCondition: (condition: Filter, next: Filter) => void;
  readonly removeCondition: (condition: Filter) => void;
  /** Switches a condition off, or on again. */
  readonly switchCondition: (condition: Filter) => void;
  /** Exchanges source and destination in all conditions. */
  readonly swapEnds: () => void;
  /** Takes all conditions away, those that are off too. */
  readonly clear: () => void;
};

/** The filter of the link. */
export function useFilter(): FilterState {
  const filter = useUrlParam('filter');
  const off = useUrlParam('off');
  const update = useUrlUpdate();
  return useMemo(() => {
    const board = { filter, off };
    return {
      ...board,
      setFilter: (next) => update({ filter: next }),
      addFilter: (added) => update({ filter: addConditions(filter, added) }),
      toggleCondition: (condition) => update({ filter: toggleCondition(filter, condition) }),
      toggleConditions: (conditions) => update({ filter: toggleConditions(filter, conditions) }),
      replaceCondition: (condition, next) => update(replaceCondition(board, condition, next)),
      removeCondition: (condition) => update(replaceCondition(board, condition)),
      switchCondition: (condition) => update(switchCondition(board, condition)),
      swapEnds: () => update({ filter: swapped(filter), off: off.map(swapped) }),
      clear: () => update({ filter: EVERYTHING, off: [] }),
    };
  }, [filter, off, update]);
}
