import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import type { Loki } from './log-answer.ts';
import { LogStore } from './log-store.ts';
import type { AnsweredSeries } from './metric-answer.ts';
import { answerMetricQuery } from './metric-answer.ts';
import type { MetricQuery, WindowFunction } from './metric-query.ts';
import { WINDOW_FUNCTIONS } from './metric-query.ts';

const NOW_S = 1_000_000;
const START_S = NOW_S - 100;

const record = fc.record<TrafficRecord>({
  TimeFlowEndMs: fc.integer({ min: -60, max: 60 }).map((halves) => (START_S + 50) * 1000 + halves * 2500),
  Namespace: fc.constantFrom('shop', 'db', undefined),
  Port: fc.constantFrom(80, 443, undefined),
  Bytes: fc.constantFrom(0, 1, 7, 100, undefined, 'many'),
  Id: fc.nat(1e6),
});
const asked = fc.record({
  fn: fc.constantFrom(...WINDOW_FUNCTIONS),
  by: fc.constantFrom(['Namespace'], ['Port'], ['Port', 'Namespace'], ['app']),
  windowS: fc.constantFrom(5, 10, 25),
  stepS: fc.constantFrom(5, 7, 10, 30),
  top: fc.constantFrom(1, 2, 100),
});
type Point = { readonly at: number; readonly series: string; readonly value: string };
type Asked = {
  readonly fn: WindowFunction;
  readonly by: readonly string[];
  readonly windowS: number;
  readonly stepS: number;
  readonly top: number;
};

describe('answerMetricQuery', () => {
  const records = fc.uniqueArray(record, { maxLength: 40, selector: ({ Id }) => Id });

  test('works out of each window what its entries say', () => {
    fc.assert(
      fc.property(records, asked, (some, question) => {
        expect(answerTo(some, { ...question, top: 1000 })).toEqual(naivePoints(some, question));
      }),
    );
  });

  test('chooses the greatest of each instant, the least of minima', () => {
    fc.assert(
      fc.property(records, asked, (some, question) => {
        const chosen = answerTo(some, question);
        const all = answerTo(some, { ...question, top: 1000 });
        expect(all).toEqual(expect.arrayContaining([...chosen]));
        const sign = question.fn === 'min_over_time' ? 1 : -1;
        for (const instant of new Set(all.map(({ at }) => at))) {
          const valuesOf = (points: readonly Point[]) =>
            points
              .filter(({ at }) => at === instant)
              .map(({ value }) => Number(value))
              .sort((a, b) => sign * (a - b));
          expect(valuesOf(chosen)).toEqual(valuesOf(all).slice(0, question.top));
        }
      }),
    );
  });

  test.each<[WindowFunction, Partial<MetricQuery>, string]>([
    ['count_over_time', { field: 'Bytes' }, 'count_over_time with unwrap'],
    ['sum_over_time', {}, 'sum_over_time without unwrap'],
    ['quantile_over_time', {}, 'quantile_over_time without unwrap'],
  ])('refuses %s of %j', (fn, more, error) => {
    const question = { fn: 'count_over_time', by: ['app'], windowS: 5, stepS: 5, top: 1 } as const;
    const query = { ...queryOf(question), fn, ...more };
    expect(answerMetricQuery(lokiOf([]), query, parametersOf(question))).toEqual({
      ok: false,
      error: `parse error : invalid aggregation ${error}`,
    });
  });

  test('refuses more than 500 series before the greatest of them are chosen', () => {
    const question: Asked = { fn: 'sum_over_time', by: ['Id'], windowS: 10, stepS: 10, top: 1 };
    const flows = (count: number) =>
      Array.from({ length: count }, (_, Id) => ({ TimeFlowEndMs: START_S * 1000 + Id * 100, Id, Bytes: 1 }));
    const ask = (count: number) =>
      answerMetricQuery(lokiOf(flows(count)), queryOf(question), parametersOf(question));
    expect(ask(500)).toMatchObject({ ok: true });
    expect(ask(501)).toMatchObject({
      ok: false,
      error: expect.stringContaining('maximum number of series (500) reached') as unknown,
    });
  });

  test('tells where a label or a window is none', () => {
    const question: Asked = { fn: 'rate', by: ['Namespace'], windowS: 10, stepS: 10, top: 3 };
    const errorOf = (more: Partial<MetricQuery>) => {
      const answer = answerMetricQuery(lokiOf([]), { ...queryOf(question), ...more }, parametersOf(question));
      return answer.ok ? undefined : answer.error;
    };
    expect(errorOf({ by: ['x', 'a b'] })).toBe(
      'parse error at line 1, col 19: syntax error: unexpected IDENTIFIER, expecting , or )',
    );
    expect(errorOf({ by: ['1a'] })).toBe(
      'parse error at line 1, col 15: syntax error: unexpected NUMBER, expecting IDENTIFIER or )',
    );
    expect(errorOf({ window: '1.5h' })).toBe(
      'parse error at line 1, col 93: not a valid duration string: "1.5h"',
    );
  });
});

