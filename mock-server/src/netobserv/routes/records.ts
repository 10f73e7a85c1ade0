import type { FastifyInstance } from 'fastify';

import type { Backend } from '../backend.ts';
import { nanoseconds } from '../loki/log-entry.ts';
import { lokiStats } from '../loki/query-stats.ts';
import { jsonAnswer } from './answer.ts';
import { askRecords } from './asked-records.ts';
import { serve } from './serve.ts';

/** `GET /api/loki/flow/records`: records that match, in Loki's envelope. */
export function recordRoutes(app: FastifyInstance, backend: Backend): void {
  serve(app, backend, '/api/loki/flow/records', (asked) => {
    const { streams, queries, entries, duplicates, isLimitReached } = askRecords(backend, asked);
    return jsonAnswer({
      resultType: 'streams',
      result: streams.map((stream) => ({
        stream: stream.labels,
        values: stream.entries.map(({ timeMs, line }) => [nanoseconds(timeMs), line]),
      })),
      stats: {
        numQueries: queries,
        totalEntries: entries,
        duplicates,
        limitReached: isLimitReached,
        queriesStats: Array.from({ length: queries }, () => lokiStats(0)),
        dataSources: null,
      },
      // The backend tells its time with metrics alone.
      unixTimestamp: 0,
    });
  });
}
