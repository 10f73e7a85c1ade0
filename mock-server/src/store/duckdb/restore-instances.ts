import { LATE_MS, NEWEST_INSTANCES, NewestInstances } from '../newest-instances.ts';
import type { Dictionary } from './columnar/dictionary.ts';
import { CONVERSATION_COLUMNS, decodeInstances } from './conversation-columns.ts';
import type { Database } from './database.ts';
import { MARKS } from './keys/key-marks.ts';
import { column, list, sql } from './sql.ts';

/**
 * The newest instances of each conversation id that is stored, so that what comes next is folded into them: of ids
 * of which one is open, or ended so late that more may be told of it.
 */
export async function restoreInstances(database: Database, dictionary: Dictionary): Promise<NewestInstances> {
  const columns = list(CONVERSATION_COLUMNS.map(({ name }) => column(name)));
  const newest = await database.readColumns(
    sql`select ${columns} from (
        select * from conversations
        qualify row_number() over (partition by "conversation id", ${MARKS} order by instance desc) <= ${NEWEST_INSTANCES})
      qualify bool_or(status = 'open' or "end ms" >= (select max("end ms") from conversations) - ${LATE_MS})
        over (partition by "conversation id")
      order by instance`,
  );
  const { rows } = await database.read(sql`select max(instance) from conversations`);
  return new NewestInstances(decodeInstances(newest, dictionary), Number(rows[0]?.[0] ?? -1) + 1);
}
