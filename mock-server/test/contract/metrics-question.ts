import type { Answer } from './contract-server.ts';
import type { Dice } from './dice.ts';
import { expectedMetrics, SCOPES } from './oracle/metrics.ts';
import type { Expected } from './oracle/metrics.ts';
import type { Series } from './oracle/series.ts';
import type { Asker, Question } from './questions.ts';
import { commonQuery } from './random-query.ts';

/** Loki's envelope of metrics. */
export type MatrixAnswer = {
  readonly resultType: string;
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [number, string])[];
  }[];
  readonly stats: Readonly<Record<string, unknown>>;
  readonly unixTimestamp: number;
};

const TYPES = [
  ...['Bytes', 'Bytes', 'Packets', 'PktDropBytes', 'PktDropPackets', 'DnsLatencyMs', 'TimeFlowRttNs'],
  ...['TimeFlowRttNs', 'Flows', 'DnsFlows', 'Dscp', 'IcmpType', 'numFlowLogs', 'Bytes_AB'],
];
const FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max', 'p90', 'p99', 'rate'];
const FIELDS = [
  ...['Proto', 'DstPort', 'FlowDirection', 'Flags', 'SrcK8S_Zone', '_HashId', 'DnsName', 'SrcAddr'],
  ...['SrcK8S_Name', 'Dscp', 'PktDropLatestDropCause', 'Interfaces', 'K8S_FlowLayer', 'TLSVersion'],
];

export function askMetrics({ dice, pool, oracle }: Asker): Question {
  const parameters = metricsQuery(dice, commonQuery(dice, pool));
  const query = parameters.join('&');
  const search = new URLSearchParams(query);
  // A plus that is not encoded is a space to URLSearchParams.
  search.set('groups', (search.get('groups') ?? '').replaceAll(' ', '+'));
  const expected = expectedMetrics(oracle, search);
  return {
    url: `/api/flow/metrics?${query}`,
    isEmpty: expected.series.length === 0,
    disagreement: ({ text }: Answer) => differentMatrix(JSON.parse(text) as MatrixAnswer, expected, search),
  };
}

/** The parameters of a metrics query; both ends of its time are closed. */
function metricsQuery(dice: Dice, common: readonly string[]): readonly string[] {
  const kept = common.filter((parameter) => !parameter.startsWith('showDup'));
  const type = dice.oneOf(TYPES);
  const isCount = type.endsWith('Flows');
  const isOpen = !kept.some((parameter) => /^(startTime|timeRange)/.test(parameter));
  const needsEnd =
    kept.some((parameter) => parameter.startsWith('startTime')) &&
    !kept.some((parameter) => parameter.startsWith('endTime'));
  return [
    ...kept,
    ...(isOpen ? ['timeRange=15000'] : []),
    ...(needsEnd ? ['endTime=1795426400'] : []),
    ...(dice.isLucky(0.9) ? [`type=${type}`] : []),
    ...(dice.isLucky(0.9) || isCount
      ? [`function=${dice.oneOf(isCount ? ['count', 'rate'] : FUNCTIONS)}`]
      : []),
    `aggregateBy=${dice.oneOf(dice.isLucky(0.6) ? Object.keys(SCOPES) : FIELDS)}`,
    ...(dice.isLucky(0.3)
      ? [`groups=${dice.oneOf(['namespaces', 'hosts', 'hosts+networks', 'clusters+zones', 'owners'])}`]
      : []),
    ...(dice.isLucky(0.8) ? [`step=${dice.oneOf(['15s', '30s', '7s', '1m', '10m', '2.5s'])}`] : []),
    ...(dice.isLucky(0.5) ? [`rateInterval=${dice.oneOf(['30s', '1m', '15s', '5m'])}`] : []),
    ...(dice.isLucky(0.4) ? [`limit=${dice.oneOf([1, 5, 10, 1000])}`] : []),
  ];
}

/** Says where an answer is not what is expected; of series of one rank, any may be there. */
export function differentMatrix(
  { resultType, result, stats }: MatrixAnswer,
  { fields, series }: Expected,
  query: URLSearchParams,
): string | undefined {
  const limit = Number(query.get('limit') ?? 100);
  if (resultType !== 'matrix' || result.length !== Math.min(limit, series.length)) {
    return `${result.length} series instead of ${Math.min(limit, series.length)}`;
  }
  if (stats['limitReached'] !== series.length > limit) {
    return `limitReached is ${String(stats['limitReached'])} with ${series.length} series`;
  }
  const byLabels = new Map(series.map((one) => [JSON.stringify(metricOf(one, fields, query)), one]));
  const ranked: number[] = [];
  for (const { metric, values } of result) {
    const labels = JSON.stringify(sortedEntries(metric));
    const expected = byLabels.get(labels);
    if (expected === undefined) {
      return `there is no series ${labels}`;
    }
    const wrong = differentPoints(values, expected);
    if (wrong !== undefined) {
      return `${labels}: ${wrong}`;
    }
    ranked.push(expected.overall);
  }
  return differentRanks(ranked, series, query.get('function') === 'min' ? 1 : -1);
}

function metricOf({ labels }: Series, fields: readonly string[], query: URLSearchParams) {
  const own = Object.fromEntries(
    fields.map((field, index) => [field, labels[index] ?? '']).filter(([, text]) => text !== ''),
  ) as Readonly<Record<string, string>>;
  return sortedEntries(query.get('aggregateBy') === 'app' ? { app: 'netobserv-flowcollector', ...own } : own);
}

function sortedEntries(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

function differentPoints(
  values: readonly (readonly [number, string])[],
  { points }: Series,
): string | undefined {
  if (values.length !== points.size) {
    return `${values.length} points instead of ${points.size}`;
  }
  const wrong = values.find(
    ([atS, text]) => !isClose(Number(text), points.get(Math.round(atS * 1000)) ?? Number.NaN),
  );
  const isInOrder = values.every(([atS], index) => index === 0 || atS > (values[index - 1]?.[0] ?? 0));
  return wrong === undefined && isInOrder
    ? undefined
    : wrong === undefined
      ? 'its points are not in order'
      : `${wrong[1]} at ${wrong[0]} instead of ${points.get(Math.round(wrong[0] * 1000)) ?? 'nothing'}`;
}

function differentRanks(ranked: readonly number[], all: readonly Series[], sign: number): string | undefined {
  const best = all.map(({ overall }) => overall).sort((a, b) => sign * (a - b));
  const index = ranked.findIndex((value, place) => !isClose(value, best[place] ?? Number.NaN));
  return index === -1
    ? undefined
    : `rank ${index} has a series of ${ranked[index] ?? ''}, not of ${best[index] ?? ''}`;
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
