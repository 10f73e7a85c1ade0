import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { ContractServer, linesOf, NOW_MS } from './contract-server.ts';
import { readCsv } from './csv.ts';
import type { MatrixAnswer } from './metrics-question.ts';
import { Oracle } from './oracle/oracle.ts';
import type { StreamsAnswer } from './streams.ts';
import { recordsOfAnswer } from './streams.ts';

const ADMIN = { authorization: 'Bearer admin-admin-admin-admin' };
const SHOP = { authorization: 'Bearer shop-shop-shop-shop-shop' };

describe('who may see one namespace alone sees nothing else:', () => {
  let server: ContractServer;
  let oracle: Oracle;
  beforeAll(async () => {
    server = await ContractServer.start({
      recordings: ['shop', 'both-nodes'],
      options: {
        tokens: [
          { name: 'admin', token: 'admin-admin-admin-admin' },
          { name: 'shop', token: 'shop-shop-shop-shop-shop', namespaces: ['shop'] },
        ],
      },
    });
    const { text } = await server.get('/api/loki/export?format=ndjson&showDup=true', ADMIN);
    oracle = new Oracle(linesOf(text), NOW_MS);
  });
  afterAll(() => server.stop());

  const isVisible = (record: TrafficRecord) =>
    record['SrcK8S_Namespace'] === 'shop' || record['DstK8S_Namespace'] === 'shop';
  const visible = () => oracle.records.filter(isVisible);
  const flows = () =>
    visible().filter((record) => record['_RecordType'] === 'flowLog' && record['Duplicate'] !== true);

  test.each(['/api/status', '/api/frontend-config', '/api/loki/flow/records', '/api/nothing'])(
    '%s is a 401 without a token',
    async (url) => {
      const { status, text } = await server.get(url);
      expect(status).toBe(401);
      expect(JSON.parse(text)).toMatchObject({ message: expect.any(String) as string });
      expect((await server.get(url, { authorization: 'Bearer wrong-wrong-wrong-wrong' })).status).toBe(401);
    },
  );

  test('/role: admin for all, dev for some', async () => {
    expect((await server.get('/role', ADMIN)).text).toBe('admin');
    expect((await server.get('/role', SHOP)).text).toBe('dev');
  });

  test('records', async () => {
    const answer = await server.json<StreamsAnswer>('/api/loki/flow/records?limit=10000', SHOP);
    expect(recordsOfAnswer(answer)).toHaveLength(flows().length);
    expect(recordsOfAnswer(answer).every(isVisible)).toBe(true);
  });

  test('exports in each format', async () => {
    const ndjson = await server.get('/api/loki/export?format=ndjson&showDup=true', SHOP);
    expect(linesOf(ndjson.text)).toEqual(visible());
    const csv = await server.get('/api/loki/export?format=csv&showDup=true', SHOP);
    expect(readCsv(csv.text)).toHaveLength(visible().length + 1);
    const json = await server.get('/api/loki/export?format=json&showDup=true', SHOP);
    expect((JSON.parse(json.text) as { records: unknown }).records).toEqual(visible());
  });

  test.each(['', '&namespace=shop'])('metrics%s', async (more) => {
    const { result } = await server.json<MatrixAnswer>(
      `/api/flow/metrics?timeRange=20000&step=20000s&aggregateBy=app&type=Flows&function=count${more}`,
      SHOP,
    );
    expect(Number(result[0]?.values[0]?.[1])).toBe(flows().length);
  });

  test('metrics in batches', async () => {
    const body = {
      shared: { timeRange: 20_000, step: '20000s', aggregateBy: 'app' },
      queries: [{ id: 'flows', type: 'Flows', function: 'count' }],
    };
    const { text } = await server.post('/api/metrics', body, SHOP);
    expect(text).toContain(`"${flows().length}"`);
  });

  test('conversations, their facets and one by its key', async () => {
    type List = { total: number; items: readonly { key: string; latest: TrafficRecord }[] };
    const all = await server.json<List>('/api/conversations?limit=10000', ADMIN);
    const some = await server.json<List>('/api/conversations?limit=10000', SHOP);
    const expected = all.items.filter(({ latest }) => isVisible(latest));
    expect(some.items).toEqual(expected);
    expect(some.total).toBeLessThan(all.total);
    const { facets } = await server.json<{ facets: readonly { values: readonly { count: number }[] }[] }>(
      '/api/conversations/facets?fields=Proto&limit=1000',
      SHOP,
    );
    expect(facets[0]?.values.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
    const hidden = all.items.find(({ latest }) => !isVisible(latest));
    const url = `/api/conversations/${encodeURIComponent(hidden?.key ?? '')}`;
    expect((await server.get(url, ADMIN)).status).toBe(200);
    expect((await server.get(url, SHOP)).status).toBe(404);
  });

  test('explanations', async () => {
    const { total, implicit } = await server.json<{
      total: number;
      implicit: readonly { alone: number; without: number }[];
    }>('/api/explain?startTime=1&endTime=1900000000', SHOP);
    expect(total).toBe(flows().length);
    for (const { alone, without } of implicit) {
      expect(alone).toBeLessThanOrEqual(visible().length);
      expect(without).toBeLessThanOrEqual(visible().length);
    }
  });

  test('suggestions', async () => {
    expect(await server.json('/api/resources/namespaces', SHOP)).toEqual(['shop']);
    const names = await server.json<readonly string[]>('/api/resources/names?kind=Pod', SHOP);
    const own = visible().flatMap((record) =>
      ['Src', 'Dst']
        .filter((end) => record[`${end}K8S_Namespace`] === 'shop' && record[`${end}K8S_Type`] === 'Pod')
        .map((end) => record[`${end}K8S_Name`]),
    );
    expect(new Set(names)).toEqual(new Set(own));
  });

  test.each([
    '/api/loki/flow/records?',
    '/api/loki/export?format=csv&',
    '/api/flow/metrics?timeRange=300&aggregateBy=app&',
    '/api/conversations?',
    '/api/conversations/facets?fields=Proto&',
    '/api/explain?',
    '/api/resources/names?kind=Pod&',
    '/api/resources/zones?',
  ])('%snamespace=pair is a 403', async (url) => {
    const { status, text } = await server.get(`${url}namespace=pair`, SHOP);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ path: 'namespace', allowed: ['shop'] });
    expect((await server.get(`${url}namespace=pair`, ADMIN)).status).toBe(200);
  });

  test.each(['/metrics', '/api/loki/metrics', '/api/loki/buildinfo', '/api/loki/config/limits'])(
    '%s is a 403, being about all traffic',
    async (url) => {
      expect((await server.get(url, ADMIN)).status).toBe(200);
      expect((await server.get(url, SHOP)).status).toBe(403);
    },
  );
});
