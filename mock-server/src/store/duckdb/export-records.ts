import type { TrafficRecord } from '#model/flow.ts';

import type { ExportQuery } from '../flow-store.ts';
import type { Dictionary } from './columnar/dictionary.ts';
import type { Database } from './database.ts';
import { decodeRecords } from './record-columns.ts';
import { recordsCondition } from './conditions/records-condition.ts';
import { column, list, sql } from './sql.ts';
import type { UsedFields } from './used-fields.ts';

/** So many records are in memory at most. */
const STEP = 5000;
/** The first step is short, so that whoever asked sees something soon. */
const FIRST_STEP = 500;
/** How much of the order of ingest one step looks through at most, where few records match. */
const LONGEST_STRETCH = 100 * STEP;

type Exported = {
  readonly database: Database;
  readonly used: UsedFields;
  readonly dictionary: Dictionary;
};

/**
 * Records in the order of ingest, a stretch of it at a time: see `FlowStore.export`.
 *
 * Rows lie in that order, so each stretch is found without looking at the others. Where a stretch held few
 * records, the next one is longer.
 */
export async function* exportRecords(
  { database, used, dictionary }: Exported,
  query: ExportQuery,
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
  let left = query.limit ?? Infinity;
  let stretch = FIRST_STEP;
  for (let from = Number(first); from <= Number(last) && left > 0;) {
    const to = Math.min(from + stretch - 1, Number(last));
    const most = Math.min(STEP, left);
    const answer = await database.readColumns(
      sql`select ${columns} from records
        where seq between ${BigInt(from)} and ${BigInt(to)} and ${condition} order by seq limit ${BigInt(most)}`,
      signal,
    );
    const records = decodeRecords(answer, dictionary);
    left -= records.length;
    if (records.length > 0) {
      yield records;
    }
    const reached = answer.columns[0]?.at(-1);
    from = records.length === most && typeof reached !== 'undefined' ? Number(reached) + 1 : to + 1;
    stretch = nextStretch(stretch, records.length);
  }
}

/** So long that it is likely to hold as many records as one step may. */
function nextStretch(stretch: number, found: number): number {
  const likely = Math.floor((stretch * STEP) / Math.max(1, found));
  return Math.max(STEP, Math.min(likely, 2 * Math.max(stretch, STEP), LONGEST_STRETCH));
}
