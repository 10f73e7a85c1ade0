import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { ConversationsQuery } from '../store/flow-store.ts';
import type { FilterQuestion } from './asked-filter.ts';
import { askedFilter } from './asked-filter.ts';
import { askedOrder } from './asked-order.ts';
import { parseCursor } from './cursor.ts';
import type { QuestionError } from './question-error.ts';
import { badQuestion } from './question-error.ts';
import type { TimeQuestion } from './time-span.ts';
import { askedSpan } from './time-span.ts';

/** The parameters of `/api/conversations`. */
export type ConversationsQuestion = TimeQuestion &
  FilterQuestion & {
    readonly limit: number;
    readonly sort: string;
    readonly cursor?: string;
  };

/** What the store is asked for a conversations question. */
export function planConversations(
  question: ConversationsQuestion,
  nowMs: number,
): Result<ConversationsQuery, QuestionError> {
  const span = askedSpan(question, nowMs);
  if (!span.ok) {
    return span;
  }
  const filter = askedFilter(question);
  if (!filter.ok) {
    return filter;
  }
  const order = askedOrder(question.sort);
  if (!order.ok) {
    return order;
  }
  const query = { span: span.value, filter: filter.value, order: order.value, limit: question.limit };
  if (question.cursor === undefined) {
    return ok(query);
  }
  const after = parseCursor(question.cursor, order.value);
  return after === undefined
    ? err(badQuestion('bad-cursor', 'cursor', 'cursor is not one of this list in this order.'))
    : ok({ ...query, after });
}
