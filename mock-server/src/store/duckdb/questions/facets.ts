import type { Facet, FacetsQuery } from '../../flow-store.ts';
import type { Tables } from './tables.ts';

/** See `FlowStore`. */
export function countFacets(
  _tables: Tables,
  _query: FacetsQuery,
  _signal: AbortSignal | undefined,
): Promise<readonly Facet[]> {
  return Promise.reject(new Error('not there yet'));
}
