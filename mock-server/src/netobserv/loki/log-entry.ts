import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

import { quote } from '../go/quote.ts';

/** Labels by name, in the order of their names. */
export type Labels = Readonly<Record<string, string>>;

/** What log lines with the same labels have in common. */
export type LogStream = {
  readonly labels: Labels;
  /** The labels as Loki prints them, which names the stream and orders it among others. */
  readonly name: string;
};

/** One line of a stream. */
export type LogEntry = {
  readonly stream: LogStream;
  /** The end of the flow, in ms since the epoch. */
  readonly timeMs: number;
  /** The record without its labels as JSON, its keys in alphabetical order. */
  readonly line: string;
  readonly record: TrafficRecord;
  /** The fields of the record that are in the line, in the order in which they are there. */
  readonly fields: readonly string[];
};

/** Labels in the order of their names, byte by byte. */
export function sortedLabels(labels: Iterable<readonly [string, string]>): Labels {
  return Object.fromEntries([...labels].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Labels as Loki prints them: `{a="b", c="d"}`. */
export function printLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${quote(value)}`);
  return `{${pairs.join(', ')}}`;
}

/**
 * The text of a label: one of the stream, or a field of the line as `|json` extracts it. Absent is ''.
 *
 * Lists are no labels, as Loki skips them.
 */
export function labelText({ stream, record }: LogEntry, name: string): string {
  return stream.labels[name] ?? textField(record, name) ?? '';
}

/** All labels of an entry once `|json` extracted the fields of its line. */
export function parsedLabels({ stream, record, fields }: LogEntry): Labels {
  const extracted = fields.flatMap((field) => {
    const value = textField(record, field) ?? '';
    return value === '' ? [] : [[field, value] as const];
  });
  return sortedLabels([...extracted, ...Object.entries(stream.labels)]);
}

/** An instant in nanoseconds, as Loki writes it. */
export function nanoseconds(timeMs: number): string {
  return String(BigInt(Math.round(timeMs * 1000)) * 1000n);
}
