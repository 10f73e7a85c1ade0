import { assertNever } from '../lib/assert.ts';
import { hasEnds, negated } from './change-condition.ts';
import { filterDefinition } from './definitions.ts';
import type { Filter } from './filter.ts';
import { all, any, eitherWay, EVERYTHING, isEverything } from './filter.ts';
import { printFilter } from './language/print.ts';
import { searchOf } from './language/text-search.ts';
import { isNegative } from './lowering/lower.ts';

const NOTHING: Filter = any();

/**
 * The same filter said more briefly: without double negations, groups of one, groups within groups of their kind,
 * conditions that stand there twice, and whatever cannot change the outcome.
 *
 * Works before and after lowering. A group of conditions on either end stays one, as they must hold at the same end.
 */
export function simplifyFilter(filter: Filter): Filter {
  switch (filter.kind) {
    case 'match':
      return filter.values.length > 0 ? filter : isNegative(filter) ? EVERYTHING : NOTHING;
    case 'all':
      return simplifyAll(filter.of);
    case 'any':
      return simplifyAny(filter.of);
    case 'not':
      return simplifyNot(simplifyFilter(filter.of));
    case 'eitherWay': {
      const of = simplifyFilter(filter.of);
      return hasEnds(of) ? (of.kind === 'eitherWay' ? of : eitherWay(of)) : of;
    }
    default:
      return assertNever(filter);
  }
}

function simplifyNot(of: Filter): Filter {
  if (isEverything(of) || isNothing(of)) {
    return isEverything(of) ? NOTHING : EVERYTHING;
  }
  return negated(of);
}

function simplifyAny(children: readonly Filter[]): Filter {
  const of = different(
    children
      .map(simplifyFilter)
      // A search is one condition, said more briefly than what it is made of.
      .flatMap((child) => (child.kind === 'any' && searchOf(child) === undefined ? child.of : [child])),
  );
  return of.some(isEverything) ? EVERYTHING : (alone(of) ?? any(...of));
}

function simplifyAll(children: readonly Filter[]): Filter {
  const parts = different(
    children.map((child) => {
      const simple = simplifyFilter(child);
      return child.kind !== 'match' && isAtOneEnd(simple) ? all(simple) : simple;
    }),
  );
  const groups = parts.filter((part) => part.kind === 'all' && part.of.some(isAtOneEnd));
  // Conditions on either end join those beside them, so that only one group of them can give up its brackets.
  const isAlone = groups.length + Number(parts.some(isAtOneEnd)) < 2;
  const of = different(
    parts.flatMap((part) =>
      part.kind === 'all' && (isAlone || !part.of.some(isAtOneEnd)) ? part.of : [part],
    ),
  );
  return of.some(isNothing) ? NOTHING : (alone(of) ?? all(...of));
}

/** A condition that has to hold at the same end as those beside it. */
function isAtOneEnd(filter: Filter): boolean {
  return (
    filter.kind === 'match' && filterDefinition(filter.field)?.category === 'endpoint' && !isNegative(filter)
  );
}

function isNothing(filter: Filter): boolean {
  return filter.kind === 'any' && filter.of.length === 0;
}

function alone(filters: readonly Filter[]): Filter | undefined {
  return filters.length === 1 ? filters[0] : undefined;
}

/** Each filter once, where it stands first. */
function different(filters: readonly Filter[]): readonly Filter[] {
  return [...new Map(filters.map((filter) => [printFilter(filter), filter])).values()];
}
