import type { Filter, Match } from '#model/filter/filter.ts';
import { swapEnds } from '#model/filter/lowering/swap-ends.ts';
import { assertNever } from '#model/lib/assert.ts';

import type { CountsQuery } from '../../flow-store.ts';
import { filterSql } from '../conditions/filter-sql.ts';
import type { Sql } from '../sql.ts';
import { and, column, list, sql } from '../sql.ts';
import { isWithin, scopeOf } from './scope.ts';
import type { Tables } from './tables.ts';

/** So many conditions fit the digits of one number. */
const PER_NUMBER = 30;

/** Which conditions hold, by their number. */
type Outcome = (condition: number) => boolean;

/**
 * See `FlowStore`: one scan, in which each condition is tested once, in however many of the filters it is.
 *
 * Rows are counted by which conditions hold for them, which is one of few combinations as a rule; what the filters
 * make of each combination is worked out here.
 */
export async function countMatches(
  tables: Tables,
  { filters, span, ...query }: CountsQuery,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  const scope = scopeOf(tables, query);
  const [only] = filters;
  if (only !== undefined && filters.length === 1) {
    const isCounted = and([isWithin(scope, span), filterSql(only, scope.fields)]);
    const { rows } = await tables.database.read(
      sql`select count(*) from ${scope.table} where ${isCounted}`,
      signal,
    );
    return [Number(rows[0]?.[0])];
  }
  const conditions = new Map<string, Match>();
  const tests = filters.map((filter) => compose(filter, conditions));
  const numbers = numbersOf([...conditions.values()].map((match) => filterSql(match, scope.fields)));
  const { columns } = await tables.database.readColumns(
    sql`select count(*), ${list(numbers.map((_number, index) => column(`outcome ${index}`)))} from (
        select ${list(numbers.map((number, index) => sql`${number} as ${column(`outcome ${index}`)}`))}
        from ${scope.table} where ${isWithin(scope, span)})
      group by all`,
    signal,
  );
  const [weights = [], ...outcomes] = columns;
  const counts = filters.map(() => 0);
  for (const [row, weight] of weights.entries()) {
    const holds: Outcome = (condition) =>
      ((Number(outcomes[Math.floor(condition / PER_NUMBER)]?.[row]) >> (condition % PER_NUMBER)) & 1) === 1;
    for (const [index, test] of tests.entries()) {
      counts[index] = (counts[index] ?? 0) + (test(holds) ? Number(weight) : 0);
    }
  }
  return counts;
}

/** Numbers whose binary digits say which conditions hold, the first one the least; at least one number. */
function numbersOf(conditions: readonly Sql[]): readonly Sql[] {
  const numbers = [sql`0`];
  for (const [index, condition] of conditions.entries()) {
    const at = Math.floor(index / PER_NUMBER);
    const digit = sql`(case when ${condition} then ${2 ** (index % PER_NUMBER)}::integer else 0 end)`;
    numbers[at] = numbers[at] === undefined ? digit : sql`${numbers[at]} + ${digit}`;
  }
  return numbers;
}

/** What a filter says of conditions that hold or do not; those it has are added to the others. */
function compose(filter: Filter, conditions: Map<string, Match>): (holds: Outcome) => boolean {
  switch (filter.kind) {
    case 'match': {
      const key = JSON.stringify(filter);
      if (!conditions.has(key)) {
        conditions.set(key, filter);
      }
      const number = [...conditions.keys()].indexOf(key);
      return (holds) => holds(number);
    }
    case 'all': {
      const tests = filter.of.map((child) => compose(child, conditions));
      return (holds) => tests.every((test) => test(holds));
    }
    case 'any': {
      const tests = filter.of.map((child) => compose(child, conditions));
      return (holds) => tests.some((test) => test(holds));
    }
    case 'not': {
      const test = compose(filter.of, conditions);
      return (holds) => !test(holds);
    }
    case 'eitherWay':
      return compose({ kind: 'any', of: [filter.of, swapEnds(filter.of)] }, conditions);
    default:
      return assertNever(filter);
  }
}
