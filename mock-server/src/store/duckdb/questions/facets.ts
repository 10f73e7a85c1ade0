import { fieldValues } from '#model/fields/field-values.ts';
import type { JsonValue } from '#model/flow.ts';

import type { Facet, FacetsQuery } from '../../flow-store.ts';
import { filterSql, restPointer } from '../conditions/filter-sql.ts';
import type { Sql } from '../sql.ts';
import { and, column, list, sql } from '../sql.ts';
import type { Scope } from './scope.ts';
import { isWithin, scopeOf } from './scope.ts';
import type { Tables } from './tables.ts';

type Place = ReturnType<Scope['fields']['placeOf']>;
type Stored = NonNullable<Place['stored']>;

/** Of the conversations that match, once for all fields of a question. */
const MATCHING = sql`matching`;

/** See `FlowStore`. */
export async function countFacets(
  tables: Tables,
  query: FacetsQuery,
  signal: AbortSignal | undefined,
): Promise<readonly Facet[]> {
  const scope = scopeOf(tables, { of: 'conversations', types: [] });
  const condition = and([isWithin(scope, query.span), filterSql(query.filter, scope.fields)]);
  const places = query.fields.map((field) => ({ field, place: scope.fields.placeOf(field) }));
  const plain = places.flatMap(({ field, place: { stored, lists, isInRest } }) =>
    stored === undefined || lists !== undefined || isInRest || stored.spec.type.endsWith('[]')
      ? []
      : [{ field, stored }],
  );
  const [counted, others] = await Promise.all([
    countPlain(tables, { plain, condition, limit: query.limit }, signal),
    Promise.all(
      places
        .filter(({ field }) => !plain.some((known) => known.field === field))
        .map(({ field, place }) =>
          countMixed(tables, { field, place, condition, limit: query.limit }, signal),
        ),
    ),
  ]);
  const facets = new Map([...counted, ...others].map((facet) => [facet.field, facet]));
  return query.fields.map((field) => facets.get(field) ?? { field, values: [], valueCount: 0 });
}

type PlainQuestion = {
  readonly plain: readonly { readonly field: string; readonly stored: Stored }[];
  readonly condition: Sql;
  readonly limit: number;
};

/** Fields of one value each, all of them in their column: counted and cut by the database. */
async function countPlain(
  { database, dictionary }: Tables,
  { plain, condition, limit }: PlainQuestion,
  signal: AbortSignal | undefined,
): Promise<readonly Facet[]> {
  if (plain.length === 0) {
    return [];
  }
  const columns = [...new Set(plain.map(({ stored }) => stored.column))];
  const parts = plain.map(({ stored }, index) => mostFrequent(stored, index, { limit, dictionary }));
  const { rows } = await database.read(
    sql`with ${MATCHING} as materialized (
        select ${list(columns.map(column))} from conversations where ${condition})
      ${unionOf(parts)} order by 1, 2`,
    signal,
  );
  return plain.map(({ field }, index) => {
    const own = rows.filter(([of]) => Number(of) === index);
    return {
      field,
      values: own.map(([, , text, number, count]) => ({
        value: typeof number === 'number' ? String(number) : typeof text === 'string' ? text : '',
        count: Number(count),
      })),
      valueCount: Number(own[0]?.[5] ?? 0),
    };
  });
}

type Cut = { readonly limit: number; readonly dictionary: Tables['dictionary'] };

/** Rows of [field, rank, text, number, count, number of values] for the most frequent values of a column. */
function mostFrequent(
  { column: name, spec, isCoded }: Stored,
  index: number,
  { limit, dictionary }: Cut,
): Sql {
  const isNumber = spec.type === 'number';
  const isCode = isCoded && spec.type === 'text';
  const value = isNumber || isCode ? column(name) : sql`cast(${column(name)} as varchar)`;
  const group = isCode ? sql`nullif(${value}, ${dictionary.find('') ?? -1})` : value;
  const groups = sql`select ${group} as value, count(*) as count from ${MATCHING} group by 1`;
  const named = isCode
    ? sql`select coalesce(text, '') as text, cast(null as double) as number, count
        from (${groups}) groups left join texts on texts.code = groups.value`
    : isNumber
      ? sql`select cast(null as varchar) as text, value as number, count from (${groups})`
      : sql`select coalesce(value, '') as text, cast(null as double) as number, count from (${groups})`;
  const order = sql`count desc, number nulls last, text`;
  return sql`select ${index} as field, row_number() over (order by ${order}) as rank, text, number, count,
      count(*) over () as values
    from (${named}) named qualify rank <= ${limit}`;
}

function unionOf(parts: readonly Sql[]): Sql {
  return parts.reduce((all, part) => sql`${all} union all ${part}`);
}

type MixedQuestion = {
  readonly field: string;
  readonly place: Place;
  readonly condition: Sql;
  readonly limit: number;
};

const NO_VALUE = sql`cast(null as integer)`;

/** A field of several values, or of values that do not fit its column: counted by what is told apart there. */
async function countMixed(
  { database, dictionary }: Tables,
  { field, place: { stored, lists }, condition, limit }: MixedQuestion,
  signal: AbortSignal | undefined,
): Promise<Facet> {
  const rest = sql`case when json_valid(rest) then cast(json_extract(rest, ${restPointer(field)}) as varchar) end`;
  const own = stored === undefined ? NO_VALUE : column(stored.column);
  const several = lists === undefined ? NO_VALUE : column(lists);
  const { columns } = await database.readColumns(
    sql`select ${own}, ${rest}, ${several}, count(*) from conversations where ${condition} group by all`,
    signal,
  );
  const [stood = [], rests = [], listed = [], weights = []] = columns;
  const counts = new Map<string, number>();
  for (const [row, value] of stood.entries()) {
    const list = listed[row];
    const values =
      typeof list === 'number' ? dictionary.decodeList(list) : valueOf(stored, value, rests[row], dictionary);
    for (const text of textsOf(values)) {
      counts.set(text, (counts.get(text) ?? 0) + Number(weights[row]));
    }
  }
  const isNumber = stored?.spec.type === 'number';
  const values = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareValues(a.value, b.value, isNumber));
  return { field, values: values.slice(0, limit), valueCount: values.length };
}

function valueOf(
  stored: Stored | undefined,
  value: unknown,
  rest: unknown,
  dictionary: Tables['dictionary'],
): JsonValue {
  if (typeof rest === 'string') {
    return JSON.parse(rest) as JsonValue;
  }
  if (stored === undefined || value === null) {
    return null;
  }
  if (stored.spec.type.endsWith('[]')) {
    return dictionary.decodeList(Number(value));
  }
  return stored.isCoded && stored.spec.type === 'text'
    ? dictionary.decode(Number(value))
    : (value as JsonValue);
}

/** Each value of a field once; '' for one that is not set. */
function textsOf(value: JsonValue): ReadonlySet<string> {
  const texts = fieldValues({ value }, 'value').map(String);
  return new Set(texts.length === 0 ? [''] : texts);
}

/** Numbers by size before what is none, texts as UTF-8 has them, which is how the database orders. */
function compareValues(a: string, b: string, isNumber: boolean): number {
  const [left, right] = isNumber ? [numberOf(a), numberOf(b)] : [Infinity, Infinity];
  return left < right ? -1 : left > right ? 1 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function numberOf(text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(number) ? Infinity : number;
}
