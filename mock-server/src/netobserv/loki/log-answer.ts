import { textField } from '#model/flow.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { CompiledLogQuery } from '../logql/compile-log-query.ts';
import { compileLogQuery } from '../logql/compile-log-query.ts';
import type { LogQuery } from '../logql/log-query.ts';
import { isParsed } from '../logql/log-query.ts';
import { syntaxFault } from '../logql/print-log-query.ts';
import type { LogEntry, LogStream } from './log-entry.ts';
import { labelText, parsedLabels, printLabels } from './log-entry.ts';
import type { LogStore } from './log-store.ts';
import { LOKI_LIMITS } from './loki-limits.ts';
import type { RangeParameters } from './query-range.ts';
import { checkLength, readQueryRange } from './query-range.ts';

/** What of a Loki may be asked: its lines, those of some streams perhaps, and what time it is there. */
export type Loki = {
  readonly store: LogStore;
  readonly nowMs: number;
  /** The namespaces of which one end of the traffic has to be; absent when all may be seen. */
  readonly namespaces?: readonly string[] | undefined;
};

/** A stream of an answer, its lines newest first. */
export type AnsweredStream = LogStream & { readonly entries: readonly LogEntry[] };

/**
 * Answers a query for log lines: the newest ones that match, by streams, which are in the order of their names.
 *
 * The error is what Loki says with a 400.
 */
export function answerLogQuery(
  loki: Loki,
  query: LogQuery,
  parameters: Omit<RangeParameters, 'step'>,
): Result<readonly AnsweredStream[], string> {
  const range = readQueryRange({ ...parameters, step: '' }, loki.nowMs);
  if (!range.ok) {
    return range;
  }
  const compiled = readLogQuery(query);
  if (!compiled.ok) {
    return compiled;
  }
  const { startMs, endMs, limit } = range.value;
  if (limit > LOKI_LIMITS.entries) {
    const comparison = `limit > max_entries_limit_per_query (${limit} > ${LOKI_LIMITS.entries})`;
    return err(`max entries limit per query exceeded, ${comparison}`);
  }
  const length = checkLength(range.value);
  if (!length.ok) {
    return length;
  }
  const matches = matcherOf(loki, compiled.value);
  const entries: LogEntry[] = [];
  for (const entry of loki.store.between(startMs, endMs).toReversed()) {
    if (matches(entry)) {
      entries.push(entry);
    }
    if (entries.length === limit) {
      break;
    }
  }
  return ok(inStreams(entries, isParsed(query)));
}

/** A query as tests, or what Loki says of one that is not LogQL; `before` is what it is written in. */
export function readLogQuery(query: LogQuery, before = ''): Result<CompiledLogQuery, string> {
  const fault = syntaxFault(query, before);
  return fault === undefined ? compileLogQuery(query) : err(fault);
}

/** Tells which entries match a query, and may be seen. */
export function matcherOf(
  { store, namespaces }: Loki,
  { holdsForStream, holdsForLine }: CompiledLogQuery,
): (entry: LogEntry) => boolean {
  const wanted = new Set(
    store.streams.filter(
      (stream) => isVisible(stream, namespaces) && holdsForStream((name) => stream.labels[name] ?? ''),
    ),
  );
  return (entry) => wanted.has(entry.stream) && holdsForLine(entry.line, (name) => labelText(entry, name));
}

/** The values that a label has in the streams that may be seen. */
export function labelValues({ store, namespaces }: Loki, name: string): readonly string[] {
  const values = store.streams
    .filter((stream) => isVisible(stream, namespaces))
    .flatMap(({ labels }) => labels[name] ?? []);
  return [...new Set(values)].sort();
}

function isVisible({ labels }: LogStream, namespaces: readonly string[] | undefined): boolean {
  return (
    namespaces === undefined ||
    namespaces.includes(labels['SrcK8S_Namespace'] ?? '') ||
    namespaces.includes(labels['DstK8S_Namespace'] ?? '')
  );
}

/** Entries by streams, in the order in which they came. Streams of lines that are parsed have their fields as labels. */
function inStreams(entries: readonly LogEntry[], areParsed: boolean): readonly AnsweredStream[] {
  const groups = new Map<string, [LogEntry, ...LogEntry[]]>();
  for (const entry of entries) {
    const key = areParsed ? parsedKey(entry) : entry.stream.name;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [entry]);
    } else {
      group.push(entry);
    }
  }
  return [...groups.values()]
    .map((group) => ({ ...(areParsed ? parsedStream(group[0]) : group[0].stream), entries: group }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What tells the streams of parsed lines apart, and costs less than to name them. */
function parsedKey({ stream, record, fields }: LogEntry): string {
  const extracted = fields.map((field) => {
    const text = textField(record, field) ?? '';
    return text === '' ? '' : `\0${field}=${text}`;
  });
  return stream.name + extracted.join('');
}

function parsedStream(entry: LogEntry): LogStream {
  const labels = parsedLabels(entry);
  return { labels, name: printLabels(labels) };
}
