import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';

import type { ConversationOrder } from '../store/flow-store.ts';
import type { QuestionError } from './question-error.ts';

/** The order that `sort` asks for: a sort key, with `-` before it from the greatest to the least. */
export function askedOrder(sort: string): Result<ConversationOrder, QuestionError> {
  const name = sort.startsWith('-') ? sort.slice(1) : sort;
  const key = CONVERSATION_SORT_KEYS.find((known) => known === name);
  if (key === undefined) {
    return err({
      status: 400,
      code: 'unknown-sort-key',
      path: 'sort',
      message: `sort cannot be ${JSON.stringify(sort.slice(0, 100))}.`,
      hint: 'Put - before a key to sort from the greatest to the least.',
      allowed: [...CONVERSATION_SORT_KEYS],
    });
  }
  return ok({ key, direction: sort.startsWith('-') ? 'desc' : 'asc' });
}
