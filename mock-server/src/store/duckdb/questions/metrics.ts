import assert from 'node:assert';

import type { MetricFunction, MetricsAnswer, MetricSeries, MetricsQuery } from '../../flow-store.ts';
import { recordsCondition } from '../conditions/records-condition.ts';
import type { Columns } from '../database.ts';
import type { Sql } from '../sql.ts';
import { and, column, list, sql } from '../sql.ts';
import { metricValue } from './metrics/metric-value.ts';
import type { SeriesLabel } from './metrics/series-labels.ts';
import { seriesLabel } from './metrics/series-labels.ts';
import type { CellValue } from './metrics/windows.ts';
import { cellPoints, cellsOf, isInWindow, ratePoints, reachMs } from './metrics/windows.ts';
import type { Tables } from './tables.ts';

/** What the values of a series come to, worked out of what those of each cell come to where that will do. */
type Aggregate = { readonly ofCell?: Sql; readonly ofSeries: Sql };

const SUM = { ofCell: sql`sum(v)`, ofSeries: sql`sum(v)` };
const AGGREGATES: Readonly<Record<MetricFunction, Aggregate>> = {
  count: { ofCell: sql`cast(count(v) as double)`, ofSeries: sql`sum(v)` },
  sum: SUM,
  avg: { ofSeries: sql`avg(v)` },
  min: { ofCell: sql`min(v)`, ofSeries: sql`min(v)` },
  max: { ofCell: sql`max(v)`, ofSeries: sql`max(v)` },
  p90: { ofSeries: sql`quantile_cont(v, 0.9)` },
  p99: { ofSeries: sql`quantile_cont(v, 0.99)` },
  // Windows are made of the sums of cells.
  rate: SUM,
};

const NOTHING: MetricsAnswer = { series: [], seriesCount: 0 };

/** What stands before the value and the keys in each row of the answer. */
const ANSWERED = [sql`place`, sql`cell`, sql`any_value(total)`, sql`any_value(n)`];
const [PLACE, CELL, TOTAL, COUNT, VALUE, FIRST_KEY] = [0, 1, 2, 3, 4, 5];

/** A series as the answer tells of it: its place among all by `total`, and what it comes to by cell. */
type Found = {
  readonly labels: Readonly<Record<string, string>>;
  readonly total: number;
  readonly values: CellValue[];
};

/** Works out metrics: see `FlowStore`. */
export async function answerMetrics(
  tables: Tables,
  query: MetricsQuery,
  signal: AbortSignal | undefined,
): Promise<MetricsAnswer> {
  assert(query.fn === 'rate' || query.windowMs === query.stepMs, 'only rates have windows of their own');
  signal?.throwIfAborted();
  if (query.span.toMs <= query.span.fromMs) {
    return NOTHING;
  }
  const labels = query.by.map((field) => seriesLabel(field, tables)).filter((label) => label !== undefined);
  const answer = await tables.database.readColumns(metricsSql(query, labels, tables), signal);
  const found = foundSeries(answer, labels);
  return {
    series: inOrder(found, query)
      .slice(0, query.limit)
      .map((series) => seriesOf(series, query)),
    seriesCount: Number(answer.columns[COUNT]?.[0] ?? 0),
  };
}

/**
 * One row for each cell of each series that is among the first ones, or as great as the last of them: which of
 * those come first is for their labels to decide, which SQL does not know as text.
 */
function metricsSql(query: MetricsQuery, labels: readonly SeriesLabel[], tables: Tables): Sql {
  const keys = labels.map((_label, index) => column(`k${index}`));
  const isSame = keys.map((key) => sql`cells.${key} is not distinct from chosen.${key}`);
  const { ofSeries } = AGGREGATES[query.fn];
  const order = query.fn === 'min' ? sql`total` : sql`total desc`;
  // The first windows of rates reach back before the span, which is all that counts for the order.
  const total = query.fn === 'rate' ? sql`coalesce(sum(v) filter (where "in span"), 0)` : ofSeries;
  return sql`
    with cells as materialized (${cellsSql(query, labels, tables)}), totals as (
      select ${list([sql`${total} as total`, ...keys])} from cells
      ${keys.length === 0 ? sql`` : sql`group by ${list(keys)}`}
      having count(*) filter (where ${isInWindow(sql`cell`, query)}) > 0
    ), chosen as (
      select *, count(*) over () as n, row_number() over (order by ${order}) as place from totals
      qualify rank() over (order by ${order}) <= ${query.limit}
    )
    select ${list([...ANSWERED, ofSeries, ...keys.map((key) => sql`any_value(chosen.${key})`)])}
    from cells join chosen on ${and(isSame)} group by place, cell order by place, cell`;
}

/** What counts of each record, or of all records of a cell at once, with its cell and its keys. */
function cellsSql(query: MetricsQuery, labels: readonly SeriesLabel[], tables: Tables): Sql {
  const { originMs, cellMs } = cellsOf(query);
  const span = { fromMs: reachMs(query), toMs: query.span.toMs };
  const condition = recordsCondition({ ...query, span }, tables.recordFields, tables.dictionary);
  const { ofCell } = AGGREGATES[query.fn];
  const named = [
    sql`floor((time - ${originMs}) / ${cellMs}) as cell`,
    ...(query.fn === 'rate' ? [sql`(time >= ${query.span.fromMs}) as "in span"`] : []),
    ...labels.map(({ key }, index) => sql`${key} as ${column(`k${index}`)}`),
  ];
  const value = sql`cast(${metricValue(query, tables)} as double) as v`;
  const each = sql`select ${list([value, ...named])} from records where ${condition} and v is not null`;
  return ofCell === undefined ? each : sql`select ${ofCell} as v, * exclude v from (${each}) group by all`;
}

function foundSeries({ columns }: Columns, labels: readonly SeriesLabel[]): readonly Found[] {
  const found = new Map<unknown, Found>();
  for (const [row, place] of (columns[PLACE] ?? []).entries()) {
    let series = found.get(place);
    if (series === undefined) {
      const keyAt = (index: number) => columns[FIRST_KEY + index]?.[row];
      series = { labels: printed(labels, keyAt), total: Number(columns[TOTAL]?.[row]), values: [] };
      found.set(place, series);
    }
    series.values.push({ cell: Number(columns[CELL]?.[row]), value: Number(columns[VALUE]?.[row]) });
  }
  return [...found.values()];
}

function printed(
  labels: readonly SeriesLabel[],
  keyAt: (index: number) => unknown,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    labels.flatMap(({ field, print }, index) => {
      const key = keyAt(index);
      return key === null || key === undefined ? [] : [[field, print(key)]];
    }),
  );
}

function inOrder(found: readonly Found[], { fn, by }: MetricsQuery): readonly Found[] {
  const sign = fn === 'min' ? 1 : -1;
  return [...found].sort((a, b) => sign * (a.total - b.total) || compareLabels(a.labels, b.labels, by));
}

/** By the text of each label in turn; one that is not there comes first. */
function compareLabels(a: Found['labels'], b: Found['labels'], by: readonly string[]): number {
  for (const field of by) {
    const [left, right] = [a[field] ?? '', b[field] ?? ''];
    if (left !== right) {
      return left < right ? -1 : 1;
    }
  }
  return 0;
}

function seriesOf({ labels, values }: Found, query: MetricsQuery): MetricSeries {
  return { labels, points: query.fn === 'rate' ? ratePoints(values, query) : cellPoints(values, query) };
}
