import type { RecordsAnswer } from '#model/wire/records.ts';

import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { RecordsParameters } from '../http/flow-query.ts';
import { recordStreams } from '../query/record-streams.ts';
import { planRecords } from '../query/records-question.ts';
import type { RouteContext, Server } from './route-context.ts';

/** `GET /api/loki/flow/records`: the newest records that match, in Loki's envelope. */
export function recordRoutes(app: Server, { store, clock, limits }: RouteContext): void {
  app.get(
    '/api/loki/flow/records',
    { schema: { querystring: RecordsParameters } },
    async (request): Promise<RecordsAnswer> => {
      const query = accepted(planRecords(asked(request), clock.now()));
      const { records, hasMore } = await limits.run(request, (signal) => store.records(query, signal));
      return {
        resultType: 'streams',
        result: [...recordStreams(records)],
        stats: {
          numQueries: 1,
          totalEntries: records.length,
          duplicates: 0,
          limitReached: hasMore,
          queriesStats: [],
          dataSources: ['loki'],
        },
        unixTimestamp: Math.floor(clock.now() / 1000),
      };
    },
  );
}
