import type { MatrixAnswer } from '#model/wire/metrics.ts';

import type { MetricsAnswer } from '../../store/flow-store.ts';
import type { MetricsPlan } from './metrics-question.ts';

/** The store's answer in the envelope of NetObserv's. `nowMs` is the server's clock. */
export function matrixAnswer(
  { query, constant, divisor }: MetricsPlan,
  { series, seriesCount }: MetricsAnswer,
  nowMs: number,
): MatrixAnswer {
  return {
    resultType: 'matrix',
    result: series.map(({ labels, points }) => ({
      metric: { ...constant, ...labels },
      values: points.map(([atMs, value]) => [atMs / 1000, printDecimal(value / divisor)]),
    })),
    stats: {
      numQueries: 1,
      totalEntries: series.length,
      duplicates: 0,
      limitReached: seriesCount > query.limit,
      queriesStats: [],
      dataSources: ['loki'],
    },
    unixTimestamp: Math.floor(nowMs / 1000),
  };
}

/** The most digits that `toFixed` can give. */
const MAX_DIGITS = 100;

/** A number in plain decimal notation, which not every client reads beyond. */
export function printDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) {
    return text;
  }
  return Math.abs(value) >= 1
    ? BigInt(value).toString()
    : value.toFixed(Math.min(MAX_DIGITS, digitsAfterPoint(text)));
}

/** How many digits there are after the point of a number such as `1.5e-7`. */
function digitsAfterPoint(text: string): number {
  const [mantissa = '', exponent = ''] = text.split('e');
  return (mantissa.split('.')[1] ?? '').length - Number(exponent);
}
