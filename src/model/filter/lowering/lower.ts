import { assertNever } from '../../lib/assert.ts';
import type { Result } from '../../lib/result.ts';
import { collect, ok } from '../../lib/result.ts';
import { filterDefinition } from '../definitions.ts';
import type { EndPrefix } from '../filter-definition.ts';
import type { FilterValueError } from './filter-value-error.ts';
import type { Filter, Match } from '../filter.ts';
import { all, any, not } from '../filter.ts';
import { kindCondition } from './kind.ts';
import { resolveMatch } from './resolve-match.ts';
import { resourceCondition } from './resource.ts';
import { swapEnds } from './swap-ends.ts';

/**
 * Turns filters as people write them into conditions on record fields, which is what is tested and sent.
 *
 * Names become numbers. A filter on either end that is positive must hold at the same end for all such conditions
 * of one `all`: `namespace=a name=b` finds `b` of `a`, on whichever side; a nested `all` is a group of its own. A
 * negative one holds when neither end fits. `eitherWay` is written out. Names of record fields pass as they are.
 */
export function lowerFilter(filter: Filter): Result<Filter, FilterValueError> {
  switch (filter.kind) {
    case 'match':
      return lowerAll([filter]);
    case 'all':
      return lowerAll(filter.of);
    case 'any': {
      const of = collect(filter.of.map(lowerFilter));
      return of.ok ? ok(any(...of.value)) : of;
    }
    case 'not': {
      const of = lowerFilter(filter.of);
      return of.ok ? ok(not(of.value)) : of;
    }
    case 'eitherWay': {
      const of = lowerFilter(filter.of);
      return of.ok ? ok(any(of.value, swapEnds(of.value))) : of;
    }
    default:
      return assertNever(filter);
  }
}

/** The plain operator of a negative one; others are themselves. */
export function positiveOf(match: Match): Match {
  return isNegative(match) ? { ...match, op: match.op === '!=' ? '=' : '~' } : match;
}

/** Whether a condition is the complement of the one with the plain operator. */
export function isNegative({ op }: Match): boolean {
  return op === '!=' || op === '!~';
}

/** Conditions that must hold together. Those on either end stand where the first of them stood. */
function lowerAll(of: readonly Filter[]): Result<Filter, FilterValueError> {
  const lowered = collect(
    of.map((child) => (child.kind === 'match' ? resolveMatch(child) : lowerFilter(child))),
  );
  if (!lowered.ok) {
    return lowered;
  }
  const shared = lowered.value.filter(isPositiveOnEitherEnd);
  const conditions = lowered.value.flatMap((child, index): readonly Filter[] => {
    // What is no condition of the user's own has been lowered already.
    if (of[index]?.kind !== 'match' || child.kind !== 'match') {
      return [child];
    }
    if (!isPositiveOnEitherEnd(child)) {
      return [lowerMatch(child)];
    }
    return child === shared[0] ? [atOneEnd(shared)] : [];
  });
  const [only, ...others] = conditions;
  return ok(only !== undefined && others.length === 0 ? only : all(...conditions));
}

function isPositiveOnEitherEnd(filter: Filter): filter is Match {
  return (
    filter.kind === 'match' &&
    filterDefinition(filter.field)?.target.kind === 'endpoint' &&
    !isNegative(filter)
  );
}

function atOneEnd(matches: readonly Match[]): Filter {
  const at = (end: EndPrefix) => {
    const conditions = matches.map((match) => lowerMatch(atEnd(match, end)));
    const [only, ...others] = conditions;
    return only !== undefined && others.length === 0 ? only : all(...conditions);
  };
  return any(at('Src'), at('Dst'));
}

function atEnd(match: Match, end: EndPrefix): Match {
  const target = filterDefinition(match.field)?.target;
  return target?.kind === 'endpoint'
    ? { ...match, field: end === 'Src' ? target.source : target.destination }
    : match;
}

/** One condition whose values are resolved. */
function lowerMatch(match: Match): Filter {
  const target = filterDefinition(match.field)?.target;
  switch (target?.kind) {
    case undefined:
      return match;
    case 'field':
      return { ...match, field: target.field };
    case 'endpoint':
      return all(lowerMatch(atEnd(match, 'Src')), lowerMatch(atEnd(match, 'Dst')));
    case 'kind':
      return signed(match, kindCondition(target.end, positiveOf(match)));
    case 'resource':
      return signed(match, any(...match.values.map((value) => resourceCondition(target.end, value))));
  }
}

function signed(match: Match, positive: Filter): Filter {
  return isNegative(match) ? not(positive) : positive;
}
