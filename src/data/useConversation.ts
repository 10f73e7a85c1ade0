import { useQuery } from '@tanstack/react-query';

import type { ConversationDetails } from '../api/conversation.ts';
import { fetchConversation } from '../api/conversation.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import { lateCode } from './late-code.ts';
import { useTenant } from './tenant.ts';
import { useBackend, useBackendLimits } from './useBackend.ts';
import { useConfig } from './useConfig.ts';

/** For how long the details of a conversation count as fresh, in ms: rows that are opened again ask again. */
const FRESH_MS = 5_000;

/** How one conversation is asked for again. */
export type ConversationAsking = {
  /** Every so many ms, for one that is still open; left out for once. */
  readonly refreshMs?: number | undefined;
};

/**
 * One conversation with its events and flows; nothing is asked for without a key.
 *
 * When the key changes, nothing of the conversation before is shown.
 */
export function useConversation(
  key: string | undefined,
  { refreshMs }: ConversationAsking = {},
): Answer<ConversationDetails> {
  const namespace = useTenant();
  const areFlowsKept = useConfig().data?.recordTypes.includes('flowLog') === true;
  const backend = useBackend();
  const limits = useBackendLimits();
  return answerOf(
    useQuery({
      queryKey: ['conversation', key, namespace, backend?.kind],
      queryFn: async ({ signal }) => {
        if (backend?.kind !== 'netobserv') {
          return fetchConversation(key ?? '', signal);
        }
        const { readConversation } = await lateCode(
          import(/* webpackChunkName: "netobserv" */ './reading/read-conversation.ts'),
        );
        return readConversation(key ?? '', { backend, namespace, limits, areFlowsKept }, signal);
      },
      enabled: key !== undefined && backend !== undefined,
      staleTime: FRESH_MS,
      refetchInterval: ({ state }) =>
        state.data?.conversation.status === 'ended' ? false : (refreshMs ?? false),
    }),
  );
}
