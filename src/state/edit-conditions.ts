import { conditionsOf, filterOf } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/print.ts';

/**
 * A filter with another one added, so that what is added reads as chips of its own where that means the same.
 *
 * Conditions that must all hold join those that must all hold already. To others, what is added is one
 * condition more, however it is made. Nothing is there twice.
 */
export function addConditions(filter: Filter, added: Filter): Filter {
  const present = conditionsOf(filter);
  if (present.conditions.length === 0) {
    return filterOf(conditionsOf(added));
  }
  const more = conditionsOf(added);
  const isFlat = more.conditions.length === 1 ? more.mode !== 'eitherWay' : more.mode === present.mode;
  const conditions = [...present.conditions, ...(isFlat ? more.conditions : [added])];
  return filterOf({ mode: present.mode, conditions: distinct(conditions) });
}

/** A filter without a condition that is there, or with one that is not. */
export function toggleCondition(filter: Filter, condition: Filter): Filter {
  const { mode, conditions } = conditionsOf(filter);
  const text = printFilter(condition);
  const others = conditions.filter((present) => printFilter(present) !== text);
  return others.length < conditions.length
    ? filterOf({ mode, conditions: others })
    : addConditions(filter, condition);
}

function distinct(conditions: readonly Filter[]): readonly Filter[] {
  return [...new Map(conditions.map((condition) => [printFilter(condition), condition])).values()];
}
