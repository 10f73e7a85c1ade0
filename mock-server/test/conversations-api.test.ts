import fc from 'fast-check';
import { Check } from 'typebox/schema';
import { afterEach, describe, expect, test } from 'vitest';

import { conversationKey } from '#model/conversation/identity.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { ConversationsAnswer } from '#model/wire/conversations.ts';
import { ConversationAnswer, CONVERSATION_SORT_KEYS, FacetsAnswer } from '#model/wire/conversations.ts';

import { event, flow, T0 } from './flow-builder.ts';
import { RouteServer } from './route-server.ts';

const LIST = '/api/conversations';
const FACETS = '/api/conversations/facets';
const KEY = `f00d@${T0}`;

/** A conversation of two namespaces and one of another, with their flows. */
const RECORDS = [
  event('newConnection', { SrcK8S_Namespace: 'shop', DstK8S_Namespace: 'db', Bytes_AB: 100 }),
  flow({ _HashId: 'f00d', _RecordType: 'flowLog', SrcK8S_Namespace: 'shop', DstK8S_Namespace: 'db' }),
  flow({ _HashId: 'f00d', _RecordType: 'flowLog', SrcK8S_Namespace: 'other' }),
  flow({ _HashId: 'f00d', _RecordType: 'flowLog', SrcK8S_Namespace: 'other', Duplicate: true }),
  event('endConnection', { _HashId: 'beef', SrcK8S_Namespace: 'dns', Proto: 17, TimeFlowEndMs: T0 + 9000 }),
];

