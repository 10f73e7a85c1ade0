import type { CountsQuery } from '../../flow-store.ts';
import type { Tables } from './tables.ts';

/** See `FlowStore`. */
export function countMatches(
  _tables: Tables,
  _query: CountsQuery,
  _signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  return Promise.reject(new Error('not there yet'));
}
