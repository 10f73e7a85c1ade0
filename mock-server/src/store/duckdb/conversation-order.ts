import { assert } from '#model/lib/assert.ts';

import type { ConversationOrder, ConversationPosition } from '../flow-store.ts';
import { SORT_COLUMNS } from './conversation-columns.ts';
import type { Columns } from './database.ts';
import type { Sql } from './sql.ts';
import { column, or, sql } from './sql.ts';

/** Order of a list of conversations: by the sort key, absent values last, then by key, then by number. */
export function pageOrder({ key, direction }: ConversationOrder): Sql {
  const value = column(SORT_COLUMNS[key]);
  return direction === 'asc'
    ? sql`${value} asc nulls last, "conversation key", instance`
    : sql`${value} desc nulls last, "conversation key", instance`;
}

/** What comes after a position in `pageOrder`. */
export function pageCondition(
  { key, direction }: ConversationOrder,
  after: ConversationPosition | undefined,
): Sql {
  if (after === undefined) {
    return sql`true`;
  }
  const column_ = column(SORT_COLUMNS[key]);
  const [value = null, conversationKey = null, instance = null] = after;
  const isLater = sql`("conversation key" > ${conversationKey}
    or ("conversation key" = ${conversationKey} and instance > ${instance}))`;
  if (value === null) {
    return sql`${column_} is null and ${isLater}`;
  }
  const isBeyond = direction === 'asc' ? sql`${column_} > ${value}` : sql`${column_} < ${value}`;
  return or([isBeyond, sql`${column_} = ${value} and ${isLater}`, sql`${column_} is null`]);
}

/** The position of a row of an answer. */
export function positionOf({ key }: ConversationOrder, answer: Columns, row: number): ConversationPosition {
  return [SORT_COLUMNS[key], 'conversation key', 'instance'].map((name) => {
    const value = answer.columns[answer.names.indexOf(name)]?.[row] ?? null;
    assert(value === null || ['string', 'number', 'bigint'].includes(typeof value), `${name} is ordered`);
    return typeof value === 'bigint' ? Number(value) : (value as string | number | null);
  });
}
