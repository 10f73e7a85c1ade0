import { LATE_MS, NewestInstances } from '../newest-instances.ts';
import type { Dictionary } from './columnar/dictionary.ts';
import { CONVERSATION_COLUMNS, decodeConversations } from './conversation-columns.ts';
import type { Database } from './database.ts';
import { column, list, sql } from './sql.ts';

/**
 * The newest instance of each conversation id that is stored, so that what comes next is folded into it: those that
 * are open, and those that ended so late that more may be told of them.
 */
export async function restoreInstances(database: Database, dictionary: Dictionary): Promise<NewestInstances> {
  const columns = list(CONVERSATION_COLUMNS.map(({ name }) => column(name)));
  const newest = await database.readColumns(
    sql`select ${columns} from conversations
      where status = 'open' or "end ms" >= (select max("end ms") from conversations) - ${LATE_MS}
      qualify row_number() over (partition by "conversation id" order by instance desc) = 1`,
  );
  const numbers = newest.columns[newest.names.indexOf('instance')] ?? [];
  const { rows } = await database.read(sql`select max(instance) from conversations`);
  return new NewestInstances(
    decodeConversations(newest, dictionary).map((conversation, row) => ({
      number: Number(numbers[row]),
      conversation,
    })),
    Number(rows[0]?.[0] ?? -1) + 1,
  );
}
