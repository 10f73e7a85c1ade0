import { isEvent } from '#model/event.ts';
import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import type { RecordsAnswer } from '#model/wire/records.ts';

type Stream = RecordsAnswer['result'][number];

/**
 * Records as Loki would answer them: those with the same labels together, each as a time in nanoseconds and
 * a line of JSON without its labels. `labelFields` are the fields that are labels.
 *
 * Streams and the records in each keep the order in which they come. A label that a record does not have is
 * left out, as Loki does; a label is always text, so a number becomes its decimal digits.
 *
 * The line of an event says its type, too: NetObserv's page knows a row by its time and line, and the last heartbeat of
 * a conversation and its end may differ in nothing else.
 */
export function recordStreams(
  records: readonly TrafficRecord[],
  labelFields: readonly string[],
): readonly Stream[] {
  const streams = new Map<string, Stream>();
  for (const record of records) {
    const labels = labelsOf(record, labelFields);
    const key = JSON.stringify(labels);
    const stream = streams.get(key) ?? { stream: labels, values: [] };
    stream.values.push([nanoseconds(record), lineOf(record, labels)]);
    streams.set(key, stream);
  }
  return [...streams.values()];
}

function labelsOf(record: TrafficRecord, labelFields: readonly string[]): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const label of labelFields) {
    const value = textField(record, label);
    if (value !== undefined && value !== '') {
      labels[label] = value;
    }
  }
  return labels;
}

function lineOf(record: TrafficRecord, labels: Readonly<Record<string, string>>): string {
  const isTold = isEvent(record);
  const fields: [string, JsonValue | undefined][] = Object.entries(record).filter(
    ([field]) => !Object.hasOwn(labels, field) || (isTold && field === '_RecordType'),
  );
  return JSON.stringify(Object.fromEntries(fields));
}

/** The end of the record's flow; times before the epoch, and records without one, count as the epoch. */
function nanoseconds(record: TrafficRecord): string {
  const ms = Math.max(0, numberField(record, 'TimeFlowEndMs') ?? 0);
  return String(BigInt(Math.round(ms * 1000)) * 1000n);
}
