import type { TrafficRecord } from '#model/flow.ts';

import type { ExportQuery, RecordsQuery } from '../flow-store.ts';
import { decodeRecords } from './record-columns.ts';
import { recordsCondition } from './conditions/records-condition.ts';
import type { Placed } from './questions/newest-records.ts';
import { newestPlaced } from './questions/newest-records.ts';
import type { Tables } from './questions/tables.ts';
import { column, list, sql } from './sql.ts';

/** So many records are in memory at most. */
const STEP = 5000;
/** The first step is short, so that whoever asked sees something soon. */
const FIRST_STEP = 500;
/** How much of the order of ingest one step looks through at most, where few records match. */
const LONGEST_STRETCH = 100 * STEP;

/** Records, some at a time: see `FlowStore.export`. */
export function exportRecords(
  tables: Tables,
  { limit, ...query }: ExportQuery,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  return limit === undefined
    ? inOrderOfIngest(tables, query, signal)
    : newestUpTo(tables, { ...query, limit }, signal);
}

/**
 * A stretch of the order of ingest at a time.
 *
 * Rows lie in that order, so each stretch is found without looking at the others. Where a stretch held few
 * records, the next one is longer.
 */
async function* inOrderOfIngest(
  { database, recordFields: used, dictionary }: Tables,
  query: Omit<ExportQuery, 'limit'>,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  const condition = recordsCondition(query, used, dictionary);
  const columns = list([column('seq'), ...used.columns.filter((name) => name !== 'seq').map(column)]);
  const { rows } = await database.read(
    sql`select min(seq), max(seq) from records where ${condition}`,
    signal,
  );
  const [first, last] = rows[0] ?? [];
  if (typeof first !== 'bigint' || typeof last !== 'bigint') {
    return;
  }
  let stretch = FIRST_STEP;
  for (let from = Number(first); from <= Number(last);) {
    const to = Math.min(from + stretch - 1, Number(last));
    const answer = await database.readColumns(
      sql`select ${columns} from records
        where seq between ${BigInt(from)} and ${BigInt(to)} and ${condition} order by seq limit ${BigInt(STEP)}`,
      signal,
    );
    const records = decodeRecords(answer, dictionary);
    if (records.length > 0) {
      yield records;
    }
    const reached = answer.columns[0]?.at(-1);
    from = records.length === STEP && typeof reached !== 'undefined' ? Number(reached) + 1 : to + 1;
    stretch = nextStretch(stretch, records.length);
  }
}

/** The newest records, so many of them at a time that are behind the last one so far. */
async function* newestUpTo(
  tables: Tables,
  { limit, ...query }: RecordsQuery,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  const { rows } = await tables.database.read(sql`select max(seq) from records`, signal);
  const lastSeq = Number(rows[0]?.[0] ?? -1);
  let last: Placed | undefined;
  let step = FIRST_STEP;
  for (let left = limit; left > 0;) {
    const most = Math.min(step, left);
    const asked = { ...query, lastSeq, limit: most, ...(last === undefined ? {} : { after: last }) };
    const newest = await newestPlaced(tables, asked, signal);
    if (newest.length > 0) {
      yield newest.map(({ record }) => record);
    }
    left = newest.length < most ? 0 : left - most;
    last = newest.at(-1);
    step = STEP;
  }
}

/** So long that it is likely to hold as many records as one step may. */
function nextStretch(stretch: number, found: number): number {
  const likely = Math.floor((stretch * STEP) / Math.max(1, found));
  return Math.max(STEP, Math.min(likely, 2 * Math.max(stretch, STEP), LONGEST_STRETCH));
}
