import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvent } from '#model/conversation/fold.ts';
import type { Instance } from '#model/conversation/instance.ts';
import { countOf, isAbsentMark, totalOf } from '#model/conversation/event-facts.ts';
import { conversationIdOf, isEvent, recordTypeOf } from '#model/event.ts';
import { COUNTERS } from '#model/fields/counters.ts';
import { fieldValues } from '#model/fields/field-values.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

import type { MetricFunction, MetricsAnswer, MetricsQuery } from '../src/store/flow-store.ts';

/** A record with what was known of its conversation before it and after it. */
type Told = {
  readonly record: TrafficRecord;
  readonly before?: Conversation | undefined;
  readonly after?: Conversation | undefined;
};

/** Metrics in the most direct way: for each instant of each series one look at all of its records. */
export class NaiveMetrics {
  readonly #told: Told[] = [];
  readonly #instances = new Map<string, Instance[]>();

  ingest(records: readonly TrafficRecord[]): void {
    for (const record of records) {
      const id = conversationIdOf(record) ?? '';
      const known = this.#instances.get(id) ?? [];
      const step = isEvent(record) ? foldEvent(known, record) : undefined;
      if (step === undefined) {
        this.#told.push({ record });
      } else {
        const { index = known.length, instance } = step;
        this.#told.push({ record, before: known[index]?.conversation, after: instance.conversation });
        known[index] = instance;
        this.#instances.set(id, known);
      }
    }
  }

  metrics(query: MetricsQuery): MetricsAnswer {
    const { span, fn, stepMs, windowMs, limit } = query;
    const instants = instantsOf(query);
    const earliest = windowMs > stepMs ? -Infinity : span.fromMs;
    const sign = fn === 'min' ? 1 : -1;
    const all = [...this.#series(query, earliest)]
      .map(([key, samples]) => ({
        labels: labelsOf(query, key),
        key,
        total: computed(
          fn,
          samples.filter(({ timeMs }) => timeMs >= span.fromMs).map(({ value }) => value),
          windowMs,
        ),
        points: instants.flatMap((at): [number, number][] => {
          const values = samples
            .filter(({ timeMs }) => timeMs >= at - windowMs && timeMs < at)
            .map(({ value }) => value);
          return values.length === 0 ? [] : [[at, computed(fn, values, windowMs)]];
        }),
      }))
      .filter(({ points }) => points.length > 0);
    all.sort((a, b) => sign * (a.total - b.total) || compareKeys(a.key, b.key));
    return {
      series: all.slice(0, limit).map(({ labels, points }) => ({ labels, points })),
      seriesCount: all.length,
    };
  }

  #series({ span, types, filter, by, field }: MetricsQuery, earliest: number) {
    const passes = compileFilter(filter);
    const series = new Map<string, { readonly timeMs: number; readonly value: number }[]>();
    for (const told of this.#told) {
      const { record } = told;
      const timeMs = numberField(record, 'TimeFlowEndMs') ?? 0;
      const value = valueOf(told, field);
      if (
        value !== undefined &&
        timeMs >= earliest &&
        timeMs < span.toMs &&
        types.includes(recordTypeOf(record)) &&
        passes(record)
      ) {
        const key = JSON.stringify(by.map((label) => fieldValues(record, label).map(String).join(',')));
        series.set(key, [...(series.get(key) ?? []), { timeMs, value }]);
      }
    }
    return series;
  }
}

function instantsOf({ span, stepMs }: MetricsQuery): readonly number[] {
  const instants: number[] = [];
  let at = Math.floor(span.fromMs / stepMs) * stepMs;
  while (span.fromMs < span.toMs && at < span.toMs) {
    at += stepMs;
    instants.push(at);
  }
  return instants;
}

function valueOf({ record, before, after }: Told, field: string | undefined): number | undefined {
  if (field === undefined) {
    return !isEvent(record) || (after !== undefined && before === undefined) ? 1 : undefined;
  }
  if (!isEvent(record)) {
    return numberField(record, field);
  }
  if (!COUNTERS.some((counter) => counter === field)) {
    return isAbsentMark(record[field]) ? undefined : numberField(record, field);
  }
  const added = countedOf(after, field) - countedOf(before, field);
  return added === 0 ? undefined : added;
}

function countedOf(conversation: Conversation | undefined, field: string): number {
  if (conversation === undefined) {
    return 0;
  }
  return field === 'Bytes' || field === 'Packets'
    ? totalOf(conversation.latest, field)
    : countOf(conversation.latest, field);
}

function computed(fn: MetricFunction, values: readonly number[], windowMs: number): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (fn) {
    case 'count':
      return values.length;
    case 'sum':
      return sum;
    case 'avg':
      return sum / values.length;
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'p90':
      return quantile(values, 0.9);
    case 'p99':
      return quantile(values, 0.99);
    case 'rate':
      return sum / (windowMs / 1000);
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

function labelsOf({ by }: MetricsQuery, key: string): Readonly<Record<string, string>> {
  const texts = JSON.parse(key) as readonly string[];
  return Object.fromEntries(
    by.map((field, index) => [field, texts[index] ?? ''] as const).filter(([, text]) => text !== ''),
  );
}

function compareKeys(a: string, b: string): number {
  const left = JSON.parse(a) as readonly string[];
  const right = JSON.parse(b) as readonly string[];
  const index = left.findIndex((text, place) => text !== right[place]);
  return index === -1 ? 0 : (left[index] ?? '') < (right[index] ?? '') ? -1 : 1;
}
