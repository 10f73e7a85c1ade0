import { conditionsOf, filterOf, hasConditions } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { parseFilter } from '#model/filter/language/parse.ts';
import { printFilter } from '#model/filter/language/print.ts';
import { isSameFilter } from '#model/filter/same-filter.ts';
import { toggleConditions } from '../../state/edit-conditions.ts';
import type { OwnQuickFilter } from '../../state/preferences/own-quick-filter.ts';
import {
  MAX_OWN_QUICK_FILTERS,
  MAX_QUICK_FILTER_NAME,
  MAX_QUICK_FILTER_TEXT,
} from '../../state/preferences/own-quick-filter.ts';

/** The quick filters that the user made, and how they are edited: maybe on others, once those are known. */
export type OwnQuickFilters = {
  readonly list: readonly OwnQuickFilter[];
  readonly onChange: (edit: (list: readonly OwnQuickFilter[]) => readonly OwnQuickFilter[]) => void;
};

/** The filter that a stored text says; `undefined` when it says none that is known here. */
export function readOwnFilter({ filter }: OwnQuickFilter): Filter | undefined {
  const parsed = parseFilter(filter);
  return parsed.ok && conditionsOf(parsed.value).conditions.length > 0 ? parsed.value : undefined;
}

/** The text of a filter as one would type it: a condition that stands alone is not wrapped. */
export function quickFilterText(filter: Filter): string {
  const { mode, conditions } = conditionsOf(filter);
  const [first, second] = conditions;
  const isOne = mode !== 'eitherWay' && first !== undefined && second === undefined;
  return printFilter(isOne ? first : filter);
}

/** Whether what a quick filter asks for is part of a filter, so that `toggleOwnFilter` would take it away. */
export function isOwnFilterSet(own: Filter, filter: Filter): boolean {
  return isSameFilter(own, filter) || hasConditions(filter, partsOf(own));
}

/** A filter narrowed by a quick filter, or without it where it is set. */
export function toggleOwnFilter(own: Filter, filter: Filter): Filter {
  if (isSameFilter(own, filter)) {
    return EVERYTHING;
  }
  const isAlone = conditionsOf(filter).conditions.length === 0;
  return isAlone ? filterOf(conditionsOf(own)) : toggleConditions(filter, partsOf(own));
}

/** What a quick filter adds beside other conditions: alternatives, and what holds either way, are one. */
function partsOf(own: Filter): readonly Filter[] {
  const { mode, conditions } = conditionsOf(own);
  return mode === 'all' || (mode === 'any' && conditions.length === 1) ? conditions : [own];
}

/** Why a filter cannot be kept as a quick filter. */
export type CannotSave = 'nothing' | 'too-many' | 'too-long';

/** Why a filter cannot be kept beside others; `undefined` when it can. */
export function whyNotSaved(filter: Filter, list: readonly OwnQuickFilter[]): CannotSave | undefined {
  if (conditionsOf(filter).conditions.length === 0) {
    return 'nothing';
  }
  if (list.length >= MAX_OWN_QUICK_FILTERS) {
    return 'too-many';
  }
  return quickFilterText(filter).length > MAX_QUICK_FILTER_TEXT ? 'too-long' : undefined;
}

/** Why a name cannot be given. */
export type NameProblem = 'empty' | 'too-long' | 'taken';

/** Why a quick filter cannot have this name; upper and lower case are the same, as for who reads it. */
export function nameProblem(name: string, taken: readonly string[]): NameProblem | undefined {
  const trimmed = name.trim();
  if (trimmed === '') {
    return 'empty';
  }
  if (trimmed.length > MAX_QUICK_FILTER_NAME) {
    return 'too-long';
  }
  const isTaken = taken.some((other) => other.toLowerCase() === trimmed.toLowerCase());
  return isTaken ? 'taken' : undefined;
}
