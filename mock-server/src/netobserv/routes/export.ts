import type { FastifyInstance } from 'fastify';

import type { Backend } from '../backend.ts';
import { csvRow } from '../go/csv-row.ts';
import { printValue } from '../go/print-value.ts';
import { quote } from '../go/quote.ts';
import type { AnsweredStream } from '../loki/log-answer.ts';
import type { LogEntry } from '../loki/log-entry.ts';
import type { Answer } from './answer.ts';
import { Refusal } from './answer.ts';
import { askRecords } from './asked-records.ts';
import { parameter } from './parameters.ts';
import { serve } from './serve.ts';

/** The columns that are always there. All other fields whose name begins like theirs are left out. */
const TIME_COLUMNS = ['TimeFlowStartMs', 'TimeFlowEndMs', 'TimeReceived'];
const TIME_PREFIX = 'Time';

/** `GET /api/loki/export`: records that match, as CSV. */
export function exportRoutes(app: FastifyInstance, backend: Backend): void {
  serve(app, backend, '/api/loki/export', (asked) => {
    const { streams } = askRecords(backend, asked);
    const format = parameter(asked.parameters, 'format');
    const columns = parameter(asked.parameters, 'columns');
    if (format !== 'csv') {
      throw new Refusal(400, `export format ${quote(format)} is not valid`);
    }
    return csvAnswer(csvOf(streams, columns === '' ? [] : columns.split(',')), backend.clock.now());
  });
}

function csvAnswer(body: string, nowMs: number): Answer {
  const minute = new Date(nowMs).toISOString().slice(0, 16).replace(/[T:]/g, '-');
  return {
    status: 200,
    headers: {
      'content-type': 'text/csv',
      'content-disposition': `attachment; filename=export-${minute}.csv`,
    },
    body,
  };
}

/**
 * Streams as CSV: the labels of the first stream and the fields of its first line make the columns, so that what
 * only other records have is not told. The backend has them in an order of chance; here it is that of their names.
 */
export function csvOf(streams: readonly AnsweredStream[], columns: readonly string[]): string {
  const isWanted = (name: string) => columns.length === 0 || columns.includes(name);
  const [first] = streams;
  const labels = Object.keys(first?.labels ?? {}).filter(isWanted);
  const fields = setFields(first?.entries[0]).filter(
    (name) => !name.startsWith(TIME_PREFIX) && isWanted(name),
  );
  const rows = streams.flatMap((stream) =>
    stream.entries.map((entry) => [
      ...TIME_COLUMNS.map((name) => printValue(entry.record[name])),
      ...labels.map((name) => stream.labels[name] ?? ''),
      ...fields.map((name) => printValue(entry.record[name])),
    ]),
  );
  return [[...TIME_COLUMNS, ...labels, ...fields], ...rows].map(csvRow).join('');
}

function setFields(entry: LogEntry | undefined): readonly string[] {
  return entry === undefined
    ? []
    : entry.fields.filter((name) => entry.record[name] !== undefined && entry.record[name] !== null);
}
