import type { AddressInfo } from 'node:net';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { isEvent } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { RecordsAnswer } from '#model/wire/records.ts';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { bundledRecordings } from '../src/bundled-recordings.ts';
import type { ServerOptions } from '../src/config.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { FakeClock } from './fake-clock.ts';
import { flow, T0 } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';

const EXPORT = '/api/loki/export?format=ndjson';
/** Everything, also what a second observer saw. */
const ALL = '&showDup=true';
/** The formats that can be opened again. */
const LOADED = ['ndjson', 'json', 'csv'] as const;
type Loaded = (typeof LOADED)[number];
const [TOUR = '', BOTH_NODES = ''] = ['tour', 'both-nodes'].map(
  (wanted) => bundledRecordings().find(({ name }) => name === wanted)?.path,
);

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
        text: await exported(server, ALL),
        summary: await server.summary(),
      };
    } finally {
      await server.stop();
    }
  }

  test.each(LOADED)(
    'imported again from %s gives the same conversations and the same records',
    async (format) => {
      const text = await exported(tour, ALL);
      const again = await imported(await exported(tour, ALL, format));
      const conversations = await conversationsOf(tour);
      expect(conversations.length).toBeGreaterThan(500);
      expect(again.conversations).toEqual(conversations);
      expect(sorted(again.text)).toEqual(sorted(text));
      expect(again.summary.trackedBefore.flows + again.summary.trackedBefore.events).toBe(
        sorted(text).length,
      );
      expect(again.summary.facts.leftOutCount).toBe(0);
    },
  );

  test('of a part of the time gives the conversations that its events fold to', async () => {
    const { firstMs = 0 } = await tour.store.summary();
    const fromS = Math.ceil(firstMs / 1000) + 60;
    const text = await exported(tour, `${ALL}&startTime=${fromS}&endTime=${fromS + 90}`);
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
      fc.asyncProperty(anyFlows, fc.constantFrom(...LOADED), async (steps, format) => {
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
        const text = await exported(first, ALL);
        const file = await exported(first, ALL, format);
        const conversations = await conversationsOf(first);
        await first.stop();
        const again = await imported(file);
        expect(again.conversations).toEqual(conversations);
        expect(sorted(again.text)).toEqual(sorted(text));
      }),
      { numRuns: 15 },
    );
  });

  test.each(['flowLog', 'allConnections'])(
    'up to a limit holds the records that the table has, the newest first: %s',
    async (recordType) => {
      const query = `&limit=200&recordType=${recordType}`;
      const listed = await tour.app.inject(`/api/loki/flow/records?${query}`);
      const { result }: RecordsAnswer = listed.json();
      const inTable = result.flatMap(({ stream, values }) =>
        values.map(([, line]) => identityOf({ ...stream, ...(JSON.parse(line) as TrafficRecord) })),
      );
      const records = recordsOf(await exported(tour, query));
      expect(records.map(identityOf).sort()).toEqual(inTable.sort());
      const ends = records.map(({ TimeFlowEndMs }) => Number(TimeFlowEndMs));
      expect(ends).toEqual([...ends].sort((a, b) => b - a));
      expect(ends).toHaveLength(200);
    },
  );

  test('leaves out what a second observer saw unless it is asked for', async () => {
    const server = await serve([BOTH_NODES]);
    try {
      const some = sorted(await exported(server, ''));
      const all = sorted(await exported(server, ALL));
      const isDuplicate = (line: string) => line.includes('"Duplicate":true');
      expect(all.filter(isDuplicate).length).toBeGreaterThan(0);
      expect(some).toEqual(all.filter((line) => !isDuplicate(line)));
    } finally {
      await server.stop();
    }
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

  test.each([
    ['csv', 'text/csv; charset=utf-8', 'csv'],
    ['ndjson', 'application/x-ndjson', 'ndjson'],
    ['json', 'application/json; charset=utf-8', 'json'],
    ['zeek', 'text/tab-separated-values; charset=utf-8', 'log'],
  ])('comes as a file to keep: %s', async (format, type, ending) => {
    const { headers } = await tour.app.inject(`/api/loki/export?format=${format}&limit=1`);
    expect(headers['content-type']).toBe(type);
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename=export-\\d{4}-\\d\\d-\\d\\d-\\d\\d-\\d\\d\\.${ending}$`),
    );
  });

  test('says what was asked for and that it is all where nothing matches', async () => {
    const text = await exported(tour, '&startTime=1&endTime=2&filters=SrcPort%3D1');
    expect(JSON.parse(text)).toEqual({
      _export: {
        query: {
          exportedAt: expect.stringMatching(/Z$/) as unknown,
          from: '1970-01-01T00:00:01.000Z',
          to: '1970-01-01T00:00:03.000Z',
          filters: 'SrcPort=1',
          recordTypes: ['newConnection', 'heartbeat', 'endConnection', 'flowLog'],
          showDup: false,
        },
        count: 0,
        isTruncated: false,
      },
    });
    expect(await exported(tour, '&startTime=1&endTime=2', 'csv')).toMatch(
      /^\n# query exportedAt=\S+\n# complete: 0 records\n$/,
    );
  });

  test('says at its end that more match', async () => {
    const all = recordsOf(await exported(tour, '')).length;
    expect(await exported(tour, '&limit=7', 'csv')).toMatch(/\n# truncated at 7 records: more match\n$/);
    expect(await exported(tour, `&limit=${all}`, 'csv')).toMatch(/\n# complete: \d+ records\n$/);
    expect(JSON.parse(await exported(tour, '&limit=7', 'json'))).toMatchObject({
      count: 7,
      isTruncated: true,
    });
    expect(await exported(tour, '&limit=7', 'zeek')).toMatch(/\n#truncated\tat 7: more match\n#close/);
  });

  test('in CSV has a column for each field that any of the records has, also when the first ones lack it', async () => {
    const flows = [flow(), flow({ DnsId: 7, Odd: 'x', TimeFlowEndMs: T0 + 9000 })];
    const server = await serve([await files.writeFlows(flows)], { logTypes: 'Flows' });
    try {
      const [head = '', ...rows] = (await exported(server, '', 'csv')).split('\n');
      const columns = head.split(',');
      expect(columns.slice(-2)).toEqual(['DnsId', 'Odd']);
      expect(rows[0]).toMatch(/,,$/);
      expect(rows[1]).toMatch(/,7,x$/);
      expect(rows[0]).toContain(`,${T0},${T0 + 5000},`);
      expect((await server.app.inject('/api/loki/export?format=zeek')).statusCode).toBe(422);
    } finally {
      await server.stop();
    }
  });

  test('holds the columns that are asked for, in that order, also those that nothing has', async () => {
    const query = '&columns=DstPort,Nothing,SrcAddr&limit=2&filters=Proto%3D6';
    expect(await exported(tour, query, 'csv')).toMatch(
      /^DstPort,Nothing,SrcAddr\n\d+,,[\da-f.:]+\n\d+,,[\da-f.:]+\n#/,
    );
    for (const record of recordsOf(await exported(tour, query))) {
      expect(Object.keys(record)).toEqual(['DstPort', 'SrcAddr']);
    }
  });

  test('of either end or both directions is that of the OR groups which say so', async () => {
    const either = 'SrcK8S_Namespace="shop"|DstK8S_Namespace="shop"';
    const there = 'SrcK8S_Namespace="shop"&DstK8S_Namespace="monitoring"';
    const back = 'SrcK8S_Namespace="monitoring"&DstK8S_Namespace="shop"';
    const of = async (filters: string) =>
      sorted(
        await exported(
          tour,
          `&recordType=flowLog&filters=${encodeURIComponent(encodeURIComponent(filters))}`,
        ),
      );
    const all = recordsOf(await exported(tour, '&recordType=flowLog'));
    const expected = all.filter(
      (one) => one['SrcK8S_Namespace'] === 'shop' || one['DstK8S_Namespace'] === 'shop',
    );
    expect(expected.length).toBeGreaterThan(10);
    expect(await of(either)).toHaveLength(expected.length);
    expect(await of(`${there}|${back}`)).toEqual([...(await of(there)), ...(await of(back))].sort());
  });

  test('as conn.log has each conversation once, by its start', async () => {
    const lines = (await exported(tour, '', 'zeek')).split('\n').filter((line) => /^[^#]/.test(line));
    const cells = lines.map((line) => line.split('\t'));
    expect(cells).toHaveLength((await conversationsOf(tour)).length);
    expect(new Set(cells.map(([, uid]) => uid)).size).toBe(cells.length);
    const starts = cells.map(([ts]) => Number(ts));
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
  });

  test('as conn.log up to a limit has the conversations that ended last, the latest first', async () => {
    const lines = (await exported(tour, '&limit=1100', 'zeek'))
      .split('\n')
      .filter((line) => /^[^#]/.test(line));
    const newest = (await conversationsOf(tour, '-end')).slice(0, 1100);
    expect(newest).toHaveLength(1100);
    expect(lines.map((line) => Math.round(Number(line.split('\t')[0]) * 1000))).toEqual(
      newest.map(({ startMs }) => startMs),
    );
  });

  test.each([
    ['format=xml', 'format', ['csv', 'ndjson', 'json', 'zeek']],
    ['', 'format', undefined],
    ['format=ndjson&recordType=x', 'recordType', undefined],
    ['format=ndjson&limit=0', 'limit', undefined],
    ['format=ndjson&filters=SrcPort', 'filters', undefined],
    ['format=csv&columns=a,,b', 'columns', undefined],
    ['format=zeek&columns=SrcAddr', 'columns', undefined],
  ])('refuses ?%s', async (query, path, allowed) => {
    const response = await tour.app.inject(`/api/loki/export?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ path, ...(allowed === undefined ? {} : { allowed }) });
  });

  test.each([
    ['a name that is too long', 'x'.repeat(201)],
    ['too many names', Array.from({ length: 501 }, (_, index) => index).join()],
    ['a name that is no text', 'a%00b'],
  ])('refuses %s among the columns', async (_name, columns) => {
    const response = await tour.app.inject(`/api/loki/export?format=csv&columns=${columns}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ path: 'columns' });
  });

  test("refuses a format in NetObserv's words", async () => {
    const response = await tour.app.inject('/api/loki/export?format=x');
    expect(response.json()).toMatchObject({ message: 'export format "x" is not valid' });
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

async function exported(server: App, query: string, format: Loaded | 'zeek' = 'ndjson'): Promise<string> {
  const response = await server.app.inject(`/api/loki/export?format=${format}${query}`);
  expect(response.statusCode).toBe(200);
  return response.body;
}

/** All of them, page by page. */
async function conversationsOf(server: App, sort = 'start'): Promise<readonly Conversation[]> {
  const items: Conversation[] = [];
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const response = await server.app.inject(`/api/conversations?sort=${sort}&limit=250${more}`);
    const page: { readonly items: readonly Conversation[]; readonly cursor?: string } = response.json();
    items.push(...page.items);
    ({ cursor } = page);
  }
  return items;
}

/** What tells a record from others. */
function identityOf(record: TrafficRecord): string {
  const { TimeFlowStartMs, TimeFlowEndMs, _HashId, SrcAddr, SrcPort, Bytes, _RecordType } = record;
  return JSON.stringify([TimeFlowStartMs, TimeFlowEndMs, _HashId, SrcAddr, SrcPort, Bytes, _RecordType]);
}

/** The records of JSON lines. */
function recordsOf(text: string): readonly TrafficRecord[] {
  return linesOf(text).map((line) => JSON.parse(line) as TrafficRecord);
}

/** The records of JSON lines in an order of their own: those of one instant may change places. */
function sorted(text: string): readonly string[] {
  return [...linesOf(text)].sort();
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('{"_export":'));
}

function byKey(items: readonly Conversation[]): readonly Conversation[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : 1));
}
