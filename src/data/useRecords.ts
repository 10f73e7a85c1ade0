import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { Records } from '../api/records.ts';
import { fetchRecords } from '../api/records.ts';
import type { Answer } from './answer.ts';
import { answerOf } from './answer.ts';
import type { Asking, Question } from './question.ts';
import { useTenant } from './tenant.ts';

/**
 * The flow logs that answer a question.
 *
 * A question that is no longer asked is given up, its request cancelled; what was shown stays until the new
 * answer is there.
 */
export function useRecords(question: Question, { isEnabled, refreshMs }: Asking): Answer<Records> {
  const namespace = useTenant();
  const { filter: _filter, ...params } = question;
  return answerOf(
    useQuery({
      queryKey: ['records', params, namespace],
      queryFn: ({ signal }) => fetchRecords({ ...params, namespace, recordType: 'flowLog' }, signal),
      placeholderData: keepPreviousData,
      enabled: isEnabled,
      refetchInterval: refreshMs ?? false,
    }),
  );
}
