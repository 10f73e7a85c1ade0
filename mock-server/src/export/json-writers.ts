import type { TrafficRecord } from '#model/flow.ts';

import { EXPORT_MEMBER } from '../lib/export-end.ts';
import { fieldReader } from './field-reader.ts';
import type { FileWriter } from './file-writer.ts';
import type { QueryFacts } from './query-facts.ts';

/** Records as JSON lines; the last line is `{"_export":{"query":…,"count":…,"isTruncated":…}}`. */
export function ndjsonWriter(
  columns: readonly string[] | undefined,
  query: QueryFacts,
): FileWriter<TrafficRecord> {
  const print = printerOf(columns);
  return {
    head: () => '',
    items: (records) => records.map((record) => `${print(record)}\n`).join(''),
    end: (outcome) => `${JSON.stringify({ [EXPORT_MEMBER]: { query, ...outcome } })}\n`,
  };
}

/** Records in one JSON document: `{"query":…,"records":[…],"count":…,"isTruncated":…}`, a record a line. */
export function jsonWriter(
  columns: readonly string[] | undefined,
  query: QueryFacts,
): FileWriter<TrafficRecord> {
  const print = printerOf(columns);
  let separator = '';
  return {
    head: () => `{"query":${JSON.stringify(query)},\n"records":[\n`,
    items: (records) => {
      const text = separator + records.map(print).join(',\n');
      separator = records.length > 0 ? ',\n' : separator;
      return text;
    },
    end: (outcome) => `\n],\n${JSON.stringify(outcome).slice(1)}\n`,
  };
}

/** A record with all of its fields, or with some, in their order. */
function printerOf(columns: readonly string[] | undefined): (record: TrafficRecord) => string {
  if (columns === undefined) {
    return (record) => JSON.stringify(record);
  }
  const fields = columns.map((name) => [name, fieldReader(name)] as const);
  return (record) => JSON.stringify(Object.fromEntries(fields.map(([name, read]) => [name, read(record)])));
}
