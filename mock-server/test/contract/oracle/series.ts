import type { KnownRecord } from './known-record.ts';

/** What a series is worked out of: one number of one record at its time. */
export type Sample = { readonly atMs: number; readonly labels: readonly string[]; readonly value: number };

export type Series = {
  readonly labels: readonly string[];
  readonly points: ReadonlyMap<number, number>;
  /** The value over the whole span, by which series are ranked. */
  readonly overall: number;
};

type Windows = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  readonly windowMs: number;
};

type Reduce = (values: readonly number[], windowMs: number) => number;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The functions of section 2.1; percentiles lie between two values in proportion, as Prometheus and Loki do it. */
const REDUCERS: Readonly<Record<string, Reduce>> = {
  count: (values) => values.length,
  sum,
  avg: (values) => sum(values) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  p90: (values) => quantile(values, 0.9),
  p99: (values) => quantile(values, 0.99),
  rate: (values, windowMs) => sum(values) / (windowMs / 1000),
};

/**
 * The series of some samples: at each multiple of the step, from the first one after the beginning to the first one that
 * is not before the end, the value of the samples of the window before it. A sample at the start of the window is in, one
 * at its end is not, and one before the beginning only where windows are longer than a step. Values are divided by
 * `divisor`.
 */
export function seriesOf(
  samples: readonly Sample[],
  fn: string,
  { fromMs, toMs, stepMs, windowMs }: Windows,
  divisor: number,
): readonly Series[] {
  const reduce = REDUCERS[fn];
  if (reduce === undefined) {
    throw new Error(`no function ${fn}`);
  }
  const byLabels = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = JSON.stringify(sample.labels);
    const known = byLabels.get(key) ?? [];
    known.push(sample);
    byLabels.set(key, known);
  }
  const firstStep = Math.floor(fromMs / stepMs) + 1;
  const lastStep = Math.ceil(toMs / stepMs);
  const series = [...byLabels.values()].map((own): Series => {
    const atInstants = new Map<number, number[]>();
    for (const { atMs, value } of own) {
      for (let step = Math.max(firstStep, Math.floor(atMs / stepMs) + 1); step <= lastStep; step += 1) {
        const instant = step * stepMs;
        if (atMs < instant - windowMs || (atMs < fromMs && windowMs <= stepMs)) {
          break;
        }
        atInstants.set(instant, [...(atInstants.get(instant) ?? []), value]);
      }
    }
    const within = own.filter(({ atMs }) => atMs >= fromMs).map(({ value }) => value);
    const points = [...atInstants].map(
      ([instant, values]) => [instant, reduce(values, windowMs) / divisor] as const,
    );
    return {
      labels: own[0]?.labels ?? [],
      points: new Map(points),
      overall: within.length === 0 ? 0 : reduce(within, windowMs),
    };
  });
  // Where windows are shorter than steps, samples may lie between them.
  return series.filter(({ points }) => points.size > 0);
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Values of fields as labels are written: text, lists with commas, empty for what is not set. */
export function labelsOf(record: KnownRecord, fields: readonly string[]): readonly string[] {
  return fields.map((field) => record.elements(field).map(String).join(','));
}
