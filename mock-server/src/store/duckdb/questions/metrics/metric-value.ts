import type { RecordType } from '#model/event.ts';
import { COUNTERS } from '#model/fields/counters.ts';

import type { MetricsQuery } from '../../../flow-store.ts';
import { recordFields } from '../../conditions/field-source.ts';
import { readNumber } from '../../conditions/value-sql.ts';
import { addedColumn, IS_FIRST } from '../../record-columns.ts';
import { recordTypeNumber } from '../../schema.ts';
import type { Sql } from '../../sql.ts';
import { column, sql } from '../../sql.ts';
import type { Tables } from '../tables.ts';

/** What a record counts for, in SQL; null for one that is left out. */
export function metricValue({ field, types }: Pick<MetricsQuery, 'field' | 'types'>, tables: Tables): Sql {
  if (field === undefined) {
    return byType(types, { ofFlow: sql`1`, ofEvent: sql`case when ${column(IS_FIRST)} then 1 end` });
  }
  const ownValue = fieldNumber(field, tables);
  const isCounter = COUNTERS.some((counter) => counter === field);
  return byType(types, {
    ofFlow: ownValue,
    ofEvent: isCounter ? column(addedColumn(field)) : measured(ownValue),
  });
}

function byType(
  types: readonly RecordType[],
  { ofFlow, ofEvent }: { readonly ofFlow: Sql; readonly ofEvent: Sql },
): Sql {
  const flows = types.filter((type) => type === 'flowLog').length;
  if (flows === types.length) {
    return ofFlow;
  }
  return flows === 0
    ? ofEvent
    : sql`case when "record type" = ${recordTypeNumber('flowLog')} then ${ofFlow} else ${ofEvent} end`;
}

/** Without what stands for a minimum or maximum that has seen no value. */
function measured(value: Sql): Sql {
  return sql`case when abs(${value}) < 1.7976931348623157e308 then ${value} end`;
}

function fieldNumber(field: string, { recordFields: used, dictionary }: Tables): Sql {
  const { stored, isInRest } = recordFields(used, dictionary).placeOf(field);
  const inColumn = stored?.spec.type === 'number' ? column(field) : sql`cast(null as double)`;
  if (!isInRest) {
    return inColumn;
  }
  const pointer = `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const inRest = sql`case when json_type(rest, ${pointer}) not in ('ARRAY', 'OBJECT', 'BOOLEAN')
    then ${readNumber(sql`json_extract_string(rest, ${pointer})`)} end`;
  return sql`coalesce(${inColumn}, ${inRest})`;
}
