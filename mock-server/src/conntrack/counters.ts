import type { RecordType } from '#model/event.ts';
import { RECORD_TYPES } from '#model/event.ts';

import type { AggregatorErrorType } from './aggregators.ts';
import type { SchedulingGroup } from './schedule.ts';

/** One value of a metric, named and labelled as flowlogs-pipeline does, without its configurable prefix. */
export type CounterSample = {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

/** What a tracker counts while flows pass. Plain numbers: they are touched for every flow. */
export class Counters {
  discarded = 0;
  rejected = 0;
  duplicate = 0;
  newConnection = 0;
  update = 0;
  detectEndConnection = 0;
  swapAB = 0;
  readonly output: Record<RecordType, number> = {
    newConnection: 0,
    heartbeat: 0,
    endConnection: 0,
    flowLog: 0,
  };
  readonly #missingKeys = new Map<string, number>();
  readonly #aggregatorErrors: Readonly<Record<AggregatorErrorType, Map<string, number>>> = {
    MissingFieldError: new Map(),
    Float64ConversionError: new Map(),
  };

  countMissingKey(field: string): void {
    increment(this.#missingKeys, field);
  }

  countAggregatorError(error: AggregatorErrorType, field: string): void {
    increment(this.#aggregatorErrors[error], field);
  }

  /** All samples, zeros included, in the order of the reference's list of metrics. */
  samples(groups: readonly SchedulingGroup[], emitted: ReadonlySet<RecordType>): readonly CounterSample[] {
    const { discarded, rejected, duplicate, newConnection, update } = this;
    const { detectEndConnection, swapAB } = this;
    return [
      ...groups.flatMap((group) => [
        gauge({ group: group.label, phase: 'active' }, group.active.size),
        gauge({ group: group.label, phase: 'terminating' }, group.terminating.size),
      ]),
      ...series('conntrack_input_records', 'classification', {
        discarded,
        rejected,
        duplicate,
        newConnection,
        update,
      }),
      ...RECORD_TYPES.filter((type) => emitted.has(type)).map((type) =>
        counter('conntrack_output_records', { type }, this.output[type]),
      ),
      ...series('conntrack_tcp_flags', 'action', { detectEndConnection, swapAB }),
      ...errors('conntrack_hash_errors', 'MissingFieldError', this.#missingKeys),
      ...Object.entries(this.#aggregatorErrors).flatMap(([error, fields]) =>
        errors('conntrack_aggregator_errors', error, fields),
      ),
      ...groups.flatMap(({ label, endedByFlag, endedByTimeout }) => [
        counter('conntrack_end_connections', { group: label, reason: 'FIN_flag' }, endedByFlag),
        counter('conntrack_end_connections', { group: label, reason: 'timeout' }, endedByTimeout),
      ]),
    ];
  }
}

/** The samples that are not 0, each under its name and labels in one text: `name|label=value|…`. */
export function printCounters(samples: readonly CounterSample[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    samples
      .filter(({ value }) => value !== 0)
      .map(({ name, labels, value }) => [
        [name, ...Object.entries(labels).map(([label, text]) => `${label}=${text}`)].join('|'),
        value,
      ]),
  );
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function counter(name: string, labels: CounterSample['labels'], value: number): CounterSample {
  return { name, kind: 'counter', labels, value };
}

function gauge(labels: CounterSample['labels'], value: number): CounterSample {
  return { name: 'conntrack_memory_connections', kind: 'gauge', labels, value };
}

function series(
  name: string,
  label: string,
  values: Readonly<Record<string, number>>,
): readonly CounterSample[] {
  return Object.entries(values).map(([text, value]) => counter(name, { [label]: text }, value));
}

function errors(name: string, error: string, fields: ReadonlyMap<string, number>): readonly CounterSample[] {
  return [...fields].map(([field, value]) => counter(name, { error, field }, value));
}
