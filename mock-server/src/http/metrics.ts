import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { String as Text } from 'typebox';

import type { FlowStore } from '../store/flow-store.ts';

/** One value of a metric of the tracker, by flowlogs-pipeline's name without its prefix. */
export type Sample = {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

const PREFIX = 'netobserv_';
/** In seconds: from a fast answer to the limit of a query. */
const BUCKETS = [0.005, 0.02, 0.1, 0.5, 2, 10, 30];

const SCHEMA = {
  summary: 'Metrics for Prometheus',
  description: `Requests and their duration, records and conversations in the store, and what connection tracking
did, under the names that it has in a cluster.`,
  tags: ['server'],
  response: {
    200: {
      description: "Prometheus' text format.",
      content: { 'text/plain': { schema: Text() } },
    },
  },
};

/** All metrics as they are now, in Prometheus' text format. */
export type PrintMetrics = () => Promise<{ readonly contentType: string; readonly text: string }>;

/**
 * `GET /metrics`: Prometheus metrics of requests, of the store, and of connection tracking.
 *
 * The tracker's are asked for when somebody looks, under the names they have in a cluster. Returns what prints them elsewhere.
 */
export function metricsRoute(
  app: FastifyInstance,
  store: FlowStore,
  trackerSamples: () => readonly Sample[],
): PrintMetrics {
  const registry = new Registry();
  const durations = new Histogram({
    name: `${PREFIX}http_api_calls_duration`,
    help: 'Time to answer a request, in seconds',
    labelNames: ['handler', 'code'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const sizes = storeGauges(registry);
  app.addHook('onResponse', (request, reply, done) => {
    const handler = request.routeOptions.url ?? 'not-found';
    durations.observe({ handler, code: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  const print = async () => {
    const summary = await store.summary();
    for (const [type, count] of Object.entries(summary.records)) {
      sizes.records.set({ type }, count);
    }
    sizes.conversations.set({ status: 'open' }, summary.openConversations);
    sizes.conversations.set({ status: 'ended' }, summary.conversations - summary.openConversations);
    setSamples(registry, trackerSamples());
    return { contentType: registry.contentType, text: await registry.metrics() };
  };
  app.get('/metrics', { schema: SCHEMA }, async (_request, reply) => {
    const { contentType, text } = await print();
    return reply.type(contentType).send(text);
  });
  return print;
}

function storeGauges(registry: Registry) {
  return {
    records: new Gauge({
      name: `${PREFIX}store_records`,
      help: 'Records in the store',
      labelNames: ['type'],
      registers: [registry],
    }),
    conversations: new Gauge({
      name: `${PREFIX}store_conversations`,
      help: 'Conversation instances in the store',
      labelNames: ['status'],
      registers: [registry],
    }),
  };
}

/** Makes the metrics of the tracker say what its samples say. */
function setSamples(registry: Registry, samples: readonly Sample[]): void {
  for (const name of new Set(samples.map((sample) => sample.name))) {
    registry.removeSingleMetric(PREFIX + name);
  }
  for (const { name, kind, labels, value } of samples) {
    const existing = registry.getSingleMetric(PREFIX + name);
    const options = {
      name: PREFIX + name,
      help: `Connection tracking: ${name}`,
      labelNames: Object.keys(labels),
      registers: [registry],
    };
    const metric =
      existing instanceof Counter || existing instanceof Gauge
        ? existing
        : kind === 'counter'
          ? new Counter(options)
          : new Gauge(options);
    metric.inc(labels, value);
  }
}
