import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { ContractServer, NOW_MS, twice } from './contract-server.ts';
import { Oracle } from './oracle/oracle.ts';
import type { PageFilter } from './page-filters.ts';
import { writeFilters } from './page-filters.ts';
import type { StreamsAnswer } from './streams.ts';
import { recordsOfAnswer } from './streams.ts';

type Source = {
  isEnabled: boolean;
  namespacesCount: number;
  isReady: boolean;
  error: string;
  errorCode: number;
};
type Config = Readonly<Record<string, unknown>> & {
  readonly columns: readonly TrafficRecord[];
  readonly filters: readonly TrafficRecord[];
  readonly scopes: readonly TrafficRecord[];
  readonly fields: readonly TrafficRecord[];
};

describe('table of routes (section 2)', () => {
  let server: ContractServer;
  let oracle: Oracle;
  beforeAll(async () => {
    server = await ContractServer.start({ recordings: ['shop', 'both-nodes', 'icmp'] });
    oracle = new Oracle(await server.records(), NOW_MS);
  });
  afterAll(() => server.stop());

  const textOf = async (url: string) => {
    const { status, type, text } = await server.get(url);
    return { status, type: type.split(';')[0], text };
  };

  test('/role: text admin', async () => {
    expect(await textOf('/role')).toEqual({ status: 200, type: 'text/plain', text: 'admin' });
  });

  test('/api/status: loki and prometheus, each with isEnabled, namespacesCount, isReady, error, errorCode', async () => {
    const { loki, prometheus } = await server.json<{ loki: Source; prometheus: Source }>('/api/status');
    const namespaces = oracle.valuesOf('SrcK8S_Namespace', 'DstK8S_Namespace');
    expect(loki).toEqual({
      isEnabled: true,
      namespacesCount: namespaces.size,
      isReady: true,
      error: '',
      errorCode: 0,
    });
    expect(prometheus).toEqual({
      isEnabled: false,
      namespacesCount: 0,
      isReady: false,
      error: '',
      errorCode: 0,
    });
  });

  test('/api/status?namespace: is answered, too', async () => {
    const { loki } = await server.json<{ loki: Source }>('/api/status?namespace=shop');
    expect(loki.isReady).toBe(true);
    expect(loki.namespacesCount).toBeGreaterThan(0);
  });

  test('/api/loki/ready: text that contains "ready"', async () => {
    const answer = await textOf('/api/loki/ready');
    expect(answer).toMatchObject({ status: 200, type: 'text/plain' });
    expect(answer.text).toContain('ready');
  });

  test('/api/loki/metrics: text', async () => {
    const answer = await textOf('/api/loki/metrics');
    expect(answer).toMatchObject({ status: 200, type: 'text/plain' });
    expect(answer.text).toContain('# TYPE netobserv_');
  });

  test('/api/loki/buildinfo: text of a JSON object with a version', async () => {
    const { status, text } = await server.get('/api/loki/buildinfo');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ version: expect.any(String) as string });
  });

  test("/api/loki/config/limits: JSON of Loki's limits, of which the page reads the greatest limit of entries", async () => {
    const limits = await server.json<Record<string, unknown>>('/api/loki/config/limits');
    const most = Number(limits['max_entries_limit_per_query']);
    expect(most).toBeGreaterThanOrEqual(1000);
    expect((await server.get(`/api/loki/flow/records?limit=${most}`)).status).toBe(200);
    expect((await server.get(`/api/loki/flow/records?limit=${most + 1}`)).status).toBe(400);
  });

  test.each([
    ['clusters', ['K8S_ClusterName']],
    ['zones', ['SrcK8S_Zone', 'DstK8S_Zone']],
    ['namespaces', ['SrcK8S_Namespace', 'DstK8S_Namespace']],
    ['udns', ['Udns']],
  ])('/api/resources/%s: the different values of both ends, none empty', async (resource, fields) => {
    const values = await server.json<readonly string[]>(`/api/resources/${resource}`);
    expect([...values].sort()).toEqual([...oracle.valuesOf(...fields)].sort());
    expect(values.length).toBeGreaterThan(0);
  });

  test.each(['clusters', 'zones', 'namespaces', 'udns'])(
    '/api/resources/%s?namespace: those of that namespace alone, [] where there are none',
    async (resource) => {
      const all = await server.json<readonly string[]>(`/api/resources/${resource}`);
      const some = await server.json<readonly string[]>(`/api/resources/${resource}?namespace=odd`);
      expect(all).toEqual(expect.arrayContaining([...some]));
      expect(await server.json(`/api/resources/${resource}?namespace=nowhere`)).toEqual([]);
    },
  );

  test.each([
    ['shop', 'Pod'],
    ['shop', 'Service'],
    ['', 'Node'],
    ['shop', 'Deployment'],
    ['shop', 'StatefulSet'],
    ['nowhere', 'Pod'],
  ])('/api/resources/names?namespace=%s&kind=%s: names at both ends', async (namespace, kind) => {
    const names = await server.json<readonly string[]>(
      `/api/resources/names?namespace=${namespace}&kind=${kind}`,
    );
    expect([...names].sort()).toEqual([...oracle.names(namespace, kind)].sort());
    expect(names.length > 0).toBe(namespace !== 'nowhere');
  });

  test('/api/k8s/resources/udnIds: names of cluster networks and namespace/name of others', async () => {
    const ids = await server.json<readonly string[]>('/api/k8s/resources/udnIds');
    expect([...ids].sort()).toEqual([...oracle.valuesOf('Udns')].sort());
  });

  test.each([
    ['/api/prometheus/api/v1/rules', { status: 'success', data: { groups: [] } }],
    [
      '/api/prometheus/api/v1/query?query=up',
      { status: 'success', data: { resultType: 'vector', result: [] } },
    ],
    ['/api/alertmanager/api/v2/silences', []],
  ])('%s: as if no alerts were there', async (url, body) => {
    expect(await server.json(url)).toEqual(body);
  });

  test.each([
    ['/api/loki/flow/records?timeRange=300', 'application/json'],
    ['/api/frontend-config', 'application/json'],
    ['/api/resources/namespaces', 'application/json'],
    ['/api/loki/config/limits', 'application/json'],
    ['/api/loki/export?format=csv&limit=1', 'text/csv'],
  ])('%s comes as %s', async (url, type) => {
    expect((await textOf(url)).type).toBe(type);
  });

  describe('/api/frontend-config (2.5)', () => {
    let config: Config;
    beforeAll(async () => {
      config = await server.json<Config>('/api/frontend-config');
    });

    test.each([
      'buildVersion',
      'buildDate',
      'recordTypes',
      'portNaming',
      'panels',
      'columns',
      'filters',
      'scopes',
      'quickFilters',
      'alertNamespaces',
      'sampling',
      'features',
      'fields',
      'dataSources',
      'lokiMocks',
      'lokiLabels',
      'promLabels',
      'maxChunkAgeMs',
      'recordingAnnotations',
    ])('has %s', (key) => {
      expect(config).toHaveProperty(key);
    });

    test('recordTypes are all four where all log types are kept', () => {
      const types = config['recordTypes'] as readonly string[];
      expect([...types].sort()).toEqual(['endConnection', 'flowLog', 'heartbeat', 'newConnection']);
    });

    test('lokiLabels are the defaults, and those that the features of the recording add', () => {
      expect(config['lokiLabels']).toEqual(
        expect.arrayContaining([
          'SrcK8S_Namespace',
          'SrcK8S_OwnerName',
          'SrcK8S_Type',
          'DstK8S_Namespace',
          'DstK8S_OwnerName',
          'DstK8S_Type',
          'K8S_FlowLayer',
          'FlowDirection',
          '_RecordType',
        ]),
      );
    });

    test('dataSources is loki alone, maxChunkAgeMs two hours, promLabels empty', () => {
      expect(config).toMatchObject({ dataSources: ['loki'], maxChunkAgeMs: 7_200_000, promLabels: [] });
    });

    test('no column names a field that is not declared', () => {
      const declared = new Set(config.fields.map(({ name }) => name));
      const named = config.columns.flatMap(({ field, fields }) => [
        ...(field === undefined ? [] : [field]),
        ...((fields as readonly string[] | undefined) ?? []),
      ]);
      expect(named.filter((field) => !declared.has(field))).toEqual([]);
      expect(named.length).toBeGreaterThan(60);
    });

    test('columns are those of appendix A by their ids', () => {
      expect(config.columns.length).toBeGreaterThanOrEqual(88);
      expect(new Set(config.columns.map(({ id }) => id)).size).toBe(config.columns.length);
    });

    test('filters have one of three components, and are 66 or more', () => {
      expect(config.filters.length).toBeGreaterThanOrEqual(66);
      expect(new Set(config.filters.map(({ component }) => component))).toEqual(
        new Set(['autocomplete', 'text', 'number']),
      );
    });

    test('scopes are those of appendix D with their labels', () => {
      const ids = config.scopes.map(({ id }) => id);
      expect(ids).toEqual(['cluster', 'network', 'zone', 'host', 'namespace', 'owner', 'resource']);
      expect(config.scopes.find(({ id }) => id === 'namespace')?.['labels']).toEqual([
        'SrcK8S_Namespace',
        'DstK8S_Namespace',
      ]);
    });

    test('quick filters are those of the sample configuration', () => {
      const names = (config['quickFilters'] as readonly { name: string }[]).map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining(['Applications', 'Infrastructure', 'Pods network', 'Services network']),
      );
    });
  });

  test('each quick filter finds what it is called, as the front end sends it', async () => {
    const { quickFilters } = await server.json<{
      quickFilters: readonly { name: string; filter: Readonly<Record<string, string>> }[];
    }>('/api/frontend-config');
    const found: Record<string, readonly TrafficRecord[]> = {};
    for (const { name, filter } of quickFilters) {
      const filters = Object.entries(filter).map(([key, text]): PageFilter => ({
        id: key.replace(/[!>]$/, ''),
        op: key.endsWith('!') ? '!~' : key.endsWith('>') ? '>=' : '~',
        values: text
          .split(',')
          .map((value) => ({ text: value.replaceAll('"', ''), isExact: value.startsWith('"') })),
      }));
      const query = `limit=10000&filters=${twice(writeFilters(filters, 'all'))}`;
      const answer = await server.json<StreamsAnswer>(`/api/loki/flow/records?${query}`);
      found[name] = recordsOfAnswer(answer);
    }
    const namesOf = (name: string, field: string) =>
      new Set(found[name]?.map((record) => record[field] as string));
    expect(namesOf('Applications', 'K8S_FlowLayer')).toEqual(new Set(['app']));
    expect(namesOf('Infrastructure', 'K8S_FlowLayer')).toEqual(new Set(['infra']));
    expect(namesOf('Pods network', 'SrcK8S_Type')).toEqual(new Set(['Pod']));
    expect(namesOf('Services network', 'DstK8S_Type')).toEqual(new Set(['Service']));
    expect(found['DNS']?.length).toBeGreaterThan(10);
    expect(found['DNS']?.every(({ DnsId }) => Number(DnsId) > 0)).toBe(true);
  });

  test('a route that is not there: 404 with a message', async () => {
    const { status, text } = await server.get('/api/nothing');
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ message: expect.any(String) as string });
  });
});
