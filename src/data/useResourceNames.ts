import { useQuery } from '@tanstack/react-query';

import type { NamesParams } from '../api/resources.ts';
import { fetchNames, fetchNamespaces } from '../api/resources.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import { useTenant } from './tenant.ts';

/** For how long names count as fresh, in ms. */
const FRESH_MS = 60_000;

/** Namespaces that can be suggested; asked for once `isWanted`. */
export function useNamespaces(isWanted: boolean): Answer<readonly string[]> {
  const namespace = useTenant();
  return answerOf(
    useQuery({
      queryKey: ['namespaces', namespace],
      queryFn: ({ signal }) => fetchNamespaces(namespace, signal),
      enabled: isWanted,
      staleTime: FRESH_MS,
    }),
  );
}

/** Names of resources that can be suggested; asked for once `isWanted`. */
export function useResourceNames(params: NamesParams, isWanted: boolean): Answer<readonly string[]> {
  const tenant = useTenant();
  const scoped = { ...params, namespace: params.namespace ?? tenant };
  return answerOf(
    useQuery({
      queryKey: ['names', scoped],
      queryFn: ({ signal }) => fetchNames(scoped, signal),
      enabled: isWanted,
      staleTime: FRESH_MS,
    }),
  );
}
