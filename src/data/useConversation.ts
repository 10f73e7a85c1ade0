import { useQuery } from '@tanstack/react-query';

import type { ConversationDetails } from '../api/conversation.ts';
import { fetchConversation } from '../api/conversation.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import { fetchFoldedConversation } from './folded-conversation.ts';
import { useTenant } from './tenant.ts';
import { hasCapability, useConfig } from './useConfig.ts';

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
  const config = useConfig().data;
  const isFoldedThere = hasCapability(config, 'conversations');
  const areFlowsKept = config?.recordTypes.includes('flowLog') === true;
  const isAsked = key !== undefined && config !== undefined;
  return answerOf(
    useQuery({
      queryKey: ['conversation', key, namespace, isFoldedThere],
      queryFn: ({ signal }) =>
        isFoldedThere
          ? fetchConversation(key ?? '', signal)
          : fetchFoldedConversation(key ?? '', namespace, areFlowsKept, signal),
      enabled: isAsked,
      staleTime: FRESH_MS,
      refetchInterval: ({ state }) =>
        state.data?.conversation.status === 'ended' ? false : (refreshMs ?? false),
    }),
  );
}
