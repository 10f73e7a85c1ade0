import { useQuery } from '@tanstack/react-query';

import type { PageConfig, Role } from '../api/config.ts';
import { fetchConfig, fetchRole } from '../api/config.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';

/** What the cluster produces and the backend can do; asked once a page. */
export function useConfig(): Answer<PageConfig> {
  return answerOf(
    useQuery({
      queryKey: ['config'],
      queryFn: ({ signal }) => fetchConfig(signal),
      staleTime: Infinity,
    }),
  );
}

/**
 * Whether the user sees all namespaces (`admin`) or asks about one at a time (`dev`), once it is known; asked once a
 * page. A backend that does not know roles is one where everybody sees everything.
 */
export function useKnownRole(): Role | undefined {
  const { data, error } = useQuery({
    queryKey: ['role'],
    queryFn: ({ signal }) => fetchRole(signal),
    staleTime: Infinity,
  });
  return data ?? (error === null ? undefined : 'admin');
}
