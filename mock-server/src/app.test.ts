import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EVENT_TYPES } from '#model/event.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import type { LogTypesSetting } from '#model/wire/config.ts';
import { LOG_TYPES_SETTINGS } from '#model/wire/config.ts';

import { FakeClock } from '../test/fake-clock.ts';
import { flow, T0 } from '../test/flow-builder.ts';
import { RecordingFiles } from '../test/recording-files.ts';
import type { App } from './app.ts';
import { createApp } from './app.ts';
import type { ServerOptions } from './config.ts';
import { bundledRecordings } from './bundled-recordings.ts';
import { SERVER_DEFAULTS } from './config.ts';

const TOUR = bundledRecordings().find(({ name }) => name === 'tour')?.path ?? '';
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const ALL_CONVERSATIONS = {
  span: ALWAYS,
  filter: EVERYTHING,
  order: { key: 'start', direction: 'desc' },
  limit: 10_000,
} as const;

describe('createApp', () => {
  let files: RecordingFiles;
  beforeAll(async () => {
    files = await RecordingFiles.create();
  });
  afterAll(() => files.remove());

  const options = (more: Partial<ServerOptions>): ServerOptions => ({
    ...SERVER_DEFAULTS,
    flowsPaths: [TOUR],
    timeline: 'recorded',
    logLevel: 'silent',
    ...more,
  });

  async function withApp(more: Partial<ServerOptions>, use: (app: App, clock: FakeClock) => Promise<void>) {
    const clock = new FakeClock(T0 + 1e10);
    const app = await createApp(options(more), clock);
    try {
      await use(app, clock);
    } finally {
      await app.stop();
    }
  }

  test('holds the conversations that the stored events of the bundled recording fold to', async () => {
    await withApp({}, async ({ store }) => {
      const { items, total } = await store.conversations(ALL_CONVERSATIONS);
      const page = await store.records({ span: ALWAYS, types: EVENT_TYPES, filter: EVERYTHING, limit: 1e5 });
      const folded = foldEvents(page.records).map(({ conversation }) => conversation);
      expect(total).toBeGreaterThan(500);
      expect(byKey(items)).toEqual(byKey(folded));
    });
  });

  test('finds as many flow logs of each conversation as connection tracking counted', async () => {
    await withApp({}, async ({ store }) => {
      const { items } = await store.conversations({
        ...ALL_CONVERSATIONS,
        order: { key: 'flows', direction: 'desc' },
        limit: 200,
      });
      for (const { id, startMs, flows, events } of items) {
        const found = await store.conversation({ id, startMs }, 1);
        expect([found?.flowCount, found?.events.length]).toEqual([flows, events]);
      }
    });
  });

  const PRODUCED: Readonly<Record<LogTypesSetting, readonly string[]>> = {
    Flows: ['flowLog'],
    Conversations: ['newConnection', 'heartbeat', 'endConnection'],
    EndedConversations: ['endConnection'],
    All: ['flowLog', 'newConnection', 'heartbeat', 'endConnection'],
  };
  test.each(LOG_TYPES_SETTINGS)(
    'stores and announces what %s asks for, and nothing else',
    async (logTypes) => {
      await withApp({ logTypes }, async ({ app, store }) => {
        const config = (await app.inject('/api/frontend-config')).json<{ recordTypes: string[] }>();
        expect(config.recordTypes).toEqual(PRODUCED[logTypes]);
        const { records, conversations } = await store.summary();
        const stored = Object.entries(records).flatMap(([type, count]) => (count > 0 ? [type] : []));
        expect(stored.sort()).toEqual([...PRODUCED[logTypes]].sort());
        expect(conversations > 0).toBe(logTypes !== 'Flows');
      });
    },
  );

  test('ends what is over when the recording is, and counts two observers of one connection once', async () => {
    const flowsPath = await files.writeFlows([
      flow({ AgentIP: 'n1', Bytes: 10 }),
      flow({ AgentIP: 'n2', Bytes: 10 }),
      flow({ AgentIP: 'n1', Bytes: 5, TimeFlowEndMs: T0 + 10_000 }),
      flow({ SrcPort: 1, TimeFlowStartMs: T0 + 1, TimeFlowEndMs: T0 + 30_000 }),
    ]);
    await withApp({ flowsPaths: [flowsPath] }, async ({ store }) => {
      const { items } = await store.conversations(ALL_CONVERSATIONS);
      expect(items).toMatchObject([
        { status: 'open', startMs: T0 + 1, endMs: T0 + 30_000 },
        { status: 'ended', bytes: 15, flows: 2, startMs: T0, endMs: T0 + 10_000 },
      ]);
    });
  });

  test('keeps flows that cannot be tracked, as flow logs', async () => {
    const flowsPath = await files.writeFlows([flow({ Proto: 1, SrcPort: undefined, DstPort: undefined })]);
    await withApp({ flowsPaths: [flowsPath] }, async ({ store }) => {
      const { records } = await store.records({
        span: ALWAYS,
        types: ['flowLog'],
        filter: EVERYTHING,
        limit: 1,
      });
      expect(records).toMatchObject([{ Proto: 1, _RecordType: 'flowLog' }]);
      expect(records[0]).not.toHaveProperty('_HashId');
    });
  });

  describe('live', () => {
    const shortLived = (second: number) =>
      flow({
        SrcPort: 40_000 + second,
        TimeFlowStartMs: T0 + second * 1000,
        TimeFlowEndMs: T0 + second * 1000 + 500,
      });
    const steady = (second: number) =>
      flow({ SrcPort: 1, TimeFlowStartMs: T0 + second * 1000, TimeFlowEndMs: T0 + second * 1000 + 900 });

    test('always has traffic, and conversations that open, tick and end while one watches', async () => {
      const seconds = Array.from({ length: 60 }, (_, index) => index);
      const flowsPath = await files.writeFlows(
        seconds.flatMap((second) => [shortLived(second), steady(second)]),
      );
      await withApp({ flowsPaths: [flowsPath], timeline: 'live' }, async ({ app, store }, clock) => {
        const recent = async () => {
          const answer = await app.inject('/api/conversations?timeRange=60&limit=1000');
          return answer.json<{ items: { id: string; status: string; endMs: number }[] }>().items;
        };
        const loaded = await store.summary();
        for (let minute = 0; minute < 5; minute += 1) {
          await clock.pass(61_000);
          const items = await recent();
          expect(items.filter(({ status }) => status === 'open').length).toBeGreaterThan(1);
          expect(items.filter(({ status }) => status === 'ended').length).toBeGreaterThan(20);
          expect(Math.max(...items.map(({ endMs }) => endMs))).toBeLessThanOrEqual(clock.now());
          expect(Math.max(...items.map(({ endMs }) => endMs))).toBeGreaterThan(clock.now() - 10_000);
        }
        const { records } = await store.summary();
        expect(records.heartbeat).toBeGreaterThan(loaded.records.heartbeat + 8);
      });
    });
  });

  test('has nothing twice when a live replay is started again on the same store, and goes on in time', async () => {
    const flowsPath = await files.writeFlows(
      Array.from({ length: 120 }, (_, second) =>
        flow({ TimeFlowStartMs: T0 + second * 1000, TimeFlowEndMs: T0 + second * 1000 + 500 }),
      ),
    );
    const dataDir = `${files.directory}/live`;
    const starts: number[] = [];
    for (let start = 0; start < 3; start += 1) {
      await withApp({ flowsPaths: [flowsPath], timeline: 'live', dataDir }, async ({ store }, clock) => {
        await clock.pass(30_000);
        const page = { span: ALWAYS, types: ['flowLog'], filter: EVERYTHING, limit: 10_000 } as const;
        const { records } = await store.records(page);
        starts.push(records.length);
        const times = records.map((record) => record['TimeFlowEndMs']);
        expect(new Set(times).size).toBe(times.length);
      });
    }
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(starts.at(-1)).toBeGreaterThan(starts[0] ?? 0);
  });

  test('holds no more records than it may, and says how many it had to forget', async () => {
    await withApp({ retention: { maxRecords: 2000 } }, async ({ store, summary, app }) => {
      const { records } = await store.summary();
      expect(Object.values(records).reduce((sum, count) => sum + count, 0)).toBe(2000);
      const { forgottenRecords } = await summary();
      expect(forgottenRecords).toBeGreaterThan(10_000);
      expect((await app.inject('/api/status')).json()).toMatchObject({
        retention: { maxRecords: 2000, forgottenRecords },
      });
    });
  });

  test('does not load the same recording twice into a store on disk', async () => {
    const flowsPath = await files.writeFlows([flow()]);
    const dataDir = `${files.directory}/data`;
    for (let start = 0; start < 2; start += 1) {
      await withApp({ flowsPaths: [flowsPath], dataDir }, async ({ store }) => {
        expect((await store.summary()).records.flowLog).toBe(1);
      });
    }
  });
});

function byKey<T extends { readonly key: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : 1));
}
