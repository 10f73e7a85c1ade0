import type { Recording } from '../recording.ts';
import type { Site } from '../site.ts';
import type { StoredRecord } from './stored-record.ts';

/** So long pieces are asked for, in seconds: none of them holds more than an answer may. */
const PIECE_S = 20;
const MOST = 5_000;
/** Events come some seconds after the traffic that they tell of. */
const AROUND_S = 60;

/** Labels that Loki puts on streams by itself. */
const LOKI_LABELS = ['app', 'service_name', 'detected_level'];

type RecordsAnswer = {
  readonly result: readonly {
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [string, string])[];
  }[];
  readonly stats: { readonly limitReached: boolean };
};

/**
 * Every record that a backend like NetObserv's holds, without any filter: what a plain evaluation begins with.
 *
 * It is asked for in pieces of time, none of which may be cut.
 */
export async function allRecords(
  { backendUrl }: Site,
  { firstMs, lastMs }: Recording,
  recordType: 'flowLog' | 'allConnections',
): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  const lastS = Math.ceil(lastMs / 1000) + AROUND_S;
  for (let startS = Math.floor(firstMs / 1000) - AROUND_S; startS <= lastS; startS += PIECE_S) {
    const query = `recordType=${recordType}&limit=${MOST}&startTime=${startS}&endTime=${startS + PIECE_S - 1}`;
    const answer = await fetch(`${backendUrl}/api/loki/flow/records?${query}`);
    records.push(...recordsIn((await answer.json()) as RecordsAnswer));
  }
  return records;
}

function recordsIn({ result, stats }: RecordsAnswer): readonly StoredRecord[] {
  if (stats.limitReached) {
    throw new Error(`a piece of ${PIECE_S} s holds more than ${MOST} records`);
  }
  return result.flatMap(({ stream, values }) => {
    const labels = Object.fromEntries(Object.entries(stream).filter(([name]) => !LOKI_LABELS.includes(name)));
    return values.map(([, line]) => ({ ...labels, ...(JSON.parse(line) as StoredRecord) }));
  });
}
