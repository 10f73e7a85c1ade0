import type { ConversationsQuery, ExportQuery, FlowStore } from '../store/flow-store.ts';
import { begin } from './begun-steps.ts';
import { conversationSteps } from './conversation-steps.ts';
import { csvWriter } from './csv-writer.ts';
import { exportName } from './file-name.ts';
import { writtenFile } from './file-writer.ts';
import { jsonWriter, ndjsonWriter } from './json-writers.ts';
import type { QueryFacts } from './query-facts.ts';
import { connLogWriter } from './zeek/conn-log.ts';

/** What is written: which records in which format, or which conversations; and what the file says was asked. */
export type ExportOrder =
  | {
      readonly kind: 'records';
      readonly format: 'csv' | 'ndjson' | 'json';
      /** Absent: all fields that any of the records has. */
      readonly columns?: readonly string[];
      readonly query: ExportQuery;
      readonly facts: QueryFacts;
    }
  | {
      readonly kind: 'conversations';
      readonly query: Pick<ConversationsQuery, 'span' | 'filter'> & { readonly limit?: number };
      readonly facts: QueryFacts;
    };

/** A file that is written while it is read. */
export type ExportFile = {
  readonly name: string;
  readonly mediaType: string;
  /** Its text, piece by piece. It ends early, with an error, when the store fails. */
  readonly text: AsyncIterable<string>;
};

type Source = {
  readonly store: Pick<FlowStore, 'export' | 'fields' | 'conversations'>;
  readonly now: () => number;
};

/** Begins a file: the store has answered once when it resolves. Aborting `signal` stops it at any time. */
export async function beginExport(
  order: ExportOrder,
  { store, now }: Source,
  signal: AbortSignal,
): Promise<ExportFile> {
  const query = { ...order.query, ...onePastLimit(order.query.limit) };
  if (order.kind === 'conversations') {
    const steps = await begin(conversationSteps(store, query, signal));
    return {
      name: exportName(now(), 'log'),
      mediaType: 'text/tab-separated-values; charset=utf-8',
      text: writtenFile(connLogWriter(order.facts, now), steps, order.query.limit),
    };
  }
  const steps = await begin(store.export({ ...order.query, ...query }, signal));
  const writer = await recordWriter(order, store, signal);
  return {
    name: exportName(now(), order.format),
    mediaType: MEDIA_TYPES[order.format],
    text: writtenFile(writer, steps, order.query.limit),
  };
}

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  json: 'application/json; charset=utf-8',
} as const;

/** One more than is wanted tells whether there are more. */
function onePastLimit(limit: number | undefined): { readonly limit?: number } {
  return limit === undefined ? {} : { limit: limit + 1 };
}

async function recordWriter(
  { format, columns, query, facts }: Extract<ExportOrder, { kind: 'records' }>,
  store: Source['store'],
  signal: AbortSignal,
) {
  switch (format) {
    case 'csv':
      // After the first step: what is ingested later is not exported, so that no field can be missing.
      return csvWriter(columns ?? (await store.fields(query, signal)), facts);
    case 'ndjson':
      return ndjsonWriter(columns, facts);
    case 'json':
      return jsonWriter(columns, facts);
  }
}
