import type { ConversationsPage, ConversationsQuery } from '../../flow-store.ts';
import { conversationFields } from '../conditions/field-source.ts';
import { filterSql } from '../conditions/filter-sql.ts';
import { decodeConversations, readConversationColumns } from '../conversation-columns.ts';
import { pageCondition, pageOrder, positionOf } from '../conversation-order.ts';
import { and, column, list, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** A page of conversations, and how many there are on all pages: see `FlowStore.conversations`. */
export async function listConversations(
  { database, conversationFields: used, dictionary }: Tables,
  { span, filter, order, limit, after }: ConversationsQuery,
  signal: AbortSignal | undefined,
): Promise<ConversationsPage> {
  const columns = list(readConversationColumns(used.columns, order.key).map(column));
  const matching = and([
    sql`"start ms" < ${span.toMs} and "end ms" >= ${span.fromMs}`,
    filterSql(filter, conversationFields(used, dictionary)),
  ]);
  const condition = and([matching, pageCondition(order, after)]);
  const [page, count] = await Promise.all([
    database.readColumns(
      sql`select ${columns} from conversations where ${condition}
        order by ${pageOrder(order)} limit ${limit + 1}`,
      signal,
    ),
    database.read(sql`select count(*) from conversations where ${matching}`, signal),
  ]);
  const items = decodeConversations(page, dictionary);
  return {
    items: items.slice(0, limit),
    total: Number(count.rows[0]?.[0]),
    ...(items.length > limit ? { next: positionOf(order, page, limit - 1) } : {}),
  };
}
