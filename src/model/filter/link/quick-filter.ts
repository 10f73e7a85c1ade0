import { conditionsOf } from '../conditions.ts';
import type { Filter } from '../filter.ts';
import type { UrlFilterProblem } from './url-filters.ts';
import { readUrlFilters } from './url-filters.ts';

/** Conditions that are set and taken away together, by one click. */
export type QuickFilter = {
  readonly name: string;
  readonly conditions: readonly Filter[];
  /** Set where a link says nothing about filters. */
  readonly isDefault: boolean;
};

/** What NetObserv's configuration says of one: values, joined by commas, by filter id. */
type QuickFilterConfig = {
  readonly name: string;
  readonly filter: Readonly<Record<string, string>>;
  readonly default?: boolean;
};

/**
 * Reads a quick filter of NetObserv's configuration: `!` after a filter id negates it, `>` means at least.
 *
 * Values are parts of text unless they stand in quotes, and `*` is any text in both, as after `~` in a link.
 */
export function readQuickFilter({ name, filter, default: isDefault = false }: QuickFilterConfig): {
  readonly quickFilter: QuickFilter;
  readonly problems: readonly UrlFilterProblem[];
} {
  const items = Object.entries(filter).map(
    ([key, values]) => `${key.replace(/[!>]$/, '')}${operatorOf(key)}${values}`,
  );
  const read = readUrlFilters({ filters: items.join(';') });
  return {
    quickFilter: { name, conditions: conditionsOf(read.filter).conditions, isDefault },
    problems: read.problems,
  };
}

function operatorOf(key: string): string {
  return key.endsWith('!') ? '!~' : key.endsWith('>') ? '>=' : '~';
}
