import { assertNever } from '../lib/assert.ts';
import type { Filter } from './filter.ts';

/** Whether a filter has a condition on a field. */
export function mentions(filter: Filter, field: string): boolean {
  switch (filter.kind) {
    case 'match':
      return filter.field === field;
    case 'all':
    case 'any':
      return filter.of.some((child) => mentions(child, field));
    case 'not':
    case 'eitherWay':
      return mentions(filter.of, field);
    default:
      return assertNever(filter);
  }
}
