import { String as Text } from 'typebox';

import { LokiBuildInfo, LokiLimits } from '#model/wire/stand-ins.ts';

import { MAX_LIMIT } from '../http/flow-query.ts';
import type { PrintMetrics } from '../http/metrics.ts';
import { TIME_LIMIT_MS } from '../http/query-limits.ts';
import type { RouteContext, Server } from './route-context.ts';

const TEXT = 'text/plain; charset=utf-8';

const READY = {
  summary: 'Whether records can be asked for',
  description: '`ready` as soon as the server answers: the recording is loaded before.',
  tags: ['netobserv'],
  response: { 200: { description: 'A word.', content: { 'text/plain': { schema: Text() } } } },
};

const METRICS = {
  summary: 'The metrics of this server',
  description: 'As at `/metrics`. Only for those who may see all traffic.',
  tags: ['netobserv'],
  response: {
    200: { description: "Prometheus' text format.", content: { 'text/plain': { schema: Text() } } },
  },
};

const BUILD_INFO = {
  summary: 'Which version this server is',
  description: 'As Loki says it of itself. Only for those who may see all traffic.',
  tags: ['netobserv'],
  response: { 200: LokiBuildInfo },
};

const LIMITS = {
  summary: 'How much can be asked for',
  description: "Under the names of Loki's limits. Only for those who may see all traffic.",
  tags: ['netobserv'],
  response: { 200: LokiLimits },
};

/** What NetObserv's page shows of Loki when something goes wrong, said of this server: `/api/loki/ready` and others. */
export function lokiInfoRoutes(app: Server, context: RouteContext, printMetrics: PrintMetrics): void {
  const { frontend, retention } = context;
  app.get('/api/loki/ready', { schema: READY }, (_request, reply) => {
    void reply.type(TEXT);
    return 'ready';
  });
  app.get('/api/loki/metrics', { schema: METRICS }, async (_request, reply) => {
    const { contentType, text } = await printMetrics();
    return reply.type(contentType).send(text);
  });
  app.get('/api/loki/buildinfo', { schema: BUILD_INFO }, (): LokiBuildInfo => ({
    version: frontend.buildVersion,
    revision: '',
    branch: '',
    buildUser: '',
    buildDate: frontend.buildDate,
    goVersion: '',
  }));
  app.get('/api/loki/config/limits', { schema: LIMITS }, (): LokiLimits => ({
    max_entries_limit_per_query: MAX_LIMIT,
    query_timeout: `${TIME_LIMIT_MS / 1000}s`,
    max_query_length: '0s',
    retention_period: `${Math.floor((retention().maxAgeMs ?? 0) / 1000)}s`,
  }));
}
