import type { Conditions } from '#model/filter/conditions.ts';
import { conditionsOf, filterOf, hasConditions } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all } from '#model/filter/filter.ts';
import { distinctFilters, isSameFilter } from '#model/filter/same-filter.ts';

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
  return filterOf({ mode: present.mode, conditions: distinctFilters(conditions) });
}

/**
 * A filter without conditions that are all there, or with those of them that are not.
 *
 * What is added always narrows the filter: one that any of its conditions passes becomes one condition of those
 * that must all hold.
 */
export function toggleConditions(filter: Filter, toggled: readonly Filter[]): Filter {
  const { mode, conditions } = conditionsOf(filter);
  if (hasConditions(filter, toggled)) {
    return without({ mode, conditions }, toggled);
  }
  return mode === 'any' && conditions.length > 0
    ? all(filter, ...toggled)
    : filterOf({ mode, conditions: distinctFilters([...conditions, ...toggled]) });
}

/** Without some conditions; what is left of them is not wrapped when it is a single group. */
function without({ mode, conditions }: Conditions, removed: readonly Filter[]): Filter {
  const left = conditions.filter((present) => !removed.some((one) => isSameFilter(present, one)));
  const [only, ...others] = left;
  return mode === 'all' && only?.kind === 'any' && others.length === 0
    ? only
    : filterOf({ mode, conditions: left });
}

/** A filter without a condition that is there, or narrowed by one that is not. */
export function toggleCondition(filter: Filter, condition: Filter): Filter {
  return toggleConditions(filter, [condition]);
}

/** The conditions of a link: those that hold, as one filter, and those that are switched off. */
export type FilterBoard = { readonly filter: Filter; readonly off: readonly Filter[] };

/** The board with something else in the place of a condition, on or off; with nothing, when that is left out. */
export function replaceCondition(
  { filter, off }: FilterBoard,
  condition: Filter,
  next?: Filter,
): FilterBoard {
  const { mode, conditions } = conditionsOf(filter);
  const replaced = conditions.flatMap((present) => {
    if (!isSameFilter(present, condition)) {
      return [present];
    }
    const more = next === undefined ? undefined : conditionsOf(next);
    // Several conditions that were typed in the place of one are chips of their own where that means the same.
    return more?.mode === mode ? more.conditions : next === undefined ? [] : [next];
  });
  return {
    filter: filterOf({ mode, conditions: distinctFilters(replaced) }),
    off: distinctFilters(
      off.flatMap((present) =>
        isSameFilter(present, condition) ? (next === undefined ? [] : [next]) : [present],
      ),
    ),
  };
}

/**
 * The board with a condition that holds switched off, or with one that is off switched on.
 *
 * When the last one of alternatives goes off, all that are off become one: that any of them will do is kept.
 */
export function switchCondition({ filter, off }: FilterBoard, condition: Filter): FilterBoard {
  const { mode, conditions } = conditionsOf(filter);
  const others = (list: readonly Filter[]) => list.filter((present) => !isSameFilter(present, condition));
  if (off.some((present) => isSameFilter(present, condition))) {
    const isFirst = conditions.length === 0;
    return {
      filter: filterOf(
        isFirst ? conditionsOf(condition) : { mode, conditions: distinctFilters([...conditions, condition]) },
      ),
      off: others(off),
    };
  }
  const left = others(conditions);
  const nowOff = distinctFilters([...off, condition]);
  const isModeLost = left.length === 0 && mode !== 'all';
  return {
    filter: filterOf({ mode, conditions: left }),
    off: isModeLost ? [filterOf({ mode, conditions: nowOff })] : nowOff,
  };
}
