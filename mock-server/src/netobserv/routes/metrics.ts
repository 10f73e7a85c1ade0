import type { FastifyInstance } from 'fastify';

import { printPlain } from '../../lib/csv/plain-number.ts';
import type { Backend } from '../backend.ts';
import { LokiFields } from '../grammar/loki-fields.ts';
import type { MetricWanted } from '../grammar/metric-query-of.ts';
import { aggregations, groupsCounted, metricQueryOf } from '../grammar/metric-query-of.ts';
import { parseFilters } from '../grammar/parse-filters.ts';
import { printLabels } from '../loki/log-entry.ts';
import type { Labels } from '../loki/log-entry.ts';
import type { AnsweredSeries } from '../loki/metric-answer.ts';
import { answerMetricQuery } from '../loki/metric-answer.ts';
import { lokiStats } from '../loki/query-stats.ts';
import { accepted, answered, jsonAnswer, Refusal } from './answer.ts';
import type { Parameters } from './parameters.ts';
import {
  oneOf,
  parameter,
  readDuration,
  readEnd,
  readFunction,
  readLimit,
  readPacketLoss,
  readRecordType,
  readStart,
} from './parameters.ts';
import type { Asked } from './serve.ts';
import { serve } from './serve.ts';

const DATA_SOURCES = ['auto', 'loki', 'prom'] as const;

/** `GET /api/flow/metrics`: what is worked out of records over time, as a matrix. */
export function metricRoutes(app: FastifyInstance, backend: Backend): void {
  serve(app, backend, '/api/flow/metrics', (asked) => {
    const { answers, limit } = askMetrics(backend, asked);
    return jsonAnswer({
      resultType: 'matrix',
      result: summedUp(answers).map(({ labels, points }) => ({
        metric: labels,
        values: points.map(([atMs, value]) => [atMs / 1000, printPlain(value)]),
      })),
      stats: {
        numQueries: answers.length,
        totalEntries: 0,
        duplicates: 0,
        limitReached: answers.some((series) => series.length >= limit),
        queriesStats: answers.map((series) => lokiStats(series.length)),
        dataSources: ['loki'],
      },
      unixTimestamp: Math.floor(backend.clock.now() / 1000),
    });
  });
}

function askMetrics({ settings }: Backend, { parameters, loki }: Asked) {
  const dataSource = accepted(
    oneOf(DATA_SOURCES, parameter(parameters, 'dataSource') || 'auto', 'data source'),
  );
  const start = accepted(readStart(parameters, loki.nowMs));
  const end = accepted(readEnd(parameters));
  const wanted = readWanted(parameters);
  const groups = groupsCounted(
    accepted(parseFilters(parameter(parameters, 'filters'))),
    wanted.type,
    parameter(parameters, 'namespace'),
  );
  const why = groups.length > 1 ? "Can't build query: " : '';
  if (dataSource === 'prom') {
    throw new Refusal(
      400,
      `${why}this request could not be performed with Prometheus metrics: it requires installing and enabling Loki`,
      'promUnsupported',
    );
  }
  const fields = new LokiFields(settings.lokiLabels, settings.fields);
  const labelsBy = aggregations(settings.scopes);
  const queries = groups.map((group) => {
    const query = metricQueryOf(group, wanted, fields, labelsBy);
    if (!query.ok) {
      throw new Refusal(400, `${why}${query.error}`);
    }
    return query.value;
  });
  const range = { start, end, limit: wanted.limit, step: wanted.step };
  return {
    answers: queries.map((query) => answered(answerMetricQuery(loki, query, range))),
    limit: Number(wanted.limit),
  };
}

/** Read one after the other: the first that is wrong is told. */
function readWanted(parameters: Parameters): MetricWanted {
  const limit = accepted(readLimit(parameters));
  const rateInterval = accepted(readDuration(parameter(parameters, 'rateInterval'), '1m', 'rate interval'));
  const step = accepted(readDuration(parameter(parameters, 'step'), '30s', 'step'));
  const fn = accepted(readFunction(parameters));
  const recordType = accepted(readRecordType(parameters));
  const packetLoss = accepted(readPacketLoss(parameters));
  const aggregateBy = parameter(parameters, 'aggregateBy');
  if (aggregateBy === '') {
    throw new Refusal(400, 'aggregateBy parameter is required');
  }
  return {
    type: parameter(parameters, 'type') || 'Bytes',
    fn,
    aggregateBy,
    groups: parameter(parameters, 'groups'),
    step,
    rateInterval,
    limit,
    recordType,
    packetLoss,
  };
}

/** Answers of several queries as one: values of the same series at the same instant are added up, whatever they are. */
export function summedUp(answers: readonly (readonly AnsweredSeries[])[]): readonly AnsweredSeries[] {
  const series = new Map<string, { readonly labels: Labels; readonly values: Map<number, number> }>();
  for (const { labels, points } of answers.flat()) {
    const name = printLabels(labels);
    const known = series.get(name) ?? { labels, values: new Map<number, number>() };
    series.set(name, known);
    for (const [atMs, value] of points) {
      known.values.set(atMs, (known.values.get(atMs) ?? 0) + value);
    }
  }
  return [...series.values()].map(({ labels, values }) => ({
    labels,
    points: [...values].sort(([a], [b]) => a - b),
  }));
}
