import { skipToken, useQuery } from '@tanstack/react-query';

import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import { useTenant } from './tenant.ts';
import { trafficKey, trafficQuery } from './traffic-query.ts';
import type { TrafficQuestion } from './traffic-question.ts';
import type { Traffic } from './traffic.ts';
import { useBackend, useBackendLimits } from './useBackend.ts';

/** Rows that were asked for ahead are not asked for again as the table is first drawn, if they are this new; in ms. */
const AHEAD_MS = 30_000;

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
  const asked = { logType, question, sort };
  const query =
    backend === undefined ? undefined : trafficQuery(asked, { backend, namespace, limits }, readOns);
  return answerOf(
    useQuery<Traffic, Error, Traffic>({
      queryKey: query?.queryKey ?? trafficKey(asked, { backend, namespace }, readOns),
      queryFn: query?.queryFn ?? skipToken,
      placeholderData: (previous, query) => (query?.queryKey[1] === logType ? previous : undefined),
      enabled: isEnabled,
      refetchOnMount: ({ state }) => Date.now() - state.dataUpdatedAt > AHEAD_MS,
      refetchInterval: refreshMs ?? false,
    }),
  );
}
