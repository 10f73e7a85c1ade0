import { compileFilter } from '#model/filter/compile.ts';
import type { Filter, FilterValue, Match } from '#model/filter/filter.ts';
import { positiveOf } from '#model/filter/lowering/lower.ts';
import { swapEnds } from '#model/filter/lowering/swap-ends.ts';
import { assertNever } from '#model/lib/assert.ts';

import type { Dictionary } from '../columnar/dictionary.ts';
import { isOneOf } from './code-set.ts';
import type { FieldPlace, FieldSource } from './field-source.ts';
import type { Sql } from '../sql.ts';
import { and, column, or, sql } from '../sql.ts';
import type { ValueTest } from './value-sql.ts';
import { valueTest } from './value-sql.ts';

/**
 * A lowered filter as a condition in SQL that holds for the same records as `compileFilter` says.
 *
 * It may be NULL where the filter does not hold, which is false to a `where` and to `and` and `or`; that lets
 * plain comparisons stay plain. Negation turns it around with `is not true`.
 */
export function filterSql(filter: Filter, source: FieldSource): Sql {
  switch (filter.kind) {
    case 'match':
      return matchSql(filter, source);
    case 'all':
      return and(filter.of.map((child) => filterSql(child, source)));
    case 'any':
      return or(filter.of.map((child) => filterSql(child, source)));
    case 'not':
      return sql`(${filterSql(filter.of, source)} is not true)`;
    case 'eitherWay':
      return or([filterSql(filter.of, source), filterSql(swapEnds(filter.of), source)]);
    default:
      return assertNever(filter);
  }
}

function matchSql(match: Match, source: FieldSource): Sql {
  const positive = positiveOf(match);
  const holds = or(match.values.map((value) => fieldSql(positive, value, source)));
  return positive === match ? holds : sql`(${holds} is not true)`;
}

function fieldSql(match: Match, value: FilterValue, source: FieldSource): Sql {
  const { lists, ...place } = source.placeOf(match.field);
  const single = placeSql(match, value, { place, dictionary: source.dictionary });
  if (lists === undefined) {
    return single;
  }
  const list = column(lists);
  const isInList = isInLists(list, { ...match, values: [value] }, source.dictionary);
  return or([and([sql`${list} is not null`, isInList]), and([sql`${list} is null`, single])]);
}

function placeSql(
  match: Match,
  value: FilterValue,
  { place, dictionary }: { readonly place: FieldPlace; readonly dictionary: Dictionary },
): Sql {
  const rest = place.isInRest ? restValues(match.field) : undefined;
  if (value.kind === 'text' && value.text === '') {
    return and([
      ...(place.stored === undefined ? [] : [isUnset(place.stored, dictionary)]),
      ...(rest === undefined ? [] : [sql`(rest is null or ${isEmpty(rest)})`]),
    ]);
  }
  const test = valueTest(match.op, value, place.stored?.spec);
  return or([
    ...(place.stored === undefined
      ? []
      : [columnSql(place.stored, { test, match: { ...match, values: [value] }, dictionary })]),
    ...(rest === undefined ? [] : [sql`(rest is not null and ${anyOf(rest, test.ofText)})`]),
  ]);
}

type Stored = NonNullable<FieldPlace['stored']>;
type Test = { readonly test: ValueTest; readonly match: Match; readonly dictionary: Dictionary };

function columnSql(stored: Stored, { test, match, dictionary }: Test): Sql {
  const value = column(stored.column);
  switch (stored.spec.type) {
    case 'text':
      return stored.isCoded ? codedText(stored, test, dictionary) : test.ofText(value);
    case 'number':
      return test.ofNumber(value);
    case 'boolean':
      return booleanSql(value, test, match);
    case 'text[]':
    case 'number[]':
      return isInLists(value, match, dictionary);
  }
}

/** Holds where a column of lists has one that passes. */
function isInLists(value: Sql, match: Match, dictionary: Dictionary): Sql {
  const passes = compileFilter(match);
  return isOneOf(
    value,
    dictionary.findLists((items) => passes({ [match.field]: items })),
  );
}

/** Every question leaves out duplicates, so that it matters how: as text takes many times as long. */
function booleanSql(value: Sql, test: ValueTest, { op, values: [wanted] }: Match): Sql {
  const text = op === '=' && wanted?.kind === 'text' ? wanted.text : undefined;
  return text === 'true' || text === 'false'
    ? sql`(${value} = ${text === 'true'})`
    : test.ofText(sql`cast(${value} as varchar)`);
}

function codedText(stored: Stored, { inDictionary }: ValueTest, dictionary: Dictionary): Sql {
  const value = column(stored.column);
  switch (inDictionary.kind) {
    case 'equal': {
      const code = dictionary.find(inDictionary.text);
      if (code === undefined) {
        return sql`false`;
      }
      const isSame = isOneOf(value, [code]);
      return stored.isNear === undefined ? isSame : and([stored.isNear(code), isSame]);
    }
    case 'addresses':
      return isOneOf(value, dictionary.findAddresses(inDictionary));
    case 'texts':
      return isOneOf(value, dictionary.findTexts(inDictionary.name, inDictionary.passes));
  }
}

function isUnset({ column: name, spec, isCoded }: Stored, dictionary: Dictionary): Sql {
  const value = column(name);
  switch (spec.type) {
    case 'text': {
      const empty = dictionary.find('');
      return isCoded
        ? or([sql`(${value} is null)`, isOneOf(value, empty === undefined ? [] : [empty])])
        : sql`(${value} is null or ${value} = '')`;
    }
    case 'number':
    case 'boolean':
      return sql`(${value} is null)`;
    case 'text[]':
    case 'number[]':
      return or([
        sql`(${value} is null)`,
        isOneOf(
          value,
          dictionary.findLists((items) => items.every((item) => item === '')),
        ),
      ]);
  }
}

/** The values of a field among the rest, as a list of text; NULL when the field is not there. */
export function restValues(field: string): Sql {
  const pointer = restPointer(field);
  return sql`try(case json_type(rest, ${pointer})
    when 'ARRAY' then cast(json_extract(rest, ${pointer}) as varchar[])
    else [json_extract_string(rest, ${pointer})] end)`;
}

/** Where a field stands among the rest, as JSON has it (RFC 6901). */
export function restPointer(field: string): string {
  return `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isEmpty(values: Sql): Sql {
  return sql`(coalesce(len(list_filter(${values}, lambda element: cast(element as varchar) <> '')), 0) = 0)`;
}

function anyOf(values: Sql, test: (element: Sql) => Sql): Sql {
  return sql`list_bool_or(list_transform(${values}, lambda element: ${test(sql`element`)}))`;
}
