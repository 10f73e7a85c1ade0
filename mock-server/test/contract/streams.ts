import type { TrafficRecord } from '#model/flow.ts';

/** Loki's envelope of records. */
export type StreamsAnswer = {
  readonly resultType: string;
  readonly result: readonly {
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [string, string])[];
  }[];
  readonly stats: Readonly<Record<string, unknown>>;
  readonly unixTimestamp: number;
};

/** The records of an answer as NetObserv's front end reads them: the line's fields, with the labels as text. */
export function recordsOfAnswer({ result }: StreamsAnswer): readonly TrafficRecord[] {
  return result.flatMap(({ stream, values }) =>
    values.map(([, line]) => ({ ...stream, ...(JSON.parse(line) as TrafficRecord) })),
  );
}
