import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { bundledFrontend } from '../src/bundled-frontend.ts';
import { bundledRecordings } from '../src/bundled-recordings.ts';
import type { ServerOptions } from '../src/config.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { operatorFields } from '../src/netobserv/operator-fields.ts';
import { FakeClock } from './fake-clock.ts';
import { flow, T0 } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const TOUR = bundledRecordings().find(({ name }) => name === 'tour')?.path ?? '';
const NOW = T0 + 1e10;

type RecordsBody = {
  readonly result: readonly {
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [string, string])[];
  }[];
  readonly stats: { readonly totalEntries: number };
};

describe('a server like NetObserv', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  async function withApp(more: Partial<ServerOptions>, use: (app: App, clock: FakeClock) => Promise<void>) {
    const clock = new FakeClock(NOW);
    const options = {
      ...SERVER_DEFAULTS,
      flowsPaths: [TOUR],
      logLevel: 'silent',
      like: 'netobserv',
    } as const;
    const app = await createApp({ ...options, ...more }, clock);
    try {
      await use(app, clock);
    } finally {
      await app.stop();
    }
  }

  async function json<T>({ app }: App, url: string): Promise<T> {
    const answer = await app.inject(url);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<T>();
  }

  function newestEnd({ result }: RecordsBody): number {
    return Math.max(...result.flatMap(({ values }) => values.map(([time]) => Number(time) / 1e6)));
  }

  test('goes on with a live recording, and knows of types, zones and what is announced', async () => {
    await withApp({ timeline: 'live' }, async (app, clock) => {
      const url = '/api/loki/flow/records?timeRange=300&limit=500&recordType=flowLog';
      const before = await json<RecordsBody>(app, url);
      expect(before.stats.totalEntries).toBe(500);
      await clock.pass(30_000);
      const after = await json<RecordsBody>(app, url);
      expect(newestEnd(after)).toBeGreaterThan(newestEnd(before));
      expect(newestEnd(after)).toBeLessThanOrEqual(clock.now());
      expect(after.result.every(({ stream }) => stream['_RecordType'] === 'flowLog')).toBe(true);
      expect(JSON.stringify(after)).not.toContain('Duplicate');
      const events = await json<RecordsBody>(app, url.replace('flowLog', 'allConnections'));
      expect(events.stats.totalEntries).toBe(500);
      const config = await json<Record<string, unknown>>(app, '/api/frontend-config');
      expect(config['lokiLabels']).toEqual(
        expect.arrayContaining(['_RecordType', 'SrcK8S_Zone', 'DstK8S_Zone']),
      );
      expect(config['fields']).toHaveLength(64);
      expect(config['fields']).toEqual(operatorFields(bundledFrontend().fields));
      expect(config).not.toHaveProperty('capabilities');
      const { loki } = await json<{ loki: { namespacesCount: number } }>(app, '/api/status');
      expect(loki.namespacesCount).toBe(12);
      expect(await json(app, '/api/resources/zones')).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
    });
  });

  test('forgets in Loki what the store forgets', async () => {
    const flows = Array.from({ length: 10 }, (_, index) => flow({ TimeFlowEndMs: T0 + index }));
    const flowsPaths = [await files.writeFlows(flows)];
    const retention = { maxRecords: 3 };
    await withApp({ flowsPaths, timeline: 'recorded', retention, logTypes: 'Flows' }, async (app) => {
      const url = `/api/loki/flow/records?startTime=${T0 / 1000}&endTime=${T0 / 1000 + 60}`;
      expect((await json<RecordsBody>(app, url)).stats.totalEntries).toBe(3);
      expect((await app.store.summary()).records.flowLog).toBe(3);
    });
  });

  test('does not tell types of records apart where only flow logs are produced', async () => {
    const flowsPaths = [await files.writeFlows([flow({ SrcK8S_Namespace: 'shop' })])];
    await withApp({ flowsPaths, timeline: 'recorded', logTypes: 'Flows' }, async (app) => {
      const url = `/api/loki/flow/records?startTime=${T0 / 1000}&endTime=${T0 / 1000 + 60}`;
      const events = await json<RecordsBody>(app, `${url}&recordType=endConnection`);
      expect(events.stats.totalEntries).toBe(1);
      expect(await json(app, '/api/frontend-config')).toMatchObject({ recordTypes: ['flowLog'] });
    });
  });

  test('takes the fields of a configuration of one’s own as they are', async () => {
    const frontend = {
      ...bundledFrontend(),
      fields: [{ name: 'Custom', type: 'number' }],
      lokiLabels: ['SrcK8S_Type'],
    };
    const flowsPaths = [await files.writeFlows([flow()])];
    await withApp({ frontend, flowsPaths, timeline: 'recorded' }, async (app) => {
      const config = await json<Record<string, unknown>>(app, '/api/frontend-config');
      expect(config['fields']).toEqual(frontend.fields);
      expect(config['lokiLabels']).toEqual(expect.arrayContaining(['SrcK8S_Type', '_RecordType']));
    });
  });

  test('has what the project’s own tools ask for, and nothing else of ours', async () => {
    const tokens = [{ name: 'admin', token: 'a-token-of-16-characters' }];
    const headers = { authorization: 'Bearer a-token-of-16-characters' };
    const flowsPaths = [await files.writeFlows([flow()])];
    await withApp({ tokens, flowsPaths, timeline: 'live' }, async ({ app }) => {
      const statusOf = async (url: string, asKnown: boolean) =>
        (await app.inject({ url, headers: asKnown ? headers : {} })).statusCode;
      expect(await statusOf('/health', false)).toBe(200);
      expect(await statusOf('/api/replay', false)).toBe(401);
      expect(await statusOf('/api/replay', true)).toBe(200);
      expect(await statusOf('/api/status', false)).toBe(401);
      for (const path of [
        '/api/conversations',
        '/api/conversations/facets',
        '/api/explain',
        '/api/metrics',
        '/metrics',
      ]) {
        expect(await statusOf(path, true)).toBe(404);
      }
      const change = { method: 'PATCH', url: '/api/replay', headers } as const;
      expect((await app.inject({ ...change, payload: { isPaused: true } })).json()).toMatchObject({
        isPaused: true,
      });
      const refused = await app.inject({ ...change, payload: { isPaused: 'x' } });
      expect([refused.statusCode, refused.json<{ message: string }>().message]).toEqual([
        400,
        expect.any(String) as unknown,
      ]);
    });
  });
});
