import { fieldSpec } from '../../fields/registry.ts';
import { assertNever } from '../../lib/assert.ts';
import { filterDefinition } from '../definitions.ts';
import type { Filter, FilterValue, Match } from '../filter.ts';
import { isNegative } from '../lowering/lower.ts';
import type { Peer } from './peers.ts';
import { BETWEEN, peersOf } from './peers.ts';
import type { Search } from './text-search.ts';
import { searchOf } from './text-search.ts';
import { printPattern, printText, quote, quotePattern } from './value-text.ts';

/**
 * Text of a filter: what a link carries and what a user can type back.
 *
 * `parseFilter` undoes it. Conditions that must all hold stand side by side at the top, in `all(…)` below it, so
 * precedence never has to be remembered. Values are bare where that is safe and quoted otherwise, with `\*` for a star
 * that is no wildcard; a field that the project does not know is quoted. A condition without any value, which has no text, is printed as what it means:
 * `any()` or `all()`.
 */
export function printFilter(filter: Filter): string {
  return filter.kind === 'all' && filter.of.length !== 1 ? printAll(filter.of) : printOne(filter);
}

/** One value, as it stands in a condition. */
export function printValue(value: FilterValue): string {
  return value.kind === 'pattern' && value.pattern.includes('*')
    ? printPattern(value.pattern)
    : printText(value.kind === 'text' ? value.text : value.pattern);
}

function printOne(filter: Filter): string {
  switch (filter.kind) {
    case 'match':
      return printMatch(filter);
    case 'any': {
      const search = searchOf(filter);
      return search === undefined ? `any(${printAll(filter.of)})` : printSearch(search);
    }
    case 'all':
      return `all(${printAll(filter.of)})`;
    case 'not':
      return `not(${printFilter(filter.of)})`;
    case 'eitherWay': {
      const peers = peersOf(filter);
      return peers === undefined
        ? `eitherway(${printFilter(filter.of)})`
        : peers.map(printPeer).join(` ${BETWEEN} `);
    }
    default:
      return assertNever(filter);
  }
}

/** Always in quotes, so that no text is taken for a word of the language. */
function printSearch({ value, isNumber }: Search): string {
  if (value.kind === 'pattern') {
    return quotePattern(value.pattern);
  }
  return isNumber ? value.text : quote(value.text);
}

function printPeer(peer: Peer): string {
  const text = printAll(peer);
  return peer.length === 1 ? text : `all(${text})`;
}

function printAll(filters: readonly Filter[]): string {
  return filters.map(printOne).join(' ');
}

function printMatch(match: Match): string {
  const { field, op, values } = match;
  if (values.length === 0) {
    return isNegative(match) ? 'all()' : 'any()';
  }
  const isKnown = filterDefinition(field) !== undefined || fieldSpec(field) !== undefined;
  return `${isKnown ? field : quote(field)}${op}${values.map(printValue).join(',')}`;
}
