import { useQuery } from '@tanstack/react-query';

import type { LogType } from '#model/event.ts';
import type { Sort } from '#model/view.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';
import type { Conversations } from '../api/conversations.ts';
import { fetchConversations } from '../api/conversations.ts';
import type { Records } from '../api/records.ts';
import { fetchRecords } from '../api/records.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import { fetchFoldedConversations } from './fold-conversations.ts';
import type { Question } from './question.ts';
import { useTenant } from './tenant.ts';
import { hasCapability, useConfig } from './useConfig.ts';

/** The rows of the page. */
export type Traffic =
  ({ readonly kind: 'conversations' } & Conversations) | ({ readonly kind: 'records' } & Records);

/** What is asked, how its answer is to be ordered, and whether it is asked by itself again. */
export type TrafficQuestion = {
  readonly logType: LogType;
  readonly question: Question;
  /** Of conversations: with more than the limit, the first so many by this order are asked for. */
  readonly sort: Sort;
  /** In ms; `undefined` for once. */
  readonly refreshMs: number | undefined;
  /** False while there is nothing that may be asked. */
  readonly isEnabled: boolean;
};

/**
 * The rows that answer a question.
 *
 * A question that is no longer asked is given up, its request cancelled. The rows of the question before stay
 * until the new ones are there, unless they are of the other log type. Conversations come folded where the
 * backend can do that, else they are folded here from its events.
 */
export function useTraffic(asked: TrafficQuestion): Answer<Traffic> {
  const { logType, question, sort, refreshMs, isEnabled } = asked;
  const namespace = useTenant();
  const isFoldedThere = hasCapability(useConfig().data, 'conversations');
  const isConversations = logType === 'allConnections';
  const order = isConversations && isFoldedThere ? backendOrder(sort) : undefined;
  const { filter, ...params } = question;

  const fetchTraffic = async (signal: AbortSignal): Promise<Traffic> => {
    if (!isConversations) {
      const records = await fetchRecords({ ...params, namespace, recordType: 'flowLog' }, signal);
      return { kind: 'records', ...records };
    }
    const conversations =
      order === undefined
        ? await fetchFoldedConversations({ ...params, namespace, filter }, signal)
        : await fetchConversations({ ...params, namespace, sort: order }, signal);
    return { kind: 'conversations', ...conversations };
  };

  return answerOf(
    useQuery({
      queryKey: ['traffic', logType, params, namespace, order],
      queryFn: ({ signal }) => fetchTraffic(signal),
      placeholderData: (previous, query) => (query?.queryKey[1] === logType ? previous : undefined),
      enabled: isEnabled,
      refetchInterval: refreshMs ?? false,
    }),
  );
}

function backendOrder({ key, direction }: Sort): string {
  const known = CONVERSATION_SORT_KEYS.find((candidate) => candidate === key);
  return known === undefined ? '-end' : `${direction === 'desc' ? '-' : ''}${known}`;
}
