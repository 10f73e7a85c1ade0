import type { Filter } from '#model/filter/filter.ts';

import type { CountsQuery, Nearest } from '../../flow-store.ts';
import { filterSql } from '../conditions/filter-sql.ts';
import { and, or, sql } from '../sql.ts';
import { scopeOf } from './scope.ts';
import type { Tables } from './tables.ts';

/** See `FlowStore`. */
export async function findNearest(
  tables: Tables,
  query: Omit<CountsQuery, 'filters'> & { readonly filter: Filter },
  signal: AbortSignal | undefined,
): Promise<Nearest> {
  const scope = scopeOf(tables, query);
  const { table, endedMs, isAsked } = scope;
  const [isBefore, isAfter] = [scope.isBefore(query.span), scope.isAfter(query.span)];
  const { rows } = await tables.database.read(
    sql`select max(${endedMs}) filter (${isBefore}), min(${endedMs}) filter (${isAfter}), count(*) from ${table}
      where ${and([or([isBefore, isAfter]), isAsked, filterSql(query.filter, scope.fields)])}`,
    signal,
  );
  const [before, after, count] = rows[0] ?? [];
  return {
    ...(typeof before === 'number' ? { beforeMs: before } : {}),
    ...(typeof after === 'number' ? { afterMs: after } : {}),
    count: Number(count),
  };
}
