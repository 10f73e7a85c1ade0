import type { Filter } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';

import type { RecordsPage, RecordsQuery } from '../../flow-store.ts';
import { recordsCondition } from '../conditions/records-condition.ts';
import type { Columns } from '../database.ts';
import { decodeRecords } from '../record-columns.ts';
import type { Sql } from '../sql.ts';
import { and, column, list, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** Where a record stands in the order of `RecordsPage`. */
type Place = { readonly time: number; readonly seq: number };

/** A record with its place. */
export type Placed = Place & { readonly record: TrafficRecord };

/** So many records at most, the first ones behind a place where one is given; not those that were ingested later. */
type NewestQuery = RecordsQuery & { readonly after?: Place; readonly lastSeq?: number };

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
  const newest = await newestPlaced(tables, { ...query, limit: query.limit + 1 }, signal);
  return {
    records: newest.slice(0, query.limit).map(({ record }) => record),
    hasMore: newest.length > query.limit,
  };
}

/** Records in the order of `RecordsPage`. */
export async function newestPlaced(
  tables: Tables,
  query: NewestQuery,
  signal: AbortSignal | undefined,
): Promise<readonly Placed[]> {
  signal?.throwIfAborted();
  const { database, recordFields, dictionary } = tables;
  const columns = list(recordFields.columns.map(column));
  const condition = and([recordsCondition(query, recordFields, dictionary), ...placeConditions(query)]);
  const read: Read = async (where) => {
    const answer = await database.readColumns(sql`select ${columns} from records where ${where}`, signal);
    return placed(answer, decodeRecords(answer, dictionary));
  };
  const id = conversationAsked(query.filter);
  return id === undefined
    ? newestOfAll(tables, { query, condition }, read)
    : newestOfOne(tables, { id, condition, wanted: query.limit, signal }, read);
}

function placeConditions({ after, lastSeq }: NewestQuery): readonly Sql[] {
  return [
    ...(after === undefined
      ? []
      : [sql`(time < ${after.time} or (time = ${after.time} and seq < ${BigInt(after.seq)}))`]),
    ...(lastSeq === undefined ? [] : [sql`seq <= ${BigInt(lastSeq)}`]),
  ];
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
  { query, condition }: { readonly query: NewestQuery; readonly condition: Sql },
  read: Read,
): Promise<readonly Placed[]> {
  const { span, limit, after } = query;
  const latestMs = after?.time ?? Infinity;
  let newest: readonly Placed[] = [];
  for (const { first, last, latestBeforeMs } of times.stretches({
    fromMs: span.fromMs,
    toMs: Math.min(span.toMs, latestMs + 1),
  })) {
    const isUpToLast = last === Infinity ? sql`true` : sql`seq <= ${BigInt(last)}`;
    // Without an order around it: DuckDB would carry all columns through its sort.
    const found = await read(
      sql`rowid in (select rowid from records where seq >= ${BigInt(first)} and ${isUpToLast} and ${condition}
        order by time desc, seq desc limit ${BigInt(limit)})`,
    );
    newest = [...newest, ...found].sort(newestFirst).slice(0, limit);
    if ((newest[limit - 1]?.time ?? -Infinity) >= Math.min(latestBeforeMs, latestMs)) {
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
