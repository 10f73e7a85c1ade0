import { useQuery } from '@tanstack/react-query';

import type { SuppliedValues } from '#model/filter/filter-definition.ts';
import { fetchResources } from '../api/resources.ts';
import { useTenant } from './tenant.ts';

/** For how long values count as fresh, in ms. */
const FRESH_MS = 60_000;

const NONE: readonly string[] = [];

/**
 * What the backend knows of the values of a filter, in order; nothing is asked for `undefined`.
 *
 * None while they are on their way, and none when the backend does not tell them: they are a help, not an answer.
 */
export function useSuppliedValues(list: SuppliedValues | undefined): readonly string[] {
  const namespace = useTenant();
  const { data } = useQuery({
    queryKey: ['supplied', list, namespace],
    queryFn: ({ signal }) => (list === undefined ? NONE : fetchResources(list, namespace, signal)),
    enabled: list !== undefined,
    staleTime: FRESH_MS,
  });
  return data ?? NONE;
}
