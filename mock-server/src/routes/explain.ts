import { ExplainAnswer } from '#model/wire/explain.ts';

import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { ExplainParameters } from '../http/explain-parameters.ts';
import { countExplained } from '../query/explain/explain-counts.ts';
import { planExplain } from '../query/explain/explain-question.ts';
import { findLostIds } from '../query/explain/lost-ids.ts';
import { reasonsFor } from '../query/explain/reasons.ts';
import type { RouteContext, Server } from './route-context.ts';

const SCHEMA = {
  summary: 'Why a query finds what it finds',
  description: `For each condition of a query how many pass it alone, and how many would be found without it; the
nearest instants at which anything passes; and why there may be nothing, as far as it is known. It takes the query of
\`/api/loki/flow/records\` or, for any type of events, that of \`/api/conversations\`.`,
  tags: ['ours'],
  querystring: ExplainParameters,
  response: { 200: ExplainAnswer },
};

/** `GET /api/explain`: what each condition of a query does, and why its answer may be empty. */
export function explainRoute(app: Server, context: RouteContext): void {
  const { store, clock, limits, logTypes, frontend, retention } = context;
  app.get('/api/explain', { schema: SCHEMA }, async (request): Promise<ExplainAnswer> => {
    const plan = accepted(planExplain(asked(request), clock.now()));
    return limits.run(request, async (signal) => {
      const explained = await countExplained(store, plan, signal);
      const [summary, lostIds] = await Promise.all([
        explained.total === 0 ? store.summary(signal) : {},
        findLostIds(store, plan, explained, signal),
      ]);
      const surroundings = {
        logTypes,
        features: frontend.features,
        summary,
        hasForgotten: retention().forgottenRecords > 0,
      };
      return {
        of: plan.of,
        total: explained.total,
        span: finite(plan.span),
        groups: explained.groups.map((conditions) => ({
          conditions: conditions.map(({ text, fields, alone, without }) => ({
            text,
            fields: [...fields],
            alone,
            without,
          })),
        })),
        implicit: [...explained.implicit],
        nearest: explained.nearest,
        reasons: [...reasonsFor(plan, explained, surroundings), ...lostIds],
        unixTimestamp: Math.floor(clock.now() / 1000),
      };
    });
  });
}

function finite({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }) {
  return {
    ...(Number.isFinite(fromMs) ? { fromMs } : {}),
    ...(Number.isFinite(toMs) ? { toMs } : {}),
  };
}
