import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { flow, T0 } from '../flow-builder.ts';
import { ContractServer, linesOf, twice } from './contract-server.ts';
import { readCsv } from './csv.ts';
import type { MatrixAnswer } from './metrics-question.ts';
import type { PageFilter, PageMatch } from './page-filters.ts';
import { writeFilters } from './page-filters.ts';
import type { StreamsAnswer } from './streams.ts';
import { recordsOfAnswer } from './streams.ts';

const T0_S = T0 / 1000;
const ALL_TIME = `startTime=${T0_S}&endTime=${T0_S + 599}`;
const ONE_STEP = 'step=10m&rateInterval=10m';

const ADDRESSES: Readonly<Record<string, string>> = {
  'web-1': '10.0.0.1',
  'web-2': '10.0.0.2',
  'cache-1': '10.0.0.3',
  'db-1': '10.0.0.4',
  'job-1': '10.0.0.5',
};

const pod = (end: 'Src' | 'Dst', namespace: string, name: string): TrafficRecord => ({
  [`${end}Addr`]: ADDRESSES[name],
  [`${end}K8S_Namespace`]: namespace,
  [`${end}K8S_Name`]: name,
  [`${end}K8S_Type`]: 'Pod',
  [`${end}K8S_OwnerName`]: name.split('-')[0],
  [`${end}K8S_OwnerType`]: 'Deployment',
});

const at = (second: number): TrafficRecord => ({
  TimeFlowStartMs: T0 + second * 1000,
  TimeFlowEndMs: T0 + second * 1000 + 500,
});

/** web asks db in another namespace and cache in its own; db answers; both nodes report the first flow. */
const FLOWS: readonly TrafficRecord[] = [
  { ...pod('Src', 'shop', 'web-1'), ...pod('Dst', 'data', 'db-1'), SrcPort: 1001, ...at(1), Bytes: 100 },
  { ...pod('Src', 'shop', 'web-1'), ...pod('Dst', 'data', 'db-1'), SrcPort: 1001, ...at(1), Bytes: 100 },
  { ...pod('Src', 'shop', 'web-1'), ...pod('Dst', 'shop', 'cache-1'), SrcPort: 1002, ...at(2), Bytes: 30 },
  { ...pod('Src', 'shop', 'web-2'), ...pod('Dst', 'data', 'db-1'), SrcPort: 1003, ...at(3), Bytes: 200 },
  { ...pod('Src', 'data', 'db-1'), ...pod('Dst', 'shop', 'web-2'), DstPort: 1003, ...at(4), Bytes: 1000 },
  { ...pod('Src', 'other', 'job-1'), ...pod('Dst', 'data', 'db-1'), SrcPort: 1004, ...at(5), Bytes: 7 },
].map((fields, index) =>
  flow({
    ...(index === 4 ? { SrcPort: 80 } : {}),
    Packets: 1,
    AgentIP: index === 1 ? '10.9.9.2' : '10.9.9.1',
    FlowDirection: index === 1 ? 0 : 1,
    TimeFlowRttNs: (index + 1) * 1_000_000,
    ...fields,
  }),
);

const SPECIAL = [
  'two words',
  'NoError,NXDomain',
  'say "hi"',
  'TLS 1.2',
  'Allowed by policy, direction Ingress',
];

/** A flow between two that have no names. */
const outside = (fields: TrafficRecord) => flow({ SrcAddr: '10.1.0.1', DstAddr: '10.1.0.2', ...fields });

