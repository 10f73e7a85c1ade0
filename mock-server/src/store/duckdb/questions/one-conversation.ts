import type { ConversationStatus } from '#model/conversation/conversation.ts';
import type { ConversationIdentity } from '#model/conversation/identity.ts';
import { REACH } from '#model/conversation/instance-at.ts';
import type { ConversationWithRecords } from '../../flow-store.ts';
import { decodeConversations, readConversationColumns } from '../conversation-columns.ts';
import { MARKS } from '../keys/key-marks.ts';
import { decodeRecords } from '../record-columns.ts';
import { recordTypeNumber } from '../schema.ts';
import type { Sql } from '../sql.ts';
import { and, column, list, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** Which instance, and how many flows of it at most. */
type Wanted = { readonly wanted: ConversationIdentity; readonly limit: number };

/** See `FlowStore.conversation`. */
export async function oneConversation(
  tables: Tables,
  { wanted, limit }: Wanted,
  signal: AbortSignal | undefined,
): Promise<ConversationWithRecords | undefined> {
  const { id, startMs: atMs } = wanted;
  const { database, conversationFields, dictionary } = tables;
  const columns = list(readConversationColumns(conversationFields.columns).map(column));
  const answer = await database.readColumns(
    sql`select ${columns} from conversations
      where "conversation id" = ${id} and (${within('open', atMs)} or ${within('ended', atMs)})
        and ${isMarked(CLUSTER_MARK, wanted.cluster)} and ${isMarked(NETWORK_MARK, wanted.network)}
      order by ${CLUSTER_MARK} = ${wanted.cluster ?? null} desc nulls last,
        ${NETWORK_MARK} = ${wanted.network ?? null} desc nulls last,
        "start ms" = ${atMs} desc, greatest("start ms" - ${atMs}, ${atMs} - "end ms", 0), instance desc limit 1`,
    signal,
  );
  const [conversation] = decodeConversations(answer, dictionary);
  const instance = answer.columns[answer.names.indexOf('instance')]?.[0];
  if (conversation === undefined || typeof instance !== 'bigint') {
    return undefined;
  }
  const isOfInstance = and([isNear(id, tables), sql`instance = ${instance}`]);
  return { conversation, ...(await recordsOf(isOfInstance, { tables, limit, signal })) };
}

/** Holds for instances of a status that reach to an instant; see `instanceAt`. */
function within(status: ConversationStatus, atMs: number): Sql {
  const { beforeMs, afterMs } = REACH[status];
  return sql`(status = ${status} and "start ms" <= ${atMs + beforeMs} and "end ms" >= ${atMs - afterMs})`;
}

/** See `conversationKey`. */
const CLUSTER_MARK = sql`split_part(${MARKS}, '.', 1)`;
const NETWORK_MARK = sql`split_part(${MARKS}, '.', 2)`;

/** Holds for instances with a mark that is wanted, if any is, and for those without; see `isOfSpace`. */
function isMarked(mark: Sql, wanted: string | undefined): Sql {
  return wanted === undefined ? sql`true` : sql`${mark} in ('', ${wanted})`;
}

/** Holds for all records of an id, and for few others. An id that is no text may stand anywhere. */
function isNear(id: string, { recordFields, dictionary }: Tables): Sql {
  const code = dictionary.find(id);
  return code === undefined || recordFields.isInRest('_HashId') ? sql`true` : dictionary.isNear(code);
}

async function recordsOf(
  isOfInstance: Sql,
  {
    tables,
    limit,
    signal,
  }: { readonly tables: Tables; readonly limit: number; readonly signal: AbortSignal | undefined },
) {
  const { database, recordFields, dictionary } = tables;
  const columns = list(recordFields.columns.map(column));
  const flowLog = recordTypeNumber('flowLog');
  const isFlow = sql`${isOfInstance} and "record type" = ${flowLog}`;
  const [events, flows, counts] = await Promise.all([
    database.readColumns(
      sql`select ${columns} from records where ${isOfInstance} and "record type" <> ${flowLog}
        order by time, seq`,
      signal,
    ),
    database.readColumns(
      sql`select ${columns} from records where ${isFlow} order by time, seq limit ${limit}`,
      signal,
    ),
    database.read(sql`select count(*), count(*) filter ("Duplicate") from records where ${isFlow}`, signal),
  ]);
  const [all, duplicates] = counts.rows[0] ?? [];
  return {
    events: decodeRecords(events, dictionary),
    flows: decodeRecords(flows, dictionary),
    flowCount: Number(all) - Number(duplicates),
    duplicateCount: Number(duplicates),
  };
}