function lokiOf(records: readonly TrafficRecord[]): Loki {
  const store = new LogStore(['Namespace']);
  store.push(records);
  return { store, nowMs: NOW_S * 1000 };
}

function queryOf({ fn, by, windowS, top }: Asked): MetricQuery {
  return {
    log: {
      selector: [{ label: 'app', operator: '=', value: 'netobserv-flowcollector' }],
      lineFilters: [],
      labelFilters: [],
    },
    fn,
    ...(fn === 'quantile_over_time' ? { quantile: 0.9 } : {}),
    ...(fn === 'count_over_time' ? {} : { field: 'Bytes' }),
    window: `${windowS}s`,
    by,
    divisor: 1,
    top,
  };
}

function parametersOf({ stepS }: Asked) {
  return { start: String(START_S), end: String(NOW_S), limit: '', step: `${stepS}s` };
}

function answerTo(records: readonly TrafficRecord[], question: Asked): readonly Point[] {
  const answer = answerMetricQuery(lokiOf(records), queryOf(question), parametersOf(question));
  return answer.ok ? pointsOf(answer.value) : [];
}

function pointsOf(answer: readonly AnsweredSeries[]): readonly Point[] {
  return answer
    .flatMap(({ labels, points }) =>
      points.map(([at, value]) => ({ at, series: seriesName(labels), value: value.toFixed(6) })),
    )
    .sort(byInstantAndSeries);
}

function byInstantAndSeries(a: Point, b: Point): number {
  return a.at - b.at || (a.series < b.series ? -1 : 1);
}

function seriesName(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map((pair) => pair.join('='))
    .sort()
    .join();
}

/** The same, looking at every record for every instant, and choosing none. */
function naivePoints(records: readonly TrafficRecord[], question: Asked): readonly Point[] {
  const { fn, by, windowS, stepS } = question;
  const points: Point[] = [];
  const end = Math.ceil(NOW_S / stepS) * stepS;
  for (let at = Math.floor(START_S / stepS) * stepS; at <= end; at += stepS) {
    const values = new Map<string, number[]>();
    for (const { TimeFlowEndMs, Bytes, ...rest } of records) {
      const seconds = Number(TimeFlowEndMs) / 1000;
      const isIn = seconds > at - windowS && seconds <= at;
      if (isIn && (fn === 'count_over_time' || typeof Bytes === 'number')) {
        const labels = by.map((name) => [name, name === 'app' ? 'netobserv-flowcollector' : rest[name]]);
        const series = seriesName(
          Object.fromEntries(labels.filter(([, value]) => value !== undefined)) as Record<string, string>,
        );
        values.set(series, [...(values.get(series) ?? []), Number(Bytes)]);
      }
    }
    for (const [series, some] of values) {
      points.push({ at: at * 1000, series, value: naiveValue(some, fn, windowS).toFixed(6) });
    }
  }
  return points.sort(byInstantAndSeries);
}

function naiveValue(values: readonly number[], fn: WindowFunction, windowS: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const total = values.reduce((sum, value) => sum + value, 0);
  switch (fn) {
    case 'count_over_time':
      return values.length;
    case 'sum_over_time':
      return total;
    case 'avg_over_time':
      return total / values.length;
    case 'min_over_time':
      return sorted[0] ?? NaN;
    case 'max_over_time':
      return sorted.at(-1) ?? NaN;
    case 'rate':
      return total / windowS;
    case 'quantile_over_time': {
      const rank = 0.9 * (sorted.length - 1);
      const [below = NaN, above = below] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
      return below + (above - below) * (rank % 1);
    }
  }
}
