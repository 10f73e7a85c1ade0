import { assertNever } from '../lib/assert.ts';
import type { Filter } from './filter.ts';
import { swapEnds } from './lowering/swap-ends.ts';

/** The fields that a filter looks at, in the order of its conditions; those of both ends where it is either way. */
export function fieldsOf(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'match':
      return [filter.field];
    case 'all':
    case 'any':
      return filter.of.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(filter.of);
    case 'eitherWay':
      return [...fieldsOf(filter.of), ...fieldsOf(swapEnds(filter.of))];
    default:
      return assertNever(filter);
  }
}

/** Whether a filter has a condition on a field. */
export function mentions(filter: Filter, field: string): boolean {
  return fieldsOf(filter).includes(field);
}
