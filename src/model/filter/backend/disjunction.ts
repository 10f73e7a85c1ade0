import { assertNever } from '../../lib/assert.ts';
import type { Filter, Match, Operator } from '../filter.ts';
import { swapEnds } from '../lowering/swap-ends.ts';

/** A condition, or its complement where no operator says that (`not(Bytes>5)`: a record without `Bytes` passes). */
export type Literal = { readonly match: Match; readonly isNegated: boolean };

/** Any of groups, each all of literals: the form that the backend's grammar has. An empty group always holds. */
export type Disjunction = readonly (readonly Literal[])[];

const COMPLEMENT: Readonly<Partial<Record<Operator, Operator>>> = {
  '=': '!=',
  '!=': '=',
  '~': '!~',
  '!~': '~',
};

/**
 * Writes a lowered filter as any of groups of conditions. Same meaning.
 *
 * It can grow exponentially, so it gives up, with `undefined`, as soon as there are more conditions than `limit`.
 */
export function toDisjunction(filter: Filter, limit: number): Disjunction | undefined {
  return expand(filter, false, limit);
}

function expand(filter: Filter, isNegated: boolean, limit: number): Disjunction | undefined {
  switch (filter.kind) {
    case 'match':
      return literal(filter, isNegated);
    case 'not':
      return expand(filter.of, !isNegated, limit);
    case 'eitherWay':
      return expand({ kind: 'any', of: [filter.of, swapEnds(filter.of)] }, isNegated, limit);
    case 'all':
    case 'any': {
      const join = (filter.kind === 'any') === isNegated ? product : union;
      let joined: Disjunction | undefined = join === product ? [[]] : [];
      for (const child of filter.of) {
        const next: Disjunction | undefined = expand(child, isNegated, limit);
        joined = next && join(joined, next, limit);
        if (joined === undefined) {
          return undefined;
        }
      }
      return joined;
    }
    default:
      return assertNever(filter);
  }
}

function literal(match: Match, isNegated: boolean): Disjunction {
  const complement = COMPLEMENT[match.op];
  const isAlways = (match.op === '!=' || match.op === '!~') !== isNegated;
  if (match.values.length === 0) {
    return isAlways ? [[]] : [];
  }
  return isNegated && complement !== undefined
    ? [[{ match: { ...match, op: complement }, isNegated: false }]]
    : [[{ match, isNegated }]];
}

function union(a: Disjunction, b: Disjunction, limit: number): Disjunction | undefined {
  if (isEverything(a) || isEverything(b)) {
    return [[]];
  }
  const groups = [...a, ...b];
  return sizeOf(groups) > limit ? undefined : groups;
}

function product(a: Disjunction, b: Disjunction, limit: number): Disjunction | undefined {
  if (sizeOf(a) * b.length + sizeOf(b) * a.length > limit) {
    return undefined;
  }
  const groups = a.flatMap((left) => b.map((right) => [...left, ...right]));
  return isEverything(groups) ? [[]] : groups;
}

function isEverything(groups: Disjunction): boolean {
  return groups.some((group) => group.length === 0);
}

function sizeOf(groups: Disjunction): number {
  return groups.reduce((sum, group) => sum + group.length, 0);
}
