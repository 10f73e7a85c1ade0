import type { RecordType, LogType } from '#model/event.ts';
import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { RecordsAnswer } from '#model/wire/records.ts';
import { RecordsAnswer as RecordsAnswerSchema } from '#model/wire/records.ts';
import { ApiError } from './api-error.ts';
import { fetchJson, parseJson } from './client.ts';
import { recordKey } from './record-key.ts';
import { serverNowMs } from './server-clock.ts';
import type { TrafficParams } from './traffic-params.ts';
import { trafficQuery } from './traffic-params.ts';

export type RecordsParams = TrafficParams & {
  readonly recordType: LogType | RecordType;
  /** Whether records of a second observer are wanted too. */
  readonly showDup?: boolean | undefined;
};

/** Records that match a question, newest first. */
export type RecordBatch = {
  readonly records: readonly TrafficRecord[];
  /** True when more match than were asked for. */
  readonly isLimitReached: boolean;
  /** The backend's clock when it answered, in ms since the epoch. */
  readonly serverMs: number;
};

/** The same, each with a key of its own. */
export type Records = Omit<RecordBatch, 'records'> & { readonly records: readonly KeyedRecord[] };

/** Flow logs or events that match. */
export async function fetchRecordBatch(
  params: RecordsParams,
  signal: AbortSignal,
  takesForms = false,
): Promise<RecordBatch> {
  const { recordType, showDup } = params;
  const answer = await fetchJson(RecordsAnswerSchema, {
    path: '/api/loki/flow/records',
    params: { ...trafficQuery(params), recordType, showDup },
    signal,
    takesForms,
  });
  return decodeRecords(answer);
}

/** Flow logs or events that match, with their keys: of our backend, which takes questions of any length. */
export async function fetchRecords(params: RecordsParams, signal: AbortSignal): Promise<Records> {
  const batch = await fetchRecordBatch(params, signal, true);
  return { ...batch, records: withKeys(batch.records) };
}

/**
 * Streams as records: labels and line merged, the line winning; newest first over all streams.
 *
 * A backend whose clock is missing (NetObserv answers 0) is taken to be at the time of its answers.
 */
function decodeRecords(answer: RecordsAnswer): RecordBatch {
  const entries = answer.result.flatMap(({ stream, values }) => {
    const labels = recordLabels(stream);
    return values.map(([time, line]) => ({ time, record: { ...labels, ...decodeLine(line) } }));
  });
  entries.sort((one, other) => compareNanoseconds(other.time, one.time));
  return {
    records: entries.map(({ record }) => record),
    isLimitReached: answer.stats.limitReached,
    serverMs: answer.unixTimestamp === 0 ? serverNowMs() : answer.unixTimestamp * 1000,
  };
}

/** Labels that Loki puts on streams by itself, and what its JSON parser adds: they are not of the record. */
const LOKI_LABELS: ReadonlySet<string> = new Set(['app', 'service_name', 'detected_level']);

function recordLabels(stream: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(stream).filter(
      ([name]) => !LOKI_LABELS.has(name) && !name.startsWith('__') && !name.endsWith('_extracted'),
    ),
  );
}

/** Records with their keys. A record told twice keeps its key once and gets a numbered one after. */
export function withKeys(records: readonly TrafficRecord[]): readonly KeyedRecord[] {
  const seen = new Map<string, number>();
  return records.map((record) => {
    const key = recordKey(record);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return { key: times === 0 ? key : `${key}-${times + 1}`, record };
  });
}

/** Decimal texts of the same length compare as text; a longer one is later. */
function compareNanoseconds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}

function decodeLine(line: string): Readonly<Record<string, JsonValue>> {
  const value = parseJson(line, 'a question for records');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('bad-answer', `A record is not an object: ${line.slice(0, 80)}`);
  }
  // JSON.parse gives JSON values and nothing else.
  return value as Readonly<Record<string, JsonValue>>;
}
