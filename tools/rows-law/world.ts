import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Backend } from '#model/backend/profile.ts';
import { backendOf } from '#model/backend/profile.ts';
import { RECORD_TYPES } from '#model/event.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { App } from '../../mock-server/src/app.ts';
import { createApp } from '../../mock-server/src/app.ts';
import type { ServerOptions } from '../../mock-server/src/config.ts';
import { SERVER_DEFAULTS } from '../../mock-server/src/config.ts';
import { fetchConfig } from '../../src/api/config.ts';
import { backendUrl } from '../../src/ui/console/backend-url.ts';

/** What a world is made of: flow logs, and how they are tracked and answered about. */
export type WorldOptions = {
  readonly name: string;
  /** A file of flow logs, or their text as JSON lines. */
  readonly flows: { readonly path: string } | { readonly text: string };
  readonly like?: 'netobserv';
  readonly deployment?: 'Direct' | 'Service';
  readonly logTypes?: 'All' | 'EndedConversations';
};

/** A backend that is asked as the page asks it, and all that it knows. */
export type World = {
  readonly backend: Backend;
  /** Every record, without the marks of second observers where the backend has none. */
  readonly records: readonly TrafficRecord[];
  readonly requests: () => number;
  readonly close: () => Promise<void>;
};

/**
 * Starts a server that plays flow logs at their own times, and puts it behind the console's proxy: `fetch` reaches it
 * without a network.
 */
export async function createWorld({
  flows,
  like,
  deployment,
  logTypes = 'All',
}: WorldOptions): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'rows-law-'));
  const path = 'path' in flows ? flows.path : join(folder, 'flows.jsonl');
  if ('text' in flows) {
    await writeFile(path, flows.text);
  }
  const options: ServerOptions = {
    ...SERVER_DEFAULTS,
    timeline: 'recorded',
    logLevel: 'silent',
    flowsPaths: [path],
    logTypes,
    ...(like === undefined ? {} : { like }),
    ...(deployment === undefined ? {} : { deployment }),
  };
  const app = await createApp(options);
  await rm(folder, { recursive: true });
  let requests = 0;
  const proxied = backendUrl('/');
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input) => {
    requests += 1;
    const url = new URL(input instanceof Request ? input.url : input, 'http://localhost');
    const answer = await app.app.inject(`/${url.pathname.slice(proxied.length)}${url.search}`);
    const type = answer.headers['content-type'];
    return new Response(answer.body, {
      status: answer.statusCode,
      headers: typeof type === 'string' ? { 'Content-Type': type } : {},
    });
  };
  const backend = backendOf(await fetchConfig(new AbortController().signal));
  return {
    backend,
    records: await recordsOf(app, like),
    requests: () => requests,
    close: async () => {
      globalThis.fetch = realFetch;
      await app.stop();
    },
  };
}

async function recordsOf({ store }: App, like: WorldOptions['like']): Promise<readonly TrafficRecord[]> {
  const { records } = await store.records({
    span: { fromMs: -Infinity, toMs: Infinity },
    types: RECORD_TYPES,
    filter: EVERYTHING,
    limit: 1_000_000,
  });
  return like === undefined ? records : records.map(({ Duplicate: _mark, ...record }) => record);
}