describe('conversations', () => {
  let server: RouteServer;
  afterEach(() => server.close());

  const keys = async (query: Record<string, string>) => {
    const { body } = await server.get(LIST, query);
    return (body as ConversationsAnswer).items.map(({ id }) => id).sort();
  };

  test.each([
    ['_Status=open', ['f00d']],
    ['_DurationMs>5s', ['beef']],
    ['_Ratio=1', ['f00d']],
    ['_Ratio<0.5', ['beef']],
    ['Bytes_AB>=100', ['f00d']],
    ['Bytes_BA=0', ['beef', 'f00d']],
    ['Bytes_BA>0', []],
    ['Packets<10', ['beef', 'f00d']],
    ['numFlowLogs=1&_Events=1', ['beef', 'f00d']],
    ['_IsStartSeen=true', ['f00d']],
    ['!_DurationMs>5s', ['f00d']],
    ['_Status=ended|Proto=TCP', ['beef', 'f00d']],
  ])('are found by what they have as a whole: %s', async (filters, expected) => {
    server = await RouteServer.holding(RECORDS);
    expect(await keys({ filters })).toEqual(expected);
  });

  test('are listed and found for those who may see them, and for nobody else', async () => {
    server = await RouteServer.holding(RECORDS);
    server.tenant = { namespaces: ['db', 'x'] };
    expect(await keys({})).toEqual(['f00d']);
    expect(await keys({ namespace: 'dns' })).toEqual([]);
    expect((await server.get(`${LIST}/${KEY}`)).status).toBe(200);
    expect((await server.get(`${LIST}/${KEY}`, { namespace: 'shop' })).status).toBe(200);
    const hidden = await server.get(`${LIST}/beef@${T0}`);
    const missing = await server.get(`${LIST}/cafe@${T0}`);
    expect(hidden.status).toBe(404);
    expect(JSON.stringify(hidden.body)).toBe(JSON.stringify(missing.body).replaceAll('cafe', 'beef'));
    expect((await server.get(`${LIST}/${KEY}`, { namespace: 'dns' })).status).toBe(404);
    server.tenant = { namespaces: [] };
    expect(await keys({})).toEqual([]);
    expect((await server.get(`${LIST}/${KEY}`)).status).toBe(404);
  });

  test('have no flows and events but those that may be seen', async () => {
    server = await RouteServer.holding(RECORDS);
    const whole = (await server.get(`${LIST}/${KEY}`)).body;
    expect(whole).toMatchObject({ reconciliation: { flowsFound: 2, duplicates: 1 } });
    server.tenant = { namespaces: ['shop'] };
    const { body } = await server.get(`${LIST}/${KEY}`);
    expect(Check(ConversationAnswer, body)).toBe(true);
    const { events, flows, areFlowsCut, reconciliation } = body as ConversationAnswer;
    expect([events.length, flows.length, areFlowsCut]).toEqual([1, 1, false]);
    expect(reconciliation).toMatchObject({ flowsFound: 1, duplicates: 0 });
  });

  describe('whose ID was seen more than once', () => {
    const instance = (minute: number, fields: TrafficRecord = {}) =>
      event('endConnection', {
        _HashId: 'cafe',
        _IsFirst: true,
        SrcK8S_Namespace: 'shop',
        TimeFlowStartMs: T0 + minute * 60_000,
        TimeFlowEndMs: T0 + minute * 60_000 + 5000,
        ...fields,
      });
    const at = (minute: number) => `cafe@${T0 + minute * 60_000}`;
    const neighbours = async (key: string, query: Record<string, string> = {}) => {
      const { status, body } = await server.get(`${LIST}/${key}`, query);
      expect(status).toBe(200);
      expect(Check(ConversationAnswer, body)).toBe(true);
      const { before, after } = body as ConversationAnswer;
      return [before, after];
    };

    test('point at the one before and the one after, and at no other ID', async () => {
      server = await RouteServer.holding([
        instance(20),
        instance(0),
        instance(10),
        instance(5, { _HashId: 'cafe2' }),
        instance(15, { _HashId: 'CAFE' }),
      ]);
      expect(await neighbours(at(0))).toEqual([undefined, at(10)]);
      expect(await neighbours(at(10))).toEqual([at(0), at(20)]);
      expect(await neighbours(at(20))).toEqual([at(10), undefined]);
      expect(await neighbours(`cafe2@${T0 + 300_000}`)).toEqual([undefined, undefined]);
      // A key may name an instance by any instant of its life.
      expect(await neighbours(`cafe@${T0 + 600_001}`)).toEqual([at(0), at(20)]);
    });

    test('point at none that may not be seen', async () => {
      server = await RouteServer.holding([
        instance(0),
        instance(5, { SrcK8S_Namespace: 'other' }),
        instance(10),
        instance(15, { SrcK8S_Namespace: 'other', DstK8S_Namespace: 'db' }),
      ]);
      expect(await neighbours(at(10))).toEqual([at(5), at(15)]);
      expect(await neighbours(at(10), { namespace: 'shop' })).toEqual([at(0), undefined]);
      server.tenant = { namespaces: ['shop'] };
      expect(await neighbours(at(10))).toEqual([at(0), undefined]);
      server.tenant = { namespaces: ['shop', 'db'] };
      expect(await neighbours(at(0))).toEqual([undefined, at(10)]);
      expect(await neighbours(at(10))).toEqual([at(0), at(15)]);
      expect(await neighbours(at(10), { namespace: 'shop' })).toEqual([at(0), undefined]);
    });

    test('point at none of another cluster, however many there are', async () => {
      const K8S_ClusterName = 'west';
      const others = Array.from({ length: 25 }, (_, index) => instance(index + 1, { K8S_ClusterName }));
      server = await RouteServer.holding([instance(0), ...others, instance(26)]);
      expect(await neighbours(at(0))).toEqual([undefined, at(26)]);
      expect(await neighbours(at(26))).toEqual([at(0), undefined]);
      const key = conversationKey('cafe', T0 + 60_000, { cluster: K8S_ClusterName, network: '' });
      const next = conversationKey('cafe', T0 + 120_000, { cluster: K8S_ClusterName, network: '' });
      expect(await neighbours(key)).toEqual([undefined, next]);
    });
  });

  test('each come once in a walk over pages, while others come in', async () => {
    const some = (prefix: string, count: number, seed: number) =>
      Array.from({ length: count }, (_, index) =>
        event('newConnection', {
          _HashId: `${prefix}${index}`,
          Bytes: (index * 7 + seed) % 5,
          SrcK8S_Name: index % 3 === 0 ? undefined : `pod-${(index + seed) % 4}`,
          TimeFlowEndMs: T0 + ((index + seed) % 6),
        }),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CONVERSATION_SORT_KEYS),
        fc.constantFrom('', '-'),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }),
        async (key, sign, limit, arrivals) => {
          server = await RouteServer.holding(some('a', 20, 0));
          const walked: string[] = [];
          let cursor: string | undefined;
          for (let page = 0; page === 0 || cursor !== undefined; page += 1) {
            const query = { sort: `${sign}${key}`, limit: String(limit), ...(cursor && { cursor }) };
            const { body } = await server.get(LIST, query);
            const answer = body as ConversationsAnswer;
            walked.push(...answer.items.map(({ id }) => id));
            ({ cursor } = answer);
            await server.store.ingest(some(`b${page}.`, arrivals[page] ?? 0, page));
          }
          expect(new Set(walked).size).toBe(walked.length);
          expect(walked.filter((id) => id.startsWith('a'))).toHaveLength(20);
          await server.close();
        },
      ),
      { numRuns: 15 },
    );
    server = await RouteServer.holding([]);
  });

  test('are refused a cursor that somebody made up', async () => {
    server = await RouteServer.holding(RECORDS);
    for (const position of [
      ['text', 'k', 1],
      [1, 'k'],
      [1, 2, 3],
      [1, 'k', 1.5],
      [{}, 'k', 1],
    ]) {
      const cursor = Buffer.from(JSON.stringify(['-end', ...position])).toString('base64url');
      expect((await server.get(LIST, { cursor })).status).toBe(400);
    }
  });

  test('are counted by the values of fields', async () => {
    server = await RouteServer.holding(RECORDS);
    const { body } = await server.get(FACETS, {
      fields: '_Status, Proto,SrcK8S_Namespace,_Status',
      limit: '1',
    });
    expect(Check(FacetsAnswer, body)).toBe(true);
    expect((body as FacetsAnswer).facets).toEqual([
      { field: '_Status', values: [{ value: 'ended', count: 1 }], valueCount: 2 },
      { field: 'Proto', values: [{ value: '6', count: 1 }], valueCount: 2 },
      { field: 'SrcK8S_Namespace', values: [{ value: 'dns', count: 1 }], valueCount: 2 },
    ]);
    server.tenant = { namespaces: ['db'] };
    const seen = (await server.get(FACETS, { fields: 'Proto', filters: 'Bytes>1' })).body as FacetsAnswer;
    expect(seen.facets).toEqual([{ field: 'Proto', values: [{ value: '6', count: 1 }], valueCount: 1 }]);
  });

  test.each([
    [{ fields: 'Prto' }, 400, { code: 'unknown-field', path: 'fields', hint: 'Did you mean Proto?' }],
    [{ fields: ' ,' }, 400, { code: 'no-fields' }],
    [{}, 400, { path: 'fields' }],
    [{ fields: 'Proto', limit: '0' }, 400, { path: 'limit' }],
    [{ fields: CONVERSATION_SORT_KEYS.join() }, 422, { code: 'too-many-fields' }],
  ])('are not counted by what is no field: %j', async (query, status, problem) => {
    server = await RouteServer.holding(RECORDS);
    expect(await server.get(FACETS, query)).toMatchObject({ status, body: problem });
  });
});
