import type { FastifyInstance } from 'fastify';

import type { Backend } from '../backend.ts';
import { LOKI_LIMITS } from '../loki/loki-limits.ts';
import { jsonAnswer, textAnswer } from './answer.ts';
import { serve, serveAdmins } from './serve.ts';

const BUILD = { version: '3.5.0', revision: '', branch: '', buildUser: '', buildDate: '', goVersion: '' };

const LIMITS = {
  max_entries_limit_per_query: LOKI_LIMITS.entries,
  max_query_series: LOKI_LIMITS.series,
  max_query_length: '30d1h',
  query_timeout: '1m',
  retention_period: '0s',
};

/** What Loki says of itself: `/api/loki/ready` and others. All but the first only for those who may see all traffic. */
export function lokiInfoRoutes(app: FastifyInstance, backend: Backend): void {
  serve(app, backend, '/api/loki/ready', () => textAnswer('ready\n'));
  serveAdmins(app, backend, '/api/loki/buildinfo', () => textAnswer(JSON.stringify(BUILD)));
  serveAdmins(app, backend, '/api/loki/config/limits', () => jsonAnswer(LIMITS));
  serveAdmins(app, backend, '/api/loki/metrics', ({ loki: { store } }) =>
    textAnswer(
      [
        '# HELP loki_ingester_memory_streams The total number of streams in memory per tenant.',
        '# TYPE loki_ingester_memory_streams gauge',
        `loki_ingester_memory_streams{tenant="netobserv"} ${store.streams.length}`,
        '# HELP loki_distributor_lines_received_total The total number of lines received per tenant',
        '# TYPE loki_distributor_lines_received_total counter',
        `loki_distributor_lines_received_total{tenant="netobserv"} ${store.entryCount}`,
        '',
      ].join('\n'),
    ),
  );
}
