import type { FastifyRequest } from 'fastify';

import { MatrixAnswer, MetricsBatch, MetricsBatchAnswer } from '#model/wire/metrics.ts';

import { accepted } from '../http/accepted.ts';
import { asked } from '../http/asked.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { asItIs, onlyJson, readBody } from '../http/json-body.ts';
import {
  BatchedMetricsParameters,
  DescribedMetricsBatch,
  MetricsParameters,
} from '../http/metrics-parameters.ts';
import { matrixAnswer } from '../query/metrics/matrix.ts';
import type { Known, MetricsPlan } from '../query/metrics/metrics-question.ts';
import { isOpen, planMetrics } from '../query/metrics/metrics-question.ts';
import type { MetricsAnswer } from '../store/flow-store.ts';
import type { RouteContext, Server } from './route-context.ts';

const MAX_BODY_BYTES = 256 * 1024;
/** So many queries of a batch are asked at once, so that it leaves room for what others ask. */
const AT_ONCE = 2;
/** The status of an answer that nobody waits for any more. */
const CLIENT_GONE = 499;

type Result = MetricsBatchAnswer['results'][number];

/** `GET /api/flow/metrics`: one metric, in Loki's envelope. `POST /api/metrics`: several at once. */
export function flowMetricsRoutes(app: Server, context: RouteContext): void {
  app.get(
    '/api/flow/metrics',
    {
      schema: {
        summary: 'A metric over time',
        description: `What is worked out of the records that match, for each step of the time range: in one series for
all of them, or in one for each value of some fields. The series that are greatest over the whole range come first (for
\`min\` the least), and no more than \`limit\`. A step counts as far as it lies within the range, but a rate that looks back
over more than a step does so before the range, too. Flow logs of a second observer of the same traffic are left out
unless a filter asks for a direction.`,
        tags: ['netobserv'],
        querystring: MetricsParameters,
        response: { 200: MatrixAnswer },
      },
    },
    async (request): Promise<MatrixAnswer> => {
      const nowMs = context.clock.now();
      const known = { nowMs, ...(isOpen(request.query) ? await knownSpan(request, context) : {}) };
      const plan = accepted(planMetrics(asked(request), known));
      return matrixAnswer(plan, await answerOf(request, context, plan), nowMs);
    },
  );
  app.post(
    '/api/metrics',
    {
      onRequest: onlyJson,
      bodyLimit: MAX_BODY_BYTES,
      validatorCompiler: asItIs,
      schema: {
        summary: 'Several metrics at once',
        description: `Each query has the parameters of \`/api/flow/metrics\`, those in \`shared\` included, and an id. One that
cannot be answered has a problem for a result, and the others their answers all the same.`,
        tags: ['ours'],
        body: DescribedMetricsBatch,
        response: { 200: MetricsBatchAnswer },
      },
    },
    (request) => answerBatch(request, context),
  );
}

async function answerBatch(request: FastifyRequest, context: RouteContext): Promise<MetricsBatchAnswer> {
  const { shared, queries } = readBody(MetricsBatch, request.body);
  refuseSameIds(queries.map(({ id }) => id));
  const nowMs = context.clock.now();
  const summary = once(() => knownSpan(request, context));
  const answers = new Map<string, Promise<MetricsAnswer>>();
  const results = await inTurns(queries, async ({ id, ...own }): Promise<Result> => {
    try {
      const query = readBody(BatchedMetricsParameters, { ...shared, ...own, id });
      const known = { nowMs, ...(isOpen(query) ? await summary() : {}) };
      const plan = accepted(planMetrics(asked({ tenant: request.tenant, query }), known));
      const key = JSON.stringify(plan.query);
      const answer = answers.get(key) ?? answerOf(request, context, plan);
      answers.set(key, answer);
      return { id, answer: matrixAnswer(plan, await answer, nowMs) };
    } catch (error) {
      if (error instanceof HttpProblem && error.status !== CLIENT_GONE) {
        return { id, problem: error.problem };
      }
      throw error;
    }
  });
  return { results, unixTimestamp: Math.floor(nowMs / 1000) };
}

function refuseSameIds(ids: readonly string[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) {
    throw new HttpProblem(400, {
      message: `Two queries have the id ${JSON.stringify(twice)}; ids must differ.`,
      code: 'invalid-body',
      path: 'queries',
    });
  }
}

function answerOf(
  request: FastifyRequest,
  { store, limits }: RouteContext,
  { query }: MetricsPlan,
): Promise<MetricsAnswer> {
  return limits.run(request, (signal) => store.metrics(query, signal));
}

async function knownSpan(
  request: FastifyRequest,
  { store, limits }: RouteContext,
): Promise<Pick<Known, 'firstMs' | 'lastMs'>> {
  const { firstMs, lastMs } = await limits.run(request, (signal) => store.summary(signal));
  return firstMs === undefined || lastMs === undefined ? {} : { firstMs, lastMs };
}

/** What each item comes to, in their order; a few are worked on at once. The first failure ends it all. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()].reverse();
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [index, item] = next;
      results[index] = await work(item);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, worker);
  try {
    await Promise.all(workers);
  } finally {
    waiting.length = 0;
  }
  return results;
}

/** Makes a promise when it is first asked for, and gives the same one from then on. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
