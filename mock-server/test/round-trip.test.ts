import type { AddressInfo } from 'node:net';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { isEvent } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { bundledRecordings } from '../src/bundled-recordings.ts';
import type { ServerOptions } from '../src/config.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { FakeClock } from './fake-clock.ts';
import { flow, T0 } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const EXPORT = '/api/loki/export?format=ndjson';
const TOUR = bundledRecordings().find(({ name }) => name === 'tour')?.path ?? '';

describe('/api/loki/export', () => {
  let files: RecordingFiles;
  let tour: App;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    tour = await serve([TOUR]);
  });
  afterAll(async () => {
    await tour.stop();
    await files.remove();
  });

  function serve(flowsPaths: readonly string[], more: Partial<ServerOptions> = {}): Promise<App> {
    return createApp(
      { ...SERVER_DEFAULTS, flowsPaths, timeline: 'recorded', logLevel: 'silent', ...more },
      new FakeClock(T0 + 1e11),
    );
  }

  /** What a second server holds that is given an export of the first one. */
  async function imported(text: string, more: Partial<ServerOptions> = {}) {
    const server = await serve([await files.write(text)], more);
    try {
      return {
        conversations: await conversationsOf(server),
        text: await exported(server, ''),
        summary: await server.summary(),
      };
    } finally {
      await server.stop();
    }
  }

  test('imported again gives the same conversations and the same records', async () => {
    const text = await exported(tour, '');
    const again = await imported(text);
    const conversations = await conversationsOf(tour);
    expect(conversations.length).toBeGreaterThan(500);
    expect(again.conversations).toEqual(conversations);
    expect(sorted(again.text)).toEqual(sorted(text));
    expect(again.summary.trackedBefore.flows + again.summary.trackedBefore.events).toBe(sorted(text).length);
  });

  test('of a part of the time gives the conversations that its events fold to', async () => {
    const { firstMs = 0 } = await tour.store.summary();
    const fromS = Math.ceil(firstMs / 1000) + 60;
    const text = await exported(tour, `&startTime=${fromS}&endTime=${fromS + 90}`);
    const records = recordsOf(text);
    expect(records.length).toBeGreaterThan(1000);
    expect(records.every(({ TimeFlowEndMs }) => Number(TimeFlowEndMs) >= fromS * 1000)).toBe(true);
    const again = await imported(text);
    const folded = foldEvents(records.filter(isEvent)).map(({ conversation }) => conversation);
    expect(byKey(again.conversations)).toEqual(byKey(folded));
    expect(sorted(again.text)).toEqual(sorted(text));
  });

  test('of flow logs alone, tracked anew, gives conversations again', async () => {
    const text = await exported(tour, '&recordType=flowLog');
    const asTheyAre = await imported(text);
    expect(asTheyAre.conversations).toEqual([]);
    const again = await imported(text, { isRetracked: true });
    expect(again.conversations.length).toBe((await conversationsOf(tour)).length);
  });

  test('is the inverse of the import for any flows', async () => {
    const anyFlows = fc.array(
      fc.record({
        waitMs: fc.nat({ max: 20_000 }),
        port: fc.integer({ min: 1, max: 4 }),
        lengthMs: fc.nat({ max: 4000 }),
        flags: fc.constantFrom(2, 16, 17, 18),
        isBack: fc.boolean(),
        agent: fc.constantFrom('n1', 'n2', undefined),
        delayS: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(anyFlows, async (steps) => {
        let endMs = T0;
        const flows = steps.map(({ waitMs, port, lengthMs, flags, isBack, agent, delayS }) => {
          endMs += waitMs;
          return flow({
            ...(isBack
              ? { SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: port }
              : { SrcPort: port }),
            Flags: flags,
            AgentIP: agent,
            TimeFlowStartMs: endMs - lengthMs,
            TimeFlowEndMs: endMs,
            TimeReceived: delayS === undefined ? undefined : Math.floor(endMs / 1000) + delayS,
          });
        });
        const first = await serve([await files.writeFlows(flows)]);
        const text = await exported(first, '');
        const conversations = await conversationsOf(first);
        await first.stop();
        const again = await imported(text);
        expect(again.conversations).toEqual(conversations);
        expect(sorted(again.text)).toEqual(sorted(text));
      }),
      { numRuns: 15 },
    );
  });

  test('takes the filters and types of the records', async () => {
    const query = `&recordType=endConnection&filters=${encodeURIComponent('DstPort=6379')}&limit=3`;
    const records = recordsOf(await exported(tour, query));
    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThanOrEqual(3);
    for (const record of records) {
      expect(record).toMatchObject({ _RecordType: 'endConnection', DstPort: 6379 });
    }
  });

  test('comes as a file to keep', async () => {
    const { headers } = await tour.app.inject(`${EXPORT}&limit=1`);
    expect(headers['content-type']).toBe('application/x-ndjson');
    expect(headers['content-disposition']).toBe('attachment; filename="flows.ndjson"');
  });

  test('is empty where nothing matches', async () => {
    expect(await exported(tour, '&startTime=1&endTime=2')).toBe('');
  });

  test.each([
    ['format=csv', 'format', ['ndjson']],
    ['', 'format', undefined],
    ['format=ndjson&recordType=x', 'recordType', undefined],
    ['format=ndjson&limit=0', 'limit', undefined],
    ['format=ndjson&filters=SrcPort', 'filters', undefined],
  ])('refuses ?%s', async (query, path, allowed) => {
    const response = await tour.app.inject(`/api/loki/export?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ path, ...(allowed === undefined ? {} : { allowed }) });
  });

  test('lets a client go in the middle', async () => {
    await tour.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = tour.app.server.address() as AddressInfo;
    const leaving = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}${EXPORT}`, { signal: leaving.signal });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    leaving.abort();
    await expect(reader?.read()).rejects.toThrow();
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  });
});

async function exported(server: App, query: string): Promise<string> {
  const response = await server.app.inject(`${EXPORT}${query}`);
  expect(response.statusCode).toBe(200);
  return response.body;
}

/** All of them, page by page. */
async function conversationsOf(server: App): Promise<readonly Conversation[]> {
  const items: Conversation[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const response = await server.app.inject(`/api/conversations?sort=start&limit=250${more}`);
    const page: { readonly items: readonly Conversation[]; readonly cursor?: string } = response.json();
    items.push(...page.items);
    ({ cursor } = page);
  }
  return items;
}

function recordsOf(text: string): readonly TrafficRecord[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TrafficRecord);
}

/** The lines of an export in an order of their own: records of one instant may change places. */
function sorted(text: string): readonly string[] {
  return text.split('\n').filter(Boolean).sort();
}

function byKey(items: readonly Conversation[]): readonly Conversation[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : 1));
}
