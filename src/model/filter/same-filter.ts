import type { Filter } from './filter.ts';
import { printFilter } from './language/print.ts';
import { resolveMatch } from './lowering/resolve-match.ts';

/** The text of a filter with its values as records hold them: equal for `protocol=TCP` and `protocol=6`. */
export function filterKey(filter: Filter): string {
  return printFilter(resolved(filter));
}

/** Whether two filters say the same, be a value a name in one and a number in the other. */
export function isSameFilter(a: Filter, b: Filter): boolean {
  return filterKey(a) === filterKey(b);
}

/** Each of these filters once: the first of those that say the same. */
export function distinctFilters(filters: readonly Filter[]): readonly Filter[] {
  const byKey = new Map<string, Filter>();
  for (const filter of filters) {
    const key = filterKey(filter);
    if (!byKey.has(key)) {
      byKey.set(key, filter);
    }
  }
  return [...byKey.values()];
}

/** What cannot be resolved stays as it is written. */
function resolved(filter: Filter): Filter {
  switch (filter.kind) {
    case 'match': {
      const match = resolveMatch(filter);
      return match.ok ? match.value : filter;
    }
    case 'all':
    case 'any':
      return { ...filter, of: filter.of.map(resolved) };
    case 'not':
    case 'eitherWay':
      return { ...filter, of: resolved(filter.of) };
  }
}
