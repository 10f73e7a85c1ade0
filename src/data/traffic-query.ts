import type { QueryClient } from '@tanstack/react-query';

import { fetchTraffic } from './fetch-traffic.ts';
import { BUDGET, grownBudget } from './reading/budget.ts';
import type { Asking, TrafficQuestion } from './traffic-question.ts';
import type { Traffic } from './traffic.ts';

/** Who is asked, on behalf of whom. */
type Asked = Pick<Asking, 'backend' | 'namespace' | 'limits'>;

/** A question for rows as the cache knows it: two that have the same key are the same. */
export function trafficQuery(asked: TrafficQuestion, { backend, namespace, limits }: Asked, readOns: number) {
  const keyOf = (times: number) => trafficKey(asked, { backend, namespace }, times);
  return {
    queryKey: keyOf(readOns),
    queryFn: ({ signal, client }: { readonly signal: AbortSignal; readonly client: QueryClient }) => {
      const budget = grownBudget(BUDGET, readOns);
      const isAgain = client.getQueryData(keyOf(readOns)) !== undefined;
      const before = isAgain ? undefined : client.getQueryData<Traffic>(keyOf(readOns - 1));
      return fetchTraffic(asked, { backend, namespace, limits, budget, before }, signal);
    },
  };
}

/** The log type stands second: `useTraffic` reads it from there. */
export function trafficKey(
  { logType, question, sort }: TrafficQuestion,
  { backend, namespace }: { readonly backend: Asking['backend'] | undefined } & Pick<Asking, 'namespace'>,
  readOns: number,
): readonly unknown[] {
  // Flow logs are the newest, however they are ordered then.
  const order = logType === 'allConnections' ? sort : undefined;
  return ['traffic', logType, question, namespace, order, backend && backendKey(backend), readOns];
}

/** The same for two backends that are asked alike. */
function backendKey(backend: Asking['backend']): string {
  return backend.kind === 'own'
    ? backend.kind
    : JSON.stringify([backend.kind, [...backend.fields], backend.emitsHeartbeats, backend.keepsRecords]);
}
