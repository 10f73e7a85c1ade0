import type { TrafficRecord } from '#model/flow.ts';

import type { ExportQuery } from '../flow-store.ts';
import type { Dictionary } from './columnar/dictionary.ts';
import type { Database } from './database.ts';
import { decodeRecords } from './record-columns.ts';
import { recordsCondition } from './conditions/records-condition.ts';
import { column, list, sql } from './sql.ts';
import type { UsedFields } from './used-fields.ts';

/** How far in the order of ingest one step goes: so many records are in memory at most. */
const STEP = 5000;

type Exported = {
  readonly database: Database;
  readonly used: UsedFields;
  readonly dictionary: Dictionary;
};

/**
 * Records in the order of ingest, a stretch of it at a time: see `FlowStore.export`.
 *
 * Rows lie in that order, so each stretch is found without looking at the others.
 */
export async function* exportRecords(
  { database, used, dictionary }: Exported,
  query: ExportQuery,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  const condition = recordsCondition(query, used, dictionary);
  const columns = list(used.columns.map(column));
  const { rows } = await database.read(
    sql`select min(seq), max(seq) from records where ${condition}`,
    signal,
  );
  const [first, last] = rows[0] ?? [];
  if (typeof first !== 'bigint' || typeof last !== 'bigint') {
    return;
  }
  let left = query.limit ?? Infinity;
  for (let from = Number(first); from <= Number(last) && left > 0; from += STEP) {
    const to = Math.min(from + STEP - 1, Number(last));
    const answer = await database.readColumns(
      sql`select ${columns} from records
        where seq between ${BigInt(from)} and ${BigInt(to)} and ${condition} order by seq`,
      signal,
    );
    const records = decodeRecords(answer, dictionary).slice(0, left);
    left -= records.length;
    if (records.length > 0) {
      yield records;
    }
  }
}
