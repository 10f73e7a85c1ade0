import type { Filter } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';

import type { RecordsPage, RecordsQuery } from '../../flow-store.ts';
import type { Stretch } from '../columnar/ingest-times.ts';
import { recordsCondition } from '../conditions/records-condition.ts';
import type { Columns } from '../database.ts';
import { decodeRecords } from '../record-columns.ts';
import type { Sql } from '../sql.ts';
import { column, list, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** A record with what it is ordered by. */
type Placed = { readonly time: number; readonly seq: number; readonly record: TrafficRecord };

const EVERYWHERE: readonly Stretch[] = [{ first: 0, last: Infinity, latestBeforeMs: -Infinity }];

/**
 * See `FlowStore.records`. The order of ingest is looked through from its end, a stretch at a time, until no
 * record before can be among the newest that match.
 */
export async function newestRecords(
  { database, recordFields, dictionary, times }: Tables,
  query: RecordsQuery,
  signal: AbortSignal | undefined,
): Promise<RecordsPage> {
  signal?.throwIfAborted();
  const columns = list(recordFields.columns.map(column));
  const condition = recordsCondition(query, recordFields, dictionary);
  const wanted = query.limit + 1;
  let newest: readonly Placed[] = [];
  for (const { first, last, latestBeforeMs } of isOfOneConversation(query.filter)
    ? EVERYWHERE
    : times.stretches(query.span)) {
    const isInStretch = sql`seq >= ${BigInt(first)} and ${last === Infinity ? sql`true` : sql`seq <= ${BigInt(last)}`}`;
    const answer = await database.readColumns(
      newestSql(columns, sql`${isInStretch} and ${condition}`, wanted),
      signal,
    );
    newest = [...newest, ...placed(answer, decodeRecords(answer, dictionary))]
      .sort(newestFirst)
      .slice(0, wanted);
    if ((newest[query.limit]?.time ?? -Infinity) >= latestBeforeMs) {
      break;
    }
  }
  return {
    records: newest.slice(0, query.limit).map(({ record }) => record),
    hasMore: newest.length > query.limit,
  };
}

/** Whether a filter asks for the records of one conversation: it is known where they lie. */
function isOfOneConversation(filter: Filter): boolean {
  return filter.kind === 'all'
    ? filter.of.some(isOfOneConversation)
    : filter.kind === 'match' &&
        filter.field === '_HashId' &&
        filter.op === '=' &&
        filter.values.length === 1;
}

/** Without an order: DuckDB would carry all columns through its sort. */
function newestSql(columns: Sql, condition: Sql, limit: number): Sql {
  return sql`select ${columns} from records where rowid in (
    select rowid from records where ${condition} order by time desc, seq desc limit ${BigInt(limit)})`;
}

function placed({ names, columns }: Columns, records: readonly TrafficRecord[]): readonly Placed[] {
  const times = columns[names.indexOf('time')] ?? [];
  const seqs = columns[names.indexOf('seq')] ?? [];
  return records.map((record, row) => ({ time: Number(times[row]), seq: Number(seqs[row]), record }));
}

function newestFirst(a: Placed, b: Placed): number {
  return b.time - a.time || b.seq - a.seq;
}
