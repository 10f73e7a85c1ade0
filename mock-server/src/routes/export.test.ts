import type { AddressInfo } from 'node:net';

import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { FakeClock } from '../../test/fake-clock.ts';
import { flow, T0 } from '../../test/flow-builder.ts';
import { handleErrors } from '../http/error-handler.ts';
import { QueryLimits } from '../http/query-limits.ts';
import { EVERYBODY } from '../http/tenant.ts';
import { exportRoute } from './export.ts';
import type { RouteContext, Server } from './route-context.ts';

const STEP = Array.from({ length: 1000 }, () => flow());

/** A store with records without end, that notes how far it was read and whether anybody still wants more. */
class EndlessStore {
  steps = 0;
  signal: AbortSignal | undefined;
  isLeft = false;

  fields(): Promise<readonly string[]> {
    return Promise.resolve(['SrcAddr']);
  }

  async *export(_query: unknown, signal: AbortSignal): AsyncGenerator<readonly TrafficRecord[]> {
    this.signal = signal;
    try {
      for (;;) {
        signal.throwIfAborted();
        this.steps += 1;
        yield await Promise.resolve(STEP);
      }
    } finally {
      this.isLeft = true;
    }
  }
}

describe('exportRoute', () => {
  let app: Server;
  let store: EndlessStore;
  beforeEach(async () => {
    store = new EndlessStore();
    app = fastify({
      forceCloseConnections: true,
    }).withTypeProvider<TypeBoxTypeProvider>();
    app.decorateRequest('tenant', { getter: () => EVERYBODY });
    handleErrors(app);
    const context = { store, clock: new FakeClock(T0), limits: new QueryLimits() };
    exportRoute(app, context as unknown as RouteContext);
    await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => app.close());

  const urlOf = () => {
    const { port } = app.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api/loki/export?format=ndjson`;
  };

  test('reads no further than the client does, and stops when that has gone', async () => {
    const leaving = new AbortController();
    const response = await fetch(urlOf(), { signal: leaving.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    let [before, after] = [-1, store.steps];
    // As soon as all buffers between the two are full, nothing more is read.
    while (after > before) {
      await new Promise((resolve) => setImmediate(resolve));
      await fetch(urlOf().replace('/api/loki/export', '/nothing'));
      [before, after] = [after, store.steps];
    }
    expect(store.steps).toBeLessThan(200);
    const left = new Promise((resolve) => store.signal?.addEventListener('abort', resolve));
    leaving.abort();
    await left;
    expect(store.signal?.aborted).toBe(true);
  });

  test.each(['ndjson', 'csv', 'json'])(
    'breaks the transfer off when a later step fails: %s',
    async (format) => {
      store.export = async function* () {
        yield await Promise.resolve(STEP);
        throw new Error('broken');
      };
      const response = await fetch(urlOf().replace('ndjson', format));
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
    },
  );

  test('leaves the store when the limit is reached', async () => {
    const text = await (await fetch(`${urlOf()}&limit=1500`)).text();
    expect(text).toMatch(/"count":1500,"isTruncated":true\}\}\n$/);
    expect(store.isLeft).toBe(true);
    expect(store.steps).toBe(2);
  });

  test('answers a failure of the first step in JSON', async () => {
    store.export = () => {
      throw new Error('broken');
    };
    const response = await fetch(urlOf());
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ code: 'internal-error' });
  });
});
