import './page-globals.ts';

import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

import { isEvent, recordTypeOf } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { backendPath, streamsOf } from './backend.ts';
import { passesFilters } from './loki-filters.ts';

/** A question for records, as it arrived. */
export type AskedFor = {
  readonly recordType: string;
  /** In NetObserv's grammar. */
  readonly filters: string;
  readonly startS: number;
  readonly endS: number;
  readonly limit: number;
  readonly namespace: string | undefined;
};

/** What a question is answered with instead of records: at once, or after a while. */
export type Instead = Response | undefined | Promise<Response | undefined>;

/** The records endpoint of a NetObserv backend that keeps some records in memory, and looks at each of them. */
export type RecordsEndpoint = {
  /** What it answers from; `instead` is asked first, with how many questions came before. */
  readonly keep: (
    records: readonly TrafficRecord[],
    instead?: (asked: AskedFor, index: number) => Instead,
  ) => void;
  /** The questions that arrived, the oldest first. */
  readonly asked: () => readonly AskedFor[];
  /** How many questions were on their way at once, at most. */
  readonly mostAtOnce: () => number;
  /** How many questions were given up before they were answered. */
  readonly givenUp: () => number;
};

/** An endpoint for the tests of a file: each begins without records, and without questions. */
export function startRecordsEndpoint(): RecordsEndpoint {
  const server = setupServer();
  const asked: AskedFor[] = [];
  let [underWay, mostAtOnce, givenUp] = [0, 0, 0];
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => {
    server.resetHandlers();
    asked.length = 0;
    [underWay, mostAtOnce, givenUp] = [0, 0, 0];
  });
  afterAll(() => server.close());
  return {
    asked: () => asked,
    mostAtOnce: () => mostAtOnce,
    givenUp: () => givenUp,
    keep: (records, instead = () => undefined) =>
      server.use(
        http.get(backendPath('/api/loki/flow/records'), async ({ request }) => {
          const question = questionOf(new URL(request.url).searchParams);
          asked.push(question);
          underWay += 1;
          mostAtOnce = Math.max(mostAtOnce, underWay);
          const giveUp = () => (givenUp += 1);
          request.signal.addEventListener('abort', giveUp);
          const other = await instead(question, asked.length - 1);
          request.signal.removeEventListener('abort', giveUp);
          underWay -= 1;
          return other ?? answerTo(question, records);
        }),
      ),
  };
}

/** A refusal of the Loki behind the backend, which comes with a status that says little. */
export function refusal(message: string, status = 400): Response {
  return HttpResponse.json({ lokiClient: true, message }, { status });
}

/** An answer with some records, and what it says of whether there are more. */
export function answerOf(
  records: readonly TrafficRecord[],
  { isLimitReached }: { readonly isLimitReached: boolean },
): Response {
  const { stats, ...streams } = streamsOf(records);
  return HttpResponse.json({ ...streams, stats: { ...stats, limitReached: isLimitReached } });
}

function questionOf(params: URLSearchParams): AskedFor {
  const number = (name: string) => Number(params.get(name));
  return {
    recordType: params.get('recordType') ?? '',
    filters: decodeURIComponent(params.get('filters') ?? ''),
    startS: number('startTime'),
    endS: number('endTime'),
    limit: number('limit'),
    namespace: params.get('namespace') ?? undefined,
  };
}

function answerTo({ filters, limit, ...question }: AskedFor, records: readonly TrafficRecord[]): Response {
  const found = records
    .filter((record) => isOfType(record, question.recordType))
    .filter((record) => {
      const second = Math.floor(endOf(record) / 1000);
      return second >= question.startS && second <= question.endS;
    })
    .filter((record) => passesFilters(record, filters))
    .sort((a, b) => endOf(b) - endOf(a))
    .slice(0, limit);
  return answerOf(found, { isLimitReached: found.length >= limit });
}

function isOfType(record: TrafficRecord, type: string): boolean {
  return type === 'allConnections' ? isEvent(record) : recordTypeOf(record) === type;
}

function endOf(record: TrafficRecord): number {
  return numberField(record, 'TimeFlowEndMs') ?? 0;
}
