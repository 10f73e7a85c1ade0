import { FacetsAnswer } from '#model/wire/conversations.ts';

import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { FacetsParameters } from '../http/explain-parameters.ts';
import { planFacets } from '../query/facets-question.ts';
import type { RouteContext, Server } from './route-context.ts';

const SCHEMA = {
  summary: 'Which values fields have among conversations',
  description: `For each field its most frequent values among the conversations that match, with how many
conversations have each. The empty value stands for conversations in which the field is not set.`,
  tags: ['ours'],
  querystring: FacetsParameters,
  response: { 200: FacetsAnswer },
};

/** `GET /api/conversations/facets`: the values of fields among the conversations that match. */
export function facetsRoute(app: Server, { store, clock, limits }: RouteContext): void {
  app.get('/api/conversations/facets', { schema: SCHEMA }, async (request): Promise<FacetsAnswer> => {
    const query = accepted(planFacets(asked(request), clock.now()));
    const facets = await limits.run(request, (signal) => store.facets(query, signal));
    return {
      facets: facets.map((facet) => ({ ...facet, values: [...facet.values] })),
      unixTimestamp: Math.floor(clock.now() / 1000),
    };
  });
}
