import type { CompiledMetricQuery } from './metric-query.ts';

/** What a function of LogQL makes of the values of a window, oldest first; there is at least one. */
export function windowValue(
  values: readonly number[],
  { fn, quantile = 0, windowMs }: Pick<CompiledMetricQuery, 'fn' | 'quantile' | 'windowMs'>,
): number {
  switch (fn) {
    case 'count_over_time':
      return values.length;
    case 'sum_over_time':
      return sum(values);
    case 'avg_over_time':
      return sum(values) / values.length;
    case 'min_over_time':
      return values.reduce((least, value) => Math.min(least, value));
    case 'max_over_time':
      return values.reduce((greatest, value) => Math.max(greatest, value));
    case 'quantile_over_time':
      return interpolated(values, quantile);
    case 'rate':
      return sum(values) / (windowMs / 1000);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A quantile between the values next to it, as Prometheus works it out. */
function interpolated(values: readonly number[], quantile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = quantile * (sorted.length - 1);
  const lower = sorted[Math.floor(rank)] ?? NaN;
  const upper = sorted[Math.min(sorted.length - 1, Math.floor(rank) + 1)] ?? NaN;
  const weight = rank - Math.floor(rank);
  return lower * (1 - weight) + upper * weight;
}
