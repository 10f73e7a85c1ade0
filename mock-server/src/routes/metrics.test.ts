import type { AddressInfo } from 'node:net';

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { FakeClock } from '../../test/fake-clock.ts';
import { T0 } from '../../test/flow-builder.ts';
import { handleErrors } from '../http/error-handler.ts';
import { QueryLimits } from '../http/query-limits.ts';
import type { MetricsAnswer, MetricsQuery } from '../store/flow-store.ts';
import { flowMetricsRoutes } from './metrics.ts';
import type { RouteContext, Server } from './route-context.ts';

type Asked = { readonly query: MetricsQuery; readonly signal: AbortSignal };

/** A store that answers when it is told to, and notes what it is asked. */
class WaitingStore {
  readonly asked: Asked[] = [];
  readonly #answers: (() => void)[] = [];
  #onAsked: () => void = () => undefined;

  metrics(query: MetricsQuery, signal: AbortSignal): Promise<MetricsAnswer> {
    this.asked.push({ query, signal });
    this.#onAsked();
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
      this.#answers.push(() => {
        resolve({ series: [], seriesCount: 0 });
      });
    });
  }

  answer(): void {
    this.#answers.shift()?.();
  }

  /** Resolves when it has been asked so often. */
  async whenAsked(times: number): Promise<void> {
    while (this.asked.length < times) {
      await new Promise<void>((resolve) => {
        this.#onAsked = resolve;
      });
    }
  }
}

describe('flowMetricsRoutes', () => {
  let app: Server;
  let store: WaitingStore;
  beforeEach(() => {
    store = new WaitingStore();
    app = fastify({ forceCloseConnections: true }).withTypeProvider<TypeBoxTypeProvider>();
    app.decorateRequest('tenant', { getter: () => ({ namespaces: ['shop'] }) });
    handleErrors(app);
    const context = { store, clock: new FakeClock(T0), limits: new QueryLimits() };
    flowMetricsRoutes(app, context as unknown as RouteContext);
  });
  afterEach(() => app.close());

  const batchOf = (types: readonly string[]) => ({
    shared: { timeRange: 300, aggregateBy: 'app' },
    queries: types.map((type, index) => ({ id: String(index), type })),
  });

  test('asks the store once for what several queries ask for', async () => {
    const answered = app.inject({
      method: 'POST',
      url: '/api/metrics',
      payload: batchOf(['Bytes', 'Bytes', 'Packets', 'Bytes']),
    });
    await store.whenAsked(1);
    store.answer();
    await store.whenAsked(2);
    store.answer();
    const { results } = (await answered).json<{ results: readonly object[] }>();
    expect(results).toHaveLength(4);
    expect(store.asked.map(({ query }) => query.field)).toEqual(['Bytes', 'Packets']);
  });

  test('confines the metrics of a tenant to its namespaces, one by one and in batches', async () => {
    const one = app.inject('/api/flow/metrics?timeRange=300&aggregateBy=app&type=Flows');
    await store.whenAsked(1);
    store.answer();
    await one;
    const many = app.inject({ method: 'POST', url: '/api/metrics', payload: batchOf(['Flows']) });
    await store.whenAsked(2);
    store.answer();
    await many;
    for (const { query } of store.asked) {
      expect(JSON.stringify(query.filter)).toContain('"shop"');
    }
  });

  test('gives up a batch when its client has gone', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const leaving = new AbortController();
    const answer = fetch(`http://127.0.0.1:${port}/api/metrics`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batchOf(['Bytes', 'Packets', 'PktDropBytes', 'PktDropPackets'])),
      signal: leaving.signal,
    });
    await store.whenAsked(2);
    const left = Promise.all(
      store.asked.map(({ signal }) => new Promise((resolve) => signal.addEventListener('abort', resolve))),
    );
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await left;
    await new Promise((resolve) => setImmediate(resolve));
    expect(store.asked).toHaveLength(2);
  });
});
