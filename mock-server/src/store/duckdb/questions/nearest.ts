import type { Filter } from '#model/filter/filter.ts';

import type { CountsQuery, Nearest } from '../../flow-store.ts';
import type { Tables } from './tables.ts';

/** See `FlowStore`. */
export function findNearest(
  _tables: Tables,
  _query: Omit<CountsQuery, 'filters'> & { readonly filter: Filter },
  _signal: AbortSignal | undefined,
): Promise<Nearest> {
  return Promise.reject(new Error('not there yet'));
}
