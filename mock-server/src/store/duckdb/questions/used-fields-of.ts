import type { ExportQuery } from '../../flow-store.ts';
import type { Tables } from './tables.ts';

/** See `FlowStore`. */
export function usedFieldsOf(
  _tables: Tables,
  _query: Omit<ExportQuery, 'limit'>,
  _signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  return Promise.reject(new Error('not there yet'));
}
