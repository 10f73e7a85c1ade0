import type { RecordsQuery } from '../../flow-store.ts';
import type { Dictionary } from '../columnar/dictionary.ts';
import { recordFields } from './field-source.ts';
import { filterSql } from './filter-sql.ts';
import { recordTypeNumber } from '../schema.ts';
import type { Sql } from '../sql.ts';
import { and, list, sql } from '../sql.ts';
import type { UsedFields } from '../used-fields.ts';

/** Holds for the records that a question asks for, however many it wants. */
export function recordsCondition(
  { span, types, filter }: Omit<RecordsQuery, 'limit'>,
  used: UsedFields,
  dictionary: Dictionary,
): Sql {
  return and([
    sql`time >= ${span.fromMs} and time < ${span.toMs}`,
    sql`"record type" in (${list(types.map((type) => sql`${recordTypeNumber(type)}`))})`,
    filterSql(filter, recordFields(used, dictionary)),
  ]);
}
