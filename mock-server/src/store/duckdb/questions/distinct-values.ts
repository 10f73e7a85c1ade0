import { fieldSpec } from '#model/fields/registry.ts';
import type { Filter } from '#model/filter/filter.ts';

import { recordFields } from '../conditions/field-source.ts';
import { filterSql } from '../conditions/filter-sql.ts';
import { column, sql } from '../sql.ts';
import type { Tables } from './tables.ts';

/** The different values of a field, those of lists each by itself: see `FlowStore.values`. */
export async function distinctValues(
  { database, recordFields: used, dictionary }: Tables,
  { field, filter }: { readonly field: string; readonly filter: Filter },
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const value = column(field);
  const { rows } = await database.read(
    sql`select distinct ${value} from records
      where ${value} is not null and ${filterSql(filter, recordFields(used, dictionary))}`,
    signal,
  );
  const isList = fieldSpec(field)?.type.endsWith('[]') === true;
  const texts = rows.flatMap(([code]) =>
    isList ? dictionary.decodeList(Number(code)).map(String) : [dictionary.decode(Number(code))],
  );
  return [...new Set(texts)].filter((text) => text !== '').sort();
}
