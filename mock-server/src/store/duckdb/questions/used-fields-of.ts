import { FIELDS, fieldSpec } from '#model/fields/registry.ts';

import type { ExportQuery } from '../../flow-store.ts';
import { recordsCondition } from '../conditions/records-condition.ts';
import { REST } from '../record-columns.ts';
import { column, list, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** See `FlowStore.fields`: columns that hold anything, and what stands among the rest, of the records that match. */
export async function usedFieldsOf(
  { database, recordFields, dictionary }: Tables,
  query: Omit<ExportQuery, 'limit'>,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const condition = recordsCondition(query, recordFields, dictionary);
  const used = new Set(recordFields.columns);
  const known = FIELDS.map(({ name }) => name).filter((name) => used.has(name));
  const [counts, keys] = await Promise.all([
    known.length === 0
      ? undefined
      : database.read(
          sql`select ${list(known.map((name) => sql`count(${column(name)})`))} from records where ${condition}`,
          signal,
        ),
    used.has(REST)
      ? database.read(
          sql`select distinct unnest(json_keys(rest)) from records where rest is not null and ${condition}`,
          signal,
        )
      : undefined,
  ]);
  const inColumns = known.filter((_name, index) => Number(counts?.rows[0]?.[index]) > 0);
  return inOrder(new Set([...inColumns, ...(keys?.rows ?? []).map(([key]) => String(key))]));
}

/** Fields that the project knows in the order of its table, then others by name. */
function inOrder(fields: ReadonlySet<string>): readonly string[] {
  const known = FIELDS.map(({ name }) => name).filter((name) => fields.has(name));
  const others = [...fields].filter((name) => fieldSpec(name) === undefined);
  return [...known, ...others.sort()];
}
