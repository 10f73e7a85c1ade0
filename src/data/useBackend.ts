import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';

import type { Backend } from '#model/backend/profile.ts';
import { backendOf } from '#model/backend/profile.ts';
import { BackendLimits } from './reading/backend-limits.ts';
import { useConfig } from './useConfig.ts';

/** The backend that answers, by what its configuration says; `undefined` until that is known. */
export function useBackend(): Backend | undefined {
  const { data } = useConfig();
  return useMemo(() => (data === undefined ? undefined : backendOf(data)), [data]);
}

const LIMITS = new WeakMap<QueryClient, BackendLimits>();

/** What the backend was found to allow: one for all that a page asks. */
export function useBackendLimits(): BackendLimits {
  const client = useQueryClient();
  const limits = LIMITS.get(client) ?? new BackendLimits();
  LIMITS.set(client, limits);
  return limits;
}
