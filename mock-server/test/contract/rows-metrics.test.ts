import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ContractServer, NOW_MS, twice } from './contract-server.ts';
import { differentMatrix } from './metrics-question.ts';
import type { MatrixAnswer } from './metrics-question.ts';
import { expectedMetrics, SCOPES } from './oracle/metrics.ts';
import { Oracle } from './oracle/oracle.ts';

const METRICS = '/api/flow/metrics';
const TIME = 'startTime=1795426000&endTime=1795426299';

describe('metric parameters (2.1) and answers (2.3)', () => {
  let server: ContractServer;
  let oracle: Oracle;
  beforeAll(async () => {
    server = await ContractServer.start({ recordings: ['port-scan', 'shop'] });
    oracle = new Oracle(await server.records(), NOW_MS);
  });
  afterAll(() => server.stop());

  /** The answer, which is what the oracle expects. */
  async function answerOf(query: string): Promise<MatrixAnswer> {
    const answer = await server.json<MatrixAnswer>(`${METRICS}?${TIME}&${query}`);
    const search = new URLSearchParams(`${TIME}&${query}`);
    search.set('groups', (search.get('groups') ?? '').replaceAll(' ', '+'));
    expect(differentMatrix(answer, expectedMetrics(oracle, search), search)).toBe(undefined);
    return answer;
  }

  const refused = async (query: string) => {
    const { status, type, text } = await server.get(`${METRICS}?${query}`);
    expect(type).toContain('application/json');
    return { status, ...(JSON.parse(text) as { message: string; path?: string }) };
  };

  test.each([
    'Bytes',
    'Packets',
    'PktDropBytes',
    'PktDropPackets',
    'DnsLatencyMs',
    'TimeFlowRttNs',
    'Dscp',
    'SrcPort',
  ])('type=%s', async (type) => {
    const { result } = await answerOf(`aggregateBy=app&function=max&type=${type}`);
    expect(result).toHaveLength(1);
  });

  test.each(['Flows', 'DnsFlows'])('type=%s', async (type) => {
    for (const fn of ['count', 'rate']) {
      expect((await answerOf(`aggregateBy=namespace&function=${fn}&type=${type}`)).result).not.toEqual([]);
    }
  });

  test('type is Bytes, function rate, step 30s and rateInterval 1m by default', async () => {
    const short = await answerOf('aggregateBy=app');
    const long = await answerOf('aggregateBy=app&type=Bytes&function=rate&step=30s&rateInterval=1m');
    expect(short.result).toEqual(long.result);
    expect(short.result[0]?.values.length).toBeGreaterThan(5);
  });

  test.each(['count', 'sum', 'avg', 'min', 'max', 'p90', 'p99', 'rate'])('function=%s', async (fn) => {
    for (const type of ['Bytes', 'TimeFlowRttNs']) {
      const { result } = await answerOf(`aggregateBy=namespace&type=${type}&function=${fn}&step=1m`);
      expect(result.length).toBeGreaterThan(1);
    }
  });

  test.each(Object.keys(SCOPES))('aggregateBy=%s', async (scope) => {
    const { result } = await answerOf(`aggregateBy=${scope}&type=Flows&function=count&limit=500`);
    expect(result.length).toBeGreaterThan(0);
  });

  test.each(['Proto', 'DstPort', 'FlowDirection', 'Flags', 'TLSVersion', '_HashId'])(
    'aggregateBy=%s, a field',
    async (field) => {
      const { result } = await answerOf(`aggregateBy=${field}&function=sum`);
      expect(result.some(({ metric }) => metric[field] !== undefined)).toBe(true);
    },
  );

  test.each(['namespaces', 'hosts%2Bnetworks', 'hosts+networks', 'clusters+zones', 'namespaces+owners'])(
    'groups=%s adds the labels of those scopes',
    async (groups) => {
      const { result } = await answerOf(`aggregateBy=resource&groups=${groups}&function=sum&limit=1000`);
      expect(result.length).toBeGreaterThan(0);
    },
  );

  test.each([
    ['15s', '30s'],
    ['1m', '1m'],
    ['7s', '21s'],
    ['1m30s', '30s'],
    ['500ms', '1s'],
  ])('step=%s, rateInterval=%s', async (step, rateInterval) => {
    const parsed = step === '1m30s' ? '90s' : step === '500ms' ? '0.5s' : step;
    const answer = await server.json<MatrixAnswer>(
      `${METRICS}?${TIME}&aggregateBy=app&step=${step}&rateInterval=${rateInterval}`,
    );
    const search = new URLSearchParams(`${TIME}&aggregateBy=app&step=${parsed}&rateInterval=${rateInterval}`);
    expect(differentMatrix(answer, expectedMetrics(oracle, search), search)).toBe(undefined);
  });

  test('limit: the greatest so many, for min the least; limitReached says that there are more', async () => {
    for (const fn of ['sum', 'min', 'p99']) {
      const { result, stats } = await answerOf(`aggregateBy=resource&function=${fn}&limit=3`);
      expect(result).toHaveLength(3);
      expect(stats).toMatchObject({ limitReached: true, totalEntries: 3 });
    }
  });

  test.each(['auto', 'loki'])('dataSource=%s is answered by the store', async (dataSource) => {
    const { stats } = await answerOf(`aggregateBy=app&dataSource=${dataSource}`);
    expect(stats['dataSources']).toEqual(['loki']);
  });

  test('dataSource=prom: 400 that clients of both generations know', async () => {
    const { status, text } = await server.get(`${METRICS}?${TIME}&aggregateBy=app&dataSource=prom`);
    expect(status).toBe(400);
    const body = JSON.parse(text) as Record<string, unknown>;
    expect(body['message']).toEqual(expect.any(String));
    expect(body['promUnsupported']).toBe(true);
    expect(body['reason']).toEqual(expect.any(String));
  });

  test('no aggregateBy: 400 aggregateBy parameter is required', async () => {
    expect(await refused(TIME)).toMatchObject({
      status: 400,
      message: expect.stringContaining('aggregateBy parameter is required') as string,
    });
  });

  test.each([
    ['dataSource=x', 'dataSource'],
    ['function=median', 'function'],
    ['type=SrcK8S_Name', 'type'],
    ['type=Nothing', 'type'],
    ['aggregateBy=nothing', 'aggregateBy'],
    ['groups=nothing', 'groups'],
    ['step=0s', 'step'],
    ['step=soon', 'step'],
    ['rateInterval=-1m', 'rateInterval'],
    ['limit=0', 'limit'],
    ['recordType=x', 'recordType'],
    ['packetLoss=x', 'packetLoss'],
    [`filters=${twice('Bytes>=many')}`, 'filters'],
  ])('?%s: 400 at that parameter', async (parameter, path) => {
    const base = parameter.startsWith('aggregateBy') ? TIME : `${TIME}&aggregateBy=app`;
    expect(await refused(`${base}&${parameter}`)).toMatchObject({ status: 400, path });
  });

  test('more points than can be drawn: 422 with what would do', async () => {
    expect(await refused('startTime=0&endTime=1795426299&aggregateBy=app&step=1s')).toMatchObject({
      status: 422,
      path: 'step',
    });
  });

  test('the envelope is that of records with a matrix: labels, and values as [seconds, "number"]', async () => {
    const answer = await answerOf('aggregateBy=namespace&function=sum');
    expect(Object.keys(answer).sort()).toEqual(['result', 'resultType', 'stats', 'unixTimestamp']);
    expect(answer.unixTimestamp).toBe(NOW_MS / 1000);
    expect(answer.stats).toMatchObject({ numQueries: 1, duplicates: 0, dataSources: ['loki'] });
    for (const { metric, values } of answer.result) {
      expect(Object.keys(metric).every((label) => /^(Src|Dst)K8S_Namespace$/.test(label))).toBe(true);
      expect(values.every(([at, value]) => Number.isFinite(at) && /^-?\d+(\.\d+)?$/.test(value))).toBe(true);
    }
  });

  test('nothing matches: no series', async () => {
    const { result, stats } = await answerOf(`aggregateBy=app&filters=${twice('SrcPort=1&SrcPort=2')}`);
    expect(result).toEqual([]);
    expect(stats).toMatchObject({ totalEntries: 0, limitReached: false });
  });

  describe('POST /api/metrics', () => {
    const queries = [
      { id: 'top', aggregateBy: 'namespace', type: 'Bytes', function: 'sum', limit: 3 },
      { id: 'total', aggregateBy: 'app', type: 'Flows', function: 'count' },
      { id: 'wrong', aggregateBy: 'nothing' },
    ];

    test('answers each query as if it were asked alone, and tells what is wrong with one of them', async () => {
      const { status, text } = await server.post('/api/metrics', {
        shared: { startTime: 1_795_426_000, endTime: 1_795_426_299, step: '1m' },
        queries,
      });
      expect(status).toBe(200);
      const { results } = JSON.parse(text) as {
        results: readonly { id: string; answer?: unknown; problem?: { path: string } }[];
      };
      expect(results.map(({ id }) => id)).toEqual(['top', 'total', 'wrong']);
      for (const [index, query] of queries.slice(0, 2).entries()) {
        const alone = Object.entries(query)
          .map(([key, value]) => `${key}=${String(value)}`)
          .join('&');
        expect(results[index]?.answer).toEqual(await server.json(`${METRICS}?${TIME}&step=1m&${alone}`));
      }
      expect(results[2]?.problem?.path).toBe('aggregateBy');
    });

    test.each([
      [{}, 'queries'],
      [{ queries: [] }, 'queries'],
      [{ queries: [{ id: 'a' }, { id: 'a' }] }, 'queries'],
      [{ queries: [{}] }, 'queries'],
      [{ shared: { step: '1m' } }, 'queries'],
    ])('refuses %j', async (body, path) => {
      const { status, text } = await server.post('/api/metrics', body);
      expect(status).toBe(400);
      expect(JSON.parse(text)).toMatchObject({ path });
    });
  });
});
