import { FIELDS, fieldSpec } from '#model/fields/registry.ts';

import type { ExportQuery } from '../../flow-store.ts';
import { recordsCondition } from '../conditions/records-condition.ts';
import { REST } from '../record-columns.ts';
import type { Sql } from '../sql.ts';
import { column, list, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** So many of the records show most of the fields. */
const SAMPLE = 5000;

/**
 * See `FlowStore.fields`: columns that hold anything, and what stands among the rest, of the records that match.
 *
 * Some of the records are looked at first: a column that is used there need not be read as a whole.
 */
export async function usedFieldsOf(
  { database, recordFields, dictionary }: Tables,
  query: Omit<ExportQuery, 'limit'>,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const condition = recordsCondition(query, recordFields, dictionary);
  const used = new Set(recordFields.columns);
  const usedIn = async (columns: readonly string[], from: Sql): Promise<readonly string[]> => {
    if (columns.length === 0) {
      return [];
    }
    const counts = list(columns.map((name) => sql`count(${column(name)})`));
    const { rows } = await database.read(sql`select ${counts} from ${from}`, signal);
    return columns.filter((_name, index) => Number(rows[0]?.[index]) > 0);
  };
  const known = FIELDS.map(({ name }) => name).filter((name) => used.has(name));
  const sample = sql`(select ${list([...used].map(column))} from records where ${condition} limit ${SAMPLE})`;
  const found = new Set(await usedIn(known, sample));
  const others = known.filter((name) => !found.has(name));
  const [rare, keys] = await Promise.all([
    usedIn(others, sql`records where ${condition}`),
    used.has(REST)
      ? database.read(
          sql`select distinct unnest(json_keys(rest)) from records where rest is not null and ${condition}`,
          signal,
        )
      : undefined,
  ]);
  return inOrder(new Set([...found, ...rare, ...(keys?.rows ?? []).map(([key]) => String(key))]));
}

/** Fields that the project knows in the order of its table, then others by name. */
function inOrder(fields: ReadonlySet<string>): readonly string[] {
  const known = FIELDS.map(({ name }) => name).filter((name) => fields.has(name));
  const others = [...fields].filter((name) => fieldSpec(name) === undefined);
  return [...known, ...others.sort()];
}
