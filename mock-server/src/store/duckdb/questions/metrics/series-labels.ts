import { recordFields } from '../../conditions/field-source.ts';
import type { FieldPlace } from '../../conditions/field-source.ts';
import { restValues } from '../../conditions/filter-sql.ts';
import { printedNumber } from '../../conditions/value-sql.ts';
import type { Sql } from '../../sql.ts';
import { column, sql } from '../../sql.ts';
import type { Tables } from '../tables.ts';

/** A field that tells series apart: what records are grouped by, and the label that a group has for it. */
export type SeriesLabel = {
  readonly field: string;
  /** Equal for two records exactly if their labels are; null where there is none. */
  readonly key: Sql;
  /** The text of a key that is not null. */
  readonly print: (key: unknown) => string;
};

/** The label of a field; `undefined` for one that no record has. */
export function seriesLabel(field: string, tables: Tables): SeriesLabel | undefined {
  const { recordFields: used, dictionary } = tables;
  const place = recordFields(used, dictionary).placeOf(field);
  const { stored, isInRest } = place;
  if (!isInRest && (stored === undefined || !used.columns.includes(field))) {
    return undefined;
  }
  const value = column(field);
  if (stored?.spec.type === 'text' && !isInRest) {
    const empty = dictionary.find('');
    return {
      field,
      key: empty === undefined ? value : sql`nullif(${value}, ${empty})`,
      print: (code) => dictionary.decode(Number(code)),
    };
  }
  if (stored?.spec.type === 'number' && !isInRest) {
    return { field, key: value, print: String };
  }
  return { field, key: asText(field, place), print: String };
}

/** As text what has several ways to be told: lists, and what stands among the rest, too. */
function asText(field: string, { stored, isInRest }: FieldPlace): Sql {
  const inColumn = stored === undefined ? sql`null` : columnText(column(field), stored);
  return isInRest
    ? sql`nullif(coalesce(${inColumn}, ${joined(restValues(field))}), '')`
    : sql`nullif(${inColumn}, '')`;
}

function columnText(value: Sql, { spec }: NonNullable<FieldPlace['stored']>): Sql {
  switch (spec.type) {
    case 'text':
      return sql`(select text from texts where code = ${value})`;
    case 'number':
      return printedNumber(value);
    case 'boolean':
      return sql`cast(${value} as varchar)`;
    case 'text[]':
    case 'number[]':
      return sql`(select ${joined(sql`try(cast(cast(text as json) as varchar[]))`)} from texts where code = ${value})`;
  }
}

/** The values of a list that are set, with commas between them. */
function joined(values: Sql): Sql {
  return sql`array_to_string(list_filter(${values}, lambda element: element <> ''), ',')`;
}
