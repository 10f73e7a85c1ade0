import type { Filter } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';

import type { RecordsPage, RecordsQuery } from '../../flow-store.ts';
import { recordsCondition } from '../conditions/records-condition.ts';
import type { Columns } from '../database.ts';
import { decodeRecords } from '../record-columns.ts';
import type { Sql } from '../sql.ts';
import { column, list, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** A record with what it is ordered by. */
type Placed = { readonly time: number; readonly seq: number; readonly record: TrafficRecord };

/** Asks for records in any order. */
type Read = (where: Sql) => Promise<readonly Placed[]>;

/** So many records of a conversation are read at once, to be put in order here: most have no more. */
const FEW = 300;

/** See `FlowStore.records`. */
export async function newestRecords(
  tables: Tables,
  query: RecordsQuery,
  signal: AbortSignal | undefined,
): Promise<RecordsPage> {
  signal?.throwIfAborted();
  const { database, recordFields, dictionary } = tables;
  const columns = list(recordFields.columns.map(column));
  const condition = recordsCondition(query, recordFields, dictionary);
  const read: Read = async (where) => {
    const answer = await database.readColumns(sql`select ${columns} from records where ${where}`, signal);
    return placed(answer, decodeRecords(answer, dictionary));
  };
  const id = conversationAsked(query.filter);
  const newest =
    id === undefined
      ? await newestOfAll(tables, { query, condition }, read)
      : await newestOfOne(tables, { id, condition, wanted: query.limit + 1, signal }, read);
  return {
    records: newest.slice(0, query.limit).map(({ record }) => record),
    hasMore: newest.length > query.limit,
  };
}

/** The id of the one conversation whose records a filter asks for: it is known where they lie. */
function conversationAsked(filter: Filter): string | undefined {
  if (filter.kind === 'all') {
    return filter.of.map(conversationAsked).find((id) => id !== undefined);
  }
  const [value, ...others] = filter.kind === 'match' ? filter.values : [];
  const isId = filter.kind === 'match' && filter.field === '_HashId' && filter.op === '=';
  return isId && value?.kind === 'text' && others.length === 0 ? value.text : undefined;
}

/** Of many records, looks for the newest first, and then reads them. */
async function newestOfOne(
  { database, dictionary }: Tables,
  asked: {
    readonly id: string;
    readonly condition: Sql;
    readonly wanted: number;
    readonly signal: AbortSignal | undefined;
  },
  read: Read,
): Promise<readonly Placed[]> {
  const { id, condition, wanted, signal } = asked;
  if (dictionary.countOf(id) <= FEW) {
    return [...(await read(condition))].sort(newestFirst).slice(0, wanted);
  }
  const { columns } = await database.readColumns(
    sql`select time, seq from records where ${condition} order by time desc, seq desc limit ${BigInt(wanted)}`,
    signal,
  );
  const [times = [], seqs = []] = columns.map((values) => values.map(Number));
  const oldest = times.at(-1);
  if (oldest === undefined) {
    return [];
  }
  const isAsFarBack = sql`time >= ${oldest} and seq between ${leastOf(seqs)} and ${mostOf(seqs)}`;
  const found = await read(sql`${isAsFarBack} and ${condition}`);
  return [...found].sort(newestFirst).slice(0, wanted);
}

/**
 * The order of ingest is looked through from its end, a stretch at a time, until no record before can be among
 * the newest that match.
 */
async function newestOfAll(
  { times }: Tables,
  { query, condition }: { readonly query: RecordsQuery; readonly condition: Sql },
  read: Read,
): Promise<readonly Placed[]> {
  const wanted = query.limit + 1;
  let newest: readonly Placed[] = [];
  for (const { first, last, latestBeforeMs } of times.stretches(query.span)) {
    const isUpToLast = last === Infinity ? sql`true` : sql`seq <= ${BigInt(last)}`;
    // Without an order around it: DuckDB would carry all columns through its sort.
    const found = await read(
      sql`rowid in (select rowid from records where seq >= ${BigInt(first)} and ${isUpToLast} and ${condition}
        order by time desc, seq desc limit ${BigInt(wanted)})`,
    );
    newest = [...newest, ...found].sort(newestFirst).slice(0, wanted);
    if ((newest[query.limit]?.time ?? -Infinity) >= latestBeforeMs) {
      break;
    }
  }
  return newest;
}

function placed({ names, columns }: Columns, records: readonly TrafficRecord[]): readonly Placed[] {
  const times = columns[names.indexOf('time')] ?? [];
  const seqs = columns[names.indexOf('seq')] ?? [];
  return records.map((record, row) => ({ time: Number(times[row]), seq: Number(seqs[row]), record }));
}

function newestFirst(a: Placed, b: Placed): number {
  return b.time - a.time || b.seq - a.seq;
}

function leastOf(seqs: readonly number[]): bigint {
  return BigInt(seqs.reduce((least, seq) => Math.min(least, seq), Infinity));
}

function mostOf(seqs: readonly number[]): bigint {
  return BigInt(seqs.reduce((most, seq) => Math.max(most, seq), -Infinity));
}
