import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';

import { mapText } from '../go/json-text.ts';
import type { LogEntry, LogStream } from './log-entry.ts';
import { printLabels, sortedLabels } from './log-entry.ts';

/** How much is kept: what is older than `beforeMs` goes, and all but the newest `maxRecords`. */
export type LogRetention = { readonly beforeMs: number; readonly maxRecords: number };

/** The labels that flowlogs-pipeline and Loki itself put on every stream of NetObserv's. */
const SHARED_LABELS = [
  ['app', 'netobserv-flowcollector'],
  ['detected_level', 'unknown'],
  ['service_name', 'netobserv-flowcollector'],
] as const;

/**
 * The log lines of a Loki, in memory: those that NetObserv's records become.
 *
 * Entries are in the order of their times, and of one instant in that in which they came. The same line of one
 * stream at one instant is there once, however often it comes.
 */
export class LogStore {
  readonly #labelFields: ReadonlySet<string>;
  #entries: LogEntry[] = [];
  /** By the values of their labels. */
  #streams = new Map<string, LogStream>();
  /** The fields of lines by those of the records that they come of, so that records of one kind share them. */
  readonly #lineFields = new Map<string, readonly string[]>();

  /** `labelFields` are the fields of records that become labels of streams; all others are in the lines. */
  constructor(labelFields: readonly string[]) {
    this.#labelFields = new Set(labelFields);
  }

  get entryCount(): number {
    return this.#entries.length;
  }

  /** The streams of which there are entries. */
  get streams(): readonly LogStream[] {
    return [...this.#streams.values()];
  }

  /** Whether a field is a label of streams, and in no line. */
  isLabel(field: string): boolean {
    return this.#labelFields.has(field);
  }

  push(records: readonly TrafficRecord[]): void {
    const added = records.map((record) => this.#entryOf(record)).sort(byTime);
    const [first] = added;
    if (first === undefined) {
      return;
    }
    // What comes late is merged with the end of what is there.
    const later = this.#entries.splice(this.#firstAt(first.timeMs));
    for (const entry of withoutRepeated([...later, ...added].sort(byTime))) {
      this.#entries.push(entry);
    }
  }

  /** Drops what is retained no longer. */
  forget({ beforeMs, maxRecords }: LogRetention): void {
    const dropped = Math.max(this.#firstAt(beforeMs), this.#entries.length - maxRecords);
    if (dropped > 0) {
      this.#entries = this.#entries.slice(dropped);
      const left = new Set(this.#entries.map(({ stream }) => stream));
      this.#streams = new Map([...this.#streams].filter(([, stream]) => left.has(stream)));
    }
  }

  /** The entries from an instant to before another, oldest first. */
  between(startMs: number, endMs: number): readonly LogEntry[] {
    return this.#entries.slice(this.#firstAt(startMs), this.#firstAt(endMs));
  }

  /** How many entries are of before an instant: the index of the first one that is not. */
  #firstAt(timeMs: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.timeMs ?? Infinity) < timeMs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A record without a time counts as of the epoch. */
  #entryOf(record: TrafficRecord): LogEntry {
    const fields = this.#lineFieldsOf(record);
    return {
      stream: this.#streamOf(record),
      timeMs: numberField(record, 'TimeFlowEndMs') ?? 0,
      line: mapText(record, fields),
      record,
      fields,
    };
  }

  #lineFieldsOf(record: TrafficRecord): readonly string[] {
    const names = Object.keys(record);
    const key = names.join();
    const fields = this.#lineFields.get(key) ?? names.filter((name) => !this.isLabel(name)).sort();
    this.#lineFields.set(key, fields);
    return fields;
  }

  /** What is empty is no label. */
  #streamOf(record: TrafficRecord): LogStream {
    const own = Array.from(this.#labelFields, (name) => [name, textField(record, name) ?? ''] as const);
    const key = own.map(([, value]) => value).join('\0');
    let stream = this.#streams.get(key);
    if (stream === undefined) {
      const labels = sortedLabels([...own.filter(([, value]) => value !== ''), ...SHARED_LABELS]);
      stream = { labels, name: printLabels(labels) };
      this.#streams.set(key, stream);
    }
    return stream;
  }
}

function byTime(a: LogEntry, b: LogEntry): number {
  return a.timeMs - b.timeMs;
}

/** Entries in their order, the first of each that are the same. */
function* withoutRepeated(entries: readonly LogEntry[]): Generator<LogEntry> {
  let instant = NaN;
  let there = new Map<LogStream, Set<string>>();
  for (const entry of entries) {
    if (entry.timeMs !== instant) {
      instant = entry.timeMs;
      there = new Map();
    }
    const lines = there.get(entry.stream) ?? new Set();
    there.set(entry.stream, lines);
    if (!lines.has(entry.line)) {
      lines.add(entry.line);
      yield entry;
    }
  }
}
