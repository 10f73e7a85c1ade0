import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { Labels, LogEntry, LogStream } from './log-entry.ts';
import { labelText, printLabels, sortedLabels } from './log-entry.ts';
import type { Loki } from './log-answer.ts';
import { matcherOf } from './log-answer.ts';
import type { LogStore } from './log-store.ts';
import { LOKI_LIMITS } from './loki-limits.ts';
import type { CompiledMetricQuery, MetricQuery } from './metric-query.ts';
import { compileMetricQuery } from './metric-query.ts';
import type { QueryRange, RangeParameters } from './query-range.ts';
import { checkLength, readQueryRange } from './query-range.ts';
import { windowValue } from './window-value.ts';

/** A series of an answer: [instant in ms, value], where it has one. */
export type AnsweredSeries = {
  readonly labels: Labels;
  readonly points: readonly (readonly [number, number])[];
};

/** The values of one series, oldest first. */
type Samples = { readonly labels: Labels; readonly timesMs: number[]; readonly values: number[] };

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Answers a query for a metric, as Loki does; the error is what it says with a 400.
 *
 * The instants are multiples of the step, from the last one before the start to the first one after the end. The
 * value at an instant is that of the window before it, its first instant not included and its last one included.
 * At each instant the greatest values are chosen anew, so that a series may come and go. Series are in the order
 * of their labels.
 */
export function answerMetricQuery(
  loki: Loki,
  query: MetricQuery,
  parameters: RangeParameters,
): Result<readonly AnsweredSeries[], string> {
  const range = readQueryRange(parameters, loki.nowMs);
  if (!range.ok) {
    return range;
  }
  const compiled = compileMetricQuery(query);
  if (!compiled.ok) {
    return compiled;
  }
  const length = checkLength(range.value);
  if (!length.ok) {
    return length;
  }
  const instants = instantsOf(range.value);
  const series = samplesOf(loki, compiled.value, instants).map((samples) => ({
    labels: samples.labels,
    points: pointsOf(samples, compiled.value, instants),
  }));
  const told = series.filter(({ points }) => points.size > 0);
  if (told.length > LOKI_LIMITS.series) {
    return err(
      `maximum number of series (${LOKI_LIMITS.series}) reached for a single query; consider reducing query cardinality` +
        ' by adding more specific stream selectors, reducing the time range, or aggregating results with functions' +
        ' like sum, count or topk',
    );
  }
  return ok(chosen(told, compiled.value, instants));
}

function instantsOf({ startMs, endMs, stepMs }: QueryRange): readonly number[] {
  const first = Math.floor(startMs / stepMs);
  const last = Math.ceil(endMs / stepMs);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * stepMs);
}

function samplesOf(loki: Loki, query: CompiledMetricQuery, instants: readonly number[]): readonly Samples[] {
  const startMs = (instants[0] ?? 0) - query.windowMs;
  const endMs = instants.at(-1) ?? 0;
  const matches = matcherOf(loki, query.log);
  const series = new SeriesByLabels(query.by, loki.store);
  // The end is included: a thousandth of a millisecond is the least that tells two entries apart.
  for (const entry of loki.store.between(startMs, endMs + 1e-3)) {
    const value = matches(entry) ? valueOf(entry, query.field) : undefined;
    if (value !== undefined) {
      const samples = series.of(entry);
      samples.timesMs.push(entry.timeMs);
      samples.values.push(value);
    }
  }
  return series.all;
}

/** Entries without the field have no value, and neither have those in which it is no number. */
function valueOf(entry: LogEntry, field: string | undefined): number | undefined {
  if (field === undefined) {
    return 1;
  }
  const value = entry.record[field];
  if (typeof value === 'number') {
    return value;
  }
  const text = labelText(entry, field);
  return DECIMAL.test(text) ? Number(text) : undefined;
}

/** Finds the series of entries: each has its own values of some labels. */
class SeriesByLabels {
  readonly #by: readonly string[];
  readonly #store: LogStore;
  readonly #series = new Map<string, Samples>();
  /** The series of streams all of whose entries are in one. */
  readonly #ofStream = new Map<LogStream, Samples>();

  constructor(by: readonly string[], store: LogStore) {
    this.#by = by;
    this.#store = store;
  }

  get all(): readonly Samples[] {
    return [...this.#series.values()];
  }

  of(entry: LogEntry): Samples {
    const known = this.#ofStream.get(entry.stream);
    if (known !== undefined) {
      return known;
    }
    const samples = this.#find(this.#by.map((label) => labelText(entry, label)));
    const { labels } = entry.stream;
    if (this.#by.every((label) => Object.hasOwn(labels, label) || this.#store.isLabel(label))) {
      this.#ofStream.set(entry.stream, samples);
    }
    return samples;
  }

  #find(texts: readonly string[]): Samples {
    const key = texts.join('\0');
    let samples = this.#series.get(key);
    if (samples === undefined) {
      const labels = this.#by
        .map((label, index) => [label, texts[index] ?? ''] as const)
        .filter(([, text]) => text !== '');
      samples = { labels: sortedLabels(labels), timesMs: [], values: [] };
      this.#series.set(key, samples);
    }
    return samples;
  }
}

/** The values by the index of their instant. */
function pointsOf(
  { timesMs, values }: Samples,
  query: CompiledMetricQuery,
  instants: readonly number[],
): ReadonlyMap<number, number> {
  const points = new Map<number, number>();
  let first = 0;
  let end = 0;
  for (const [index, instant] of instants.entries()) {
    while ((timesMs[end] ?? Infinity) <= instant) {
      end += 1;
    }
    while (first < end && (timesMs[first] ?? Infinity) <= instant - query.windowMs) {
      first += 1;
    }
    if (first < end) {
      points.set(index, windowValue(values.slice(first, end), query) / query.divisor);
    }
  }
  return points;
}

/** What stays of each series once the greatest, or least, of each instant are chosen; the first by name among equals. */
function chosen(
  series: readonly { readonly labels: Labels; readonly points: ReadonlyMap<number, number> }[],
  { fn, top }: CompiledMetricQuery,
  instants: readonly number[],
): readonly AnsweredSeries[] {
  const sign = fn === 'min_over_time' ? 1 : -1;
  const named = series
    .map((one) => ({ ...one, name: printLabels(one.labels), kept: [] as (readonly [number, number])[] }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, instant] of instants.entries()) {
    named
      .flatMap((one) => {
        const value = one.points.get(index);
        return value === undefined ? [] : [{ one, value }];
      })
      .sort((a, b) => sign * (a.value - b.value))
      .slice(0, top)
      .forEach(({ one, value }) => one.kept.push([instant, value]));
  }
  return named.flatMap(({ labels, kept }) => (kept.length === 0 ? [] : [{ labels, points: kept }]));
}
