import type { SuppliedValues } from '#model/filter/filter-definition.ts';
import { ResourceNames } from '#model/wire/resources.ts';
import { fetchJson } from './client.ts';

/** Values that traffic was seen with, of one namespace or of all that may be seen, in order. */
export async function fetchResources(
  list: SuppliedValues,
  namespace: string | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const path = `/api/resources/${list}` as const;
  const names = await fetchJson(ResourceNames, { path, params: { namespace }, signal });
  return names.toSorted((one, other) => one.localeCompare(other, undefined, { numeric: true }));
}
