import { filterDefinition, FILTERS } from './definitions.ts';
import type { Filter, Match, Operator } from './filter.ts';
import { not } from './filter.ts';
import { swapField, swapSign } from './lowering/swap-ends.ts';

/** Which end of the traffic a condition is about. */
export const ENDS = ['source', 'destination', 'endpoint'] as const;
export type End = (typeof ENDS)[number];

const OPPOSITES: Readonly<Partial<Record<Operator, Operator>>> = {
  '=': '!=',
  '!=': '=',
  '~': '!~',
  '!~': '~',
};

const PREFIXES: Readonly<Record<End, string>> = { source: 'src_', destination: 'dst_', endpoint: '' };

/** Fields of the two directions of a conversation, which trade places when its ends do. */
const DIRECTIONS: Readonly<Record<string, string>> = { ab: 'ba', ba: 'ab' };

/** The condition that holds for exactly the other records, in the plainest way there is to say it. */
export function negated(condition: Filter): Filter {
  if (condition.kind === 'not') {
    return condition.of;
  }
  const op = condition.kind === 'match' ? OPPOSITES[condition.op] : undefined;
  return condition.kind === 'match' && op !== undefined ? { ...condition, op } : not(condition);
}

/** Which end a condition is about; `undefined` when it is about none, or about both. */
export function endOf(condition: Filter): End | undefined {
  const match = matchOf(condition);
  return match === undefined ? undefined : filterDefinition(match.field)?.category;
}

/** The same condition on another end; `undefined` when it cannot be about that one. */
export function atEnd(condition: Filter, end: End): Filter | undefined {
  const match = matchOf(condition);
  if (match === undefined || endOf(condition) === undefined) {
    return undefined;
  }
  const field = `${PREFIXES[end]}${match.field.replace(/^(src|dst)_/, '')}`;
  if (filterDefinition(field)?.category !== end) {
    return undefined;
  }
  const moved: Match = { ...match, field };
  return condition.kind === 'not' ? not(moved) : moved;
}

/** A filter as people write it with source and destination exchanged, and the two directions too. */
export function swapped(filter: Filter): Filter {
  switch (filter.kind) {
    case 'match':
      return isRatio(filter) ? swapSign(filter) : { ...filter, field: otherEnd(filter.field) };
    case 'all':
    case 'any':
      return { ...filter, of: filter.of.map(swapped) };
    case 'not':
    case 'eitherWay':
      return { ...filter, of: swapped(filter.of) };
  }
}

/** Whether exchanging the ends of a filter makes it another. */
export function hasEnds(filter: Filter): boolean {
  switch (filter.kind) {
    case 'match':
      return isRatio(filter) || otherEnd(filter.field) !== filter.field;
    case 'all':
    case 'any':
      return filter.of.some(hasEnds);
    case 'not':
    case 'eitherWay':
      return hasEnds(filter.of);
  }
}

function matchOf(condition: Filter): Match | undefined {
  const inner = condition.kind === 'not' ? condition.of : condition;
  return inner.kind === 'match' ? inner : undefined;
}

/** Which way the bytes went: the opposite from the other end. */
function isRatio({ field }: Match): boolean {
  return field === 'ratio' || field === '_Ratio';
}

function otherEnd(field: string): string {
  if (!IDS.has(field)) {
    return swapField(field);
  }
  return field
    .replace(/^(xlat_)?(src|dst)_/, (_prefix, xlat: string | undefined, side: string) => {
      return `${xlat ?? ''}${side === 'src' ? 'dst' : 'src'}_`;
    })
    .replace(/\.(ab|ba)$/, (_suffix, direction: string) => `.${DIRECTIONS[direction] ?? direction}`);
}

const IDS = new Set(FILTERS.map(({ id }) => id));
