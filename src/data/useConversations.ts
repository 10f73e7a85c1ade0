import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Sort } from '#model/view.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';
import type { Conversations } from '../api/conversations.ts';
import { fetchConversations } from '../api/conversations.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import { fetchFoldedConversations } from './fold-conversations.ts';
import type { Asking, Question } from './question.ts';
import { useTenant } from './tenant.ts';
import { hasCapability, useConfig } from './useConfig.ts';

/**
 * The conversations that answer a question: folded by the backend where it can, else from its events here.
 *
 * The order matters to the question when there are more than the limit: the first so many by that order are
 * asked for. What the backend does not order by is the newest first.
 */
export function useConversations(
  question: Question,
  sort: Sort,
  { isEnabled, refreshMs }: Asking,
): Answer<Conversations> {
  const namespace = useTenant();
  const config = useConfig().data;
  const isFoldedThere = hasCapability(config, 'conversations');
  const { filter, ...params } = question;
  const order = backendOrder(sort);
  return answerOf(
    useQuery({
      queryKey: ['conversations', params, namespace, isFoldedThere ? order : undefined],
      queryFn: ({ signal }) =>
        isFoldedThere
          ? fetchConversations({ ...params, namespace, sort: order }, signal)
          : fetchFoldedConversations({ ...params, namespace, filter }, signal),
      placeholderData: keepPreviousData,
      enabled: isEnabled && config !== undefined,
      refetchInterval: refreshMs ?? false,
    }),
  );
}

function backendOrder({ key, direction }: Sort): string {
  const known = CONVERSATION_SORT_KEYS.find((candidate) => candidate === key);
  return known === undefined ? '-end' : `${direction === 'desc' ? '-' : ''}${known}`;
}
