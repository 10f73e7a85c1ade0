import { NewestInstances } from '../newest-instances.ts';
import { CONVERSATION_COLUMNS, decodeConversation } from './conversation-columns.ts';
import type { Database } from './database.ts';
import { column, list, sql } from './sql.ts';

/** The newest instance of each conversation id that is stored, so that what comes next is folded into it. */
export async function restoreInstances(database: Database): Promise<NewestInstances> {
  const names = CONVERSATION_COLUMNS.map(({ name }) => name);
  const newest = await database.read(
    sql`select ${list(names.map(column))} from conversations
      where status = 'open' qualify row_number() over (partition by "conversation id" order by instance desc) = 1`,
  );
  const { rows } = await database.read(sql`select max(instance) from conversations`);
  return new NewestInstances(
    newest.rows.map((row) => ({
      number: Number(row[names.indexOf('instance')]),
      conversation: decodeConversation(names, row),
    })),
    Number(rows[0]?.[0] ?? -1) + 1,
  );
}
