import { useQuery } from '@tanstack/react-query';

import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import { fetchTraffic } from './fetch-traffic.ts';
import { BUDGET, grownBudget } from './reading/budget.ts';
import { useTenant } from './tenant.ts';
import type { TrafficQuestion } from './traffic-question.ts';
import type { Traffic } from './traffic.ts';
import { useBackend, useBackendLimits } from './useBackend.ts';

/** What is asked, and whether it is asked by itself again. */
export type TrafficAsking = TrafficQuestion & {
  /** In ms; `undefined` for once. */
  readonly refreshMs: number | undefined;
  /** How often somebody wanted to read on, where not all was read. */
  readonly readOns: number;
  /** False while there is nothing that may be asked. */
  readonly isEnabled: boolean;
};

/**
 * The rows that answer a question.
 *
 * A question that is no longer asked is given up, its requests cancelled. The rows of the question before stay
 * until the new ones are there, unless they are of the other log type.
 */
export function useTraffic(asking: TrafficAsking): Answer<Traffic> {
  const { logType, question, sort, refreshMs, readOns, isEnabled } = asking;
  const namespace = useTenant();
  const backend = useBackend();
  const limits = useBackendLimits();
  // Flow logs are the newest, however they are ordered then.
  const order = logType === 'allConnections' ? sort : undefined;
  const keyOf = (times: number) => ['traffic', logType, question, namespace, order, backend?.kind, times];
  return answerOf(
    useQuery({
      queryKey: keyOf(readOns),
      queryFn: ({ signal, client }) => {
        if (backend === undefined) {
          throw new Error('nothing is asked before it is known of whom');
        }
        const budget = grownBudget(BUDGET, readOns);
        const isAgain = client.getQueryData(keyOf(readOns)) !== undefined;
        const before = isAgain ? undefined : client.getQueryData<Traffic>(keyOf(readOns - 1));
        return fetchTraffic(
          { logType, question, sort },
          { backend, namespace, limits, budget, before },
          signal,
        );
      },
      placeholderData: (previous, query) => (query?.queryKey[1] === logType ? previous : undefined),
      enabled: isEnabled && backend !== undefined,
      refetchInterval: refreshMs ?? false,
    }),
  );
}