/** DNS flows, and one that is none although its agent writes zeros; texts that need care; something dropped. */
const MORE: readonly TrafficRecord[] = [
  outside({
    ...at(20),
    SrcPort: 2001,
    DstPort: 53,
    Proto: 17,
    DnsId: 12,
    DnsName: 'a.example',
    DnsLatencyMs: 8,
  }),
  outside({ ...at(21), SrcPort: 2002, DstPort: 53, Proto: 17, DnsFlagsResponseCode: 'NXDomain' }),
  outside({
    ...at(22),
    SrcPort: 2003,
    DnsId: 0,
    DnsLatencyMs: 0,
    DnsErrno: 0,
    PktDropPackets: 2,
    PktDropBytes: 9,
  }),
  ...SPECIAL.map((text, index) =>
    outside({ ...at(30), SrcPort: 3000 + index, NetworkEvents: [text], Odd: text }),
  ),
];

describe('right where NetObserv is wrong:', () => {
  let server: ContractServer;
  beforeAll(async () => {
    server = await ContractServer.start({ flows: [...FLOWS, ...MORE] });
  });
  afterAll(() => server.stop());

  const filtersOf = (filters: readonly PageFilter[], match: PageMatch = 'all') =>
    `filters=${twice(writeFilters(filters, match))}`;
  const is = (id: string, ...texts: readonly string[]): PageFilter => ({
    id,
    op: '=',
    values: texts.map((text) => ({ text, isExact: true })),
  });

  const portsOf = async (query: string) => {
    const answer = await server.json<StreamsAnswer>(`/api/loki/flow/records?${query}`);
    return recordsOfAnswer(answer)
      .map(({ SrcPort, DstPort }) => Math.max(Number(SrcPort), Number(DstPort)))
      .sort((a, b) => a - b);
  };
  const exportedPorts = async (query: string) => {
    const { text } = await server.get(`/api/loki/export?format=ndjson&recordType=flowLog&${query}`);
    return linesOf(text)
      .map(({ SrcPort, DstPort }) => Math.max(Number(SrcPort), Number(DstPort)))
      .sort((a, b) => a - b);
  };
  /** The one value of a metric over all the time in one step, by the labels of its series. */
  const valuesOf = async (query: string) => {
    const { result } = await server.json<MatrixAnswer>(`/api/flow/metrics?${ALL_TIME}&${ONE_STEP}&${query}`);
    return Object.fromEntries(
      result.map(({ metric, values }) => [
        Object.values(metric).sort().join(' '),
        values.map(([, value]) => Number(value)),
      ]),
    );
  };
  const valueOf = async (query: string) => {
    const values = await valuesOf(`aggregateBy=app&${query}`);
    return values['netobserv-flowcollector']?.[0];
  };

  describe('a resource filter with several values finds each of them (3)', () => {
    test('and not what is both', async () => {
      const filters = filtersOf([is('src_resource', 'Pod.shop.web-1', 'Pod.shop.web-2')]);
      expect(await portsOf(filters)).toEqual([1001, 1002, 1003]);
    });

    test('and a negated one finds all others, beside another filter', async () => {
      const none = { ...is('src_resource', 'Pod.shop.web-1', 'Pod.shop.web-2'), op: '!=' as const };
      expect(await portsOf(filtersOf([is('dst_namespace', 'data'), none]))).toEqual([1004]);
    });
  });

  describe.each([
    ['either end', filtersOf([is('name', 'web-2')]), [1003, 1003], 1200],
    ['both directions', filtersOf([is('src_name', 'web-2')], 'bidirectional'), [1003, 1003], 1200],
    [
      'either end of two filters at one end',
      filtersOf([is('namespace', 'shop'), is('name', 'web-2')]),
      [1003, 1003],
      1200,
    ],
    [
      'what both ends have is counted once',
      filtersOf([is('namespace', 'shop')]),
      [1001, 1002, 1003, 1003],
      1330,
    ],
  ])('%s (1)', (_name, filters, ports, bytes) => {
    test('in lists and exports', async () => {
      expect(await portsOf(filters)).toEqual(ports);
      expect(await exportedPorts(filters)).toEqual(ports);
    });

    test.each([
      ['Bytes', 'sum', bytes],
      ['Packets', 'sum', ports.length],
      ['Flows', 'count', ports.length],
      ['Bytes', 'rate', bytes / 600],
    ])('in metrics of %s by %s', async (type, fn, value) => {
      expect(await valueOf(`type=${type}&function=${fn}&${filters}`)).toBeCloseTo(value, 9);
    });

    test('in round-trip times, DNS and drops, which find nothing or something, but do not fail', async () => {
      expect(await valueOf(`type=TimeFlowRttNs&function=max&${filters}`)).toBeGreaterThan(1);
      expect(await valueOf(`type=DnsFlows&function=count&${filters}`)).toBe(undefined);
      expect(await valueOf(`type=PktDropBytes&function=sum&${filters}`)).toBe(undefined);
    });
  });

  describe('CSV (2)', () => {
    test('has the columns of all records, not those of the first', async () => {
      const { text } = await server.get('/api/loki/export?format=csv&recordType=flowLog&showDup=true');
      const [head = [], ...rows] = readCsv(text);
      const fields = new Set([...FLOWS, ...MORE].flatMap((record) => Object.keys(record)));
      expect(head).toEqual(expect.arrayContaining([...fields]));
      expect(new Set(head).size).toBe(head.length);
      expect(rows.every((row) => row.length === head.length)).toBe(true);
      expect(rows).toHaveLength(FLOWS.length + MORE.length);
    });

    test('writes numbers plainly and nothing where nothing is', async () => {
      const { text } = await server.get(
        '/api/loki/export?format=csv&recordType=flowLog&showDup=true&columns=TimeFlowEndMs,Bytes,DnsName',
      );
      expect(text).not.toContain('e+');
      expect(text).not.toContain('<nil>');
      expect(readCsv(text).slice(0, 3)).toEqual([
        ['TimeFlowEndMs', 'Bytes', 'DnsName'],
        [String(T0 + 1500), '100', ''],
        [String(T0 + 1500), '100', ''],
      ]);
    });

    test('is the same each time', async () => {
      const [first, second] = await Promise.all([1, 2].map(() => server.get('/api/loki/export?format=csv')));
      expect(first?.text).toBe(second?.text);
    });
  });

  describe('what is worked out of several groups is worked out of their union, never summed (7)', () => {
    const groups = `filters=${twice('SrcK8S_Name="web-1"|DstK8S_Namespace="data"|SrcK8S_Name="web-2"')}`;
    test.each([
      ['avg', (100 + 30 + 200 + 7) / 4],
      ['min', 7],
      ['max', 200],
      ['p90', 100 + (200 - 100) * (0.9 * 3 - 2)],
      ['p99', 100 + (200 - 100) * (0.99 * 3 - 2)],
      ['sum', 337],
      ['count', 4],
    ])('%s', async (fn, value) => {
      expect(await valueOf(`type=Bytes&function=${fn}&${groups}`)).toBeCloseTo(value, 6);
    });
  });

  describe('a namespace restricts everything, and traffic within it counts once (6)', () => {
    const inside = 'namespace=shop';
    test.each([
      ['Bytes', 'sum', 1330],
      ['Packets', 'sum', 4],
      ['Flows', 'count', 4],
      ['TimeFlowRttNs', 'max', 5],
      ['DnsFlows', 'count', undefined],
      ['DnsLatencyMs', 'max', undefined],
      ['PktDropBytes', 'sum', undefined],
    ])('metrics of %s by %s', async (type, fn, value) => {
      expect(await valueOf(`type=${type}&function=${fn}&${inside}`)).toBe(value);
    });

    test('records and exports', async () => {
      expect(await portsOf(inside)).toEqual([1001, 1002, 1003, 1003]);
      expect(await exportedPorts(inside)).toEqual([1001, 1002, 1003, 1003]);
    });

    test('conversations, their facets and explanations', async () => {
      const { total } = await server.json<{ total: number }>(`/api/conversations?${inside}`);
      expect(total).toBe(3);
      const { facets } = await server.json<{ facets: readonly { values: readonly { count: number }[] }[] }>(
        `/api/conversations/facets?fields=_Status&${inside}`,
      );
      expect(facets[0]?.values.reduce((sum, { count }) => sum + count, 0)).toBe(3);
      expect(await server.json(`/api/explain?${inside}`)).toMatchObject({ total: 4 });
    });

    test('names', async () => {
      expect(await server.json('/api/resources/names?kind=Pod&namespace=other')).toEqual(['job-1']);
    });
  });

  test('flows of DNS are those of DNS, by any of their four fields, and zeros are none (5)', async () => {
    expect(await valueOf('type=DnsFlows&function=count')).toBe(2);
    expect(await valueOf('type=DnsFlows&function=rate')).toBeCloseTo(2 / 600, 9);
    expect(await valueOf('type=DnsLatencyMs&function=avg')).toBe(8);
  });

  describe('values with spaces, commas and quotes (10, 11)', () => {
    test.each(SPECIAL)('%s is found exactly', async (text) => {
      const port = 3000 + SPECIAL.indexOf(text);
      expect(await portsOf(filtersOf([is('network_events', text)]))).toEqual([port]);
      expect(await portsOf(`filters=${twice(`Odd="${text.replaceAll('"', '\\"')}"`)}`)).toEqual([port]);
    });

    test('NoError,NXDomain in quotes is one value, without them two', async () => {
      expect(await portsOf(`filters=${twice('DnsFlagsResponseCode="NoError,NXDomain"')}`)).toEqual([]);
      expect(await portsOf(`filters=${twice('DnsFlagsResponseCode=NoError,NXDomain')}`)).toEqual([2002]);
    });

    test('keys and values are data wherever they go (11)', async () => {
      const hostile = `"x') or 1=1 --"="' or '1'='1"`;
      for (const url of [
        `/api/loki/flow/records?filters=${twice(hostile)}`,
        `/api/flow/metrics?aggregateBy=app&${ALL_TIME}&filters=${twice(hostile)}`,
        `/api/conversations?filters=${twice(hostile)}`,
        `/api/explain?filters=${twice(hostile)}`,
      ]) {
        expect((await server.get(url)).status).toBe(200);
      }
      expect(await portsOf(`filters=${twice(hostile)}`)).toEqual([]);
    });
  });

  test('both reporters of one flow count once, unless a direction is asked for', async () => {
    const web1 = `filters=${twice('SrcPort=1001')}`;
    expect(await valueOf(`type=Bytes&function=sum&${web1}`)).toBe(100);
    expect(await valueOf(`type=Flows&function=count&${web1}`)).toBe(1);
    expect(await portsOf(web1)).toEqual([1001]);
    expect(await portsOf(`${web1}&showDup=true`)).toEqual([1001, 1001]);
    for (const direction of [0, 1]) {
      const filters = `filters=${twice(`SrcPort=1001&FlowDirection=${direction}`)}`;
      expect(await valueOf(`type=Bytes&function=sum&${filters}`)).toBe(100);
    }
  });

  describe('groups are one query (18)', () => {
    const groups = `filters=${twice('SrcPort=1001|SrcPort=1002|SrcPort=1003|SrcPort=1004|SrcPort=80')}`;
    test('with one limit and one order', async () => {
      const answer = await server.json<StreamsAnswer>(`/api/loki/flow/records?limit=2&${groups}`);
      expect(answer.stats).toMatchObject({ totalEntries: 2, limitReached: true, numQueries: 1 });
      expect(await portsOf(`limit=2&${groups}`)).toEqual([1003, 1004]);
    });

    test('that finds a record once, however many groups it passes', async () => {
      const again = `filters=${twice('SrcPort=1002|SrcK8S_Name="web-1"|DstK8S_Name="cache-1"')}`;
      expect(await portsOf(again)).toEqual([1001, 1002]);
    });
  });
});
