import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { fastify } from 'fastify';

import type { TrafficRecord } from '#model/flow.ts';
import type { LogTypesSetting } from '#model/wire/config.ts';

import { handleErrors } from '../src/http/error-handler.ts';
import { QueryLimits } from '../src/http/query-limits.ts';
import type { Tenant } from '../src/http/tenant.ts';
import { conversationRoute, conversationsRoute } from '../src/routes/conversations.ts';
import { explainRoute } from '../src/routes/explain.ts';
import { facetsRoute } from '../src/routes/facets.ts';
import type { RouteContext, Server } from '../src/routes/route-context.ts';
import { DuckDbFlowStore } from '../src/store/duckdb/duckdb-flow-store.ts';
import type { FlowStore } from '../src/store/flow-store.ts';
import { FakeClock } from './fake-clock.ts';
import { T0 } from './flow-builder.ts';

/** Routes of questions about conversations around a store of records, for a test to ask as whom it wants. */
export class RouteServer {
  readonly store: FlowStore;
  readonly #app: Server;
  /** Who asks from now on. */
  tenant: Tenant = {};

  private constructor(store: FlowStore, logTypes: LogTypesSetting) {
    this.store = store;
    this.#app = fastify().withTypeProvider<TypeBoxTypeProvider>();
    this.#app.decorateRequest('tenant', { getter: () => this.tenant });
    handleErrors(this.#app);
    const context = {
      store,
      clock: new FakeClock(T0 + 3_600_000),
      limits: new QueryLimits(),
      logTypes,
      frontend: { features: ['flowRTT'] },
      retention: () => ({ maxRecords: 1000, forgottenRecords: 0 }),
    } as unknown as RouteContext;
    conversationsRoute(this.#app, context);
    conversationRoute(this.#app, context);
    facetsRoute(this.#app, context);
    explainRoute(this.#app, context);
  }

  static async holding(
    records: readonly TrafficRecord[],
    logTypes: LogTypesSetting = 'All',
  ): Promise<RouteServer> {
    const store = await DuckDbFlowStore.open();
    await store.ingest(records);
    return new RouteServer(store, logTypes);
  }

  async get(path: string, query: Readonly<Record<string, string>> = {}) {
    const response = await this.#app.inject({ url: path, query: { ...query } });
    return { status: response.statusCode, body: response.json<unknown>() };
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.store.close();
  }
}
