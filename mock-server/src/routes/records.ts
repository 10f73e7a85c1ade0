import { RecordsAnswer } from '#model/wire/records.ts';

import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { RecordsParameters } from '../http/flow-query.ts';
import { ASKED_BY } from '../http/form-question.ts';
import { recordStreams } from '../query/record-streams.ts';
import { planRecords } from '../query/records-question.ts';
import type { RouteContext, Server } from './route-context.ts';

/** `GET /api/loki/flow/records`: the newest records that match, in Loki's envelope. */
export function recordRoutes(app: Server, { store, clock, limits, frontend }: RouteContext): void {
  for (const asking of ASKED_BY) {
    app.route({
      ...asking,
      url: '/api/loki/flow/records',
      schema: {
        summary: 'Flow logs and events that match',
        description: `The newest records that match, newest first, in Loki's envelope: records that share their labels
stand in one stream, each as the time of its end in nanoseconds and its other fields, of events their type, too, as JSON
text. Flow logs of a second observer of the same traffic are left out unless \`showDup\` is true. A question that is too long for a URL is sent by POST, its parameters as a form.`,
        tags: ['netobserv'],
        querystring: RecordsParameters,
        response: { 200: RecordsAnswer },
      },
      handler: async (request): Promise<RecordsAnswer> => {
        const query = accepted(planRecords(asked(request), clock.now()));
        const { records, hasMore } = await limits.run(request, (signal) => store.records(query, signal));
        return {
          resultType: 'streams',
          result: [...recordStreams(records, frontend.lokiLabels)],
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
    });
  }
}
