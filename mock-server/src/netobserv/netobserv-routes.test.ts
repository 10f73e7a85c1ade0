import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { FakeClock } from '../../test/fake-clock.ts';
import { flow, T0 } from '../../test/flow-builder.ts';
import type { Backend, BackendSettings } from './backend.ts';
import { LogStore } from './loki/log-store.ts';
import { netobservRoutes } from './netobserv-routes.ts';

const LABELS = ['SrcK8S_Type', 'SrcK8S_Namespace', 'DstK8S_Namespace', 'DstK8S_Type', 'FlowDirection'];
const SETTINGS: BackendSettings = {
  buildVersion: 'v1',
  buildDate: 'today',
  portNaming: { enable: true, portNames: {} },
  panels: [],
  columns: [
    { id: 'Bytes', name: 'Bytes', field: 'Bytes' },
    { id: 'Other', name: 'Other', field: 'Other' },
    { id: 'Ports', name: 'Ports', fields: ['SrcPort', 'DstPort'] },
  ],
  filters: [],
  scopes: [{ id: 'namespace', name: 'Namespace', labels: ['SrcK8S_Namespace', 'DstK8S_Namespace'] }],
  fields: ['Bytes', 'SrcPort', 'DstPort'].map((name) => ({ name, type: 'number' })),
  quickFilters: [],
  alertNamespaces: [],
  sampling: 50,
  features: [],
  recordingAnnotations: {},
  lokiLabels: LABELS,
};
const TOKENS = [{ token: 'all-of-it' }, { token: 'some-of-it', namespaces: ['shop'] }];
const NOW = T0 + 60_000;

describe('netobservRoutes', () => {
  let app: FastifyInstance | undefined;
  afterEach(() => app?.close());

  function ask(
    url: string,
    records: readonly TrafficRecord[] = [],
    { headers = {}, ...more }: Partial<Backend> & { readonly headers?: Record<string, string> } = {},
  ) {
    const log = new LogStore(LABELS);
    log.push(records);
    app = fastify();
    netobservRoutes(app, { log, clock: new FakeClock(NOW), settings: SETTINGS, logTypes: 'All', ...more });
    return app.inject({ url, headers });
  }

  test('answers records in Loki’s envelope', async () => {
    const flows = [
      flow({ SrcK8S_Namespace: 'shop', FlowDirection: 0 }),
      flow({ SrcK8S_Namespace: 'shop', FlowDirection: 0, Bytes: 5, TimeFlowEndMs: T0 + 6000 }),
    ];
    const { statusCode, headers, body } = await ask('/api/loki/flow/records?limit=50', flows);
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/json']);
    const stream = {
      FlowDirection: '0',
      SrcK8S_Namespace: 'shop',
      app: 'netobserv-flowcollector',
      detected_level: 'unknown',
      service_name: 'netobserv-flowcollector',
    };
    expect(JSON.parse(body)).toMatchObject({
      resultType: 'streams',
      result: [
        {
          stream,
          values: [
            [`${T0 + 6000}000000`, expect.stringContaining('{"Bytes":5,"DstAddr":"10.0.0.2"') as unknown],
            [`${T0 + 5000}000000`, expect.stringContaining('{"Bytes":100,') as unknown],
          ],
        },
      ],
      stats: { numQueries: 1, totalEntries: 2, duplicates: 0, limitReached: false, dataSources: null },
      unixTimestamp: 0,
    });
  });

  test('counts what several queries find as duplicates, unless one of them parses lines', async () => {
    const flows = [flow({ SrcK8S_Namespace: 'shop', DstK8S_Namespace: 'shop' })];
    const asked = async (filters: string) => {
      const url = `/api/loki/flow/records?limit=9&filters=${encodeURIComponent(encodeURIComponent(filters))}`;
      const { result, stats } = (await ask(url, flows)).json<{ result: unknown[]; stats: object }>();
      return { ...stats, streams: result.length };
    };
    expect(await asked('SrcK8S_Namespace=shop|DstK8S_Namespace=shop')).toMatchObject({
      numQueries: 2,
      totalEntries: 2,
      duplicates: 1,
      streams: 1,
    });
    expect(await asked('SrcK8S_Namespace=shop|DstK8S_Name=""')).toMatchObject({ duplicates: 0, streams: 2 });
  });

  test('says with which query something is wrong that has several', async () => {
    const url = '/api/loki/flow/records?filters=';
    const messageOf = async (filters: string) => (await ask(url + encodeURIComponent(filters))).body;
    expect(await messageOf('a="(x"')).toBe('{"message":"unauthorized sign in flows request: \\"(x\\""}');
    expect(await messageOf('a="(x"|b=1')).toBe(
      '{"message":"Can\'t build query: unauthorized sign in flows request: \\"(x\\""}',
    );
  });

  test('drops the connection where lines that are parsed make too many streams', async () => {
    const flows = (count: number) => Array.from({ length: count }, (_, port) => flow({ SrcPort: port }));
    const url = '/api/loki/flow/records?limit=5000&filters=Nothing%3D%22%22';
    expect((await ask(url, flows(1000))).statusCode).toBe(200);
    await expect(ask(url, flows(1001))).rejects.toThrow('destroyed');
    const namespaces = flows(1001).map((one, index) => ({ ...one, SrcK8S_Namespace: `ns-${index}` }));
    expect((await ask('/api/loki/flow/records?limit=5000', namespaces)).statusCode).toBe(200);
  });

  test('adds up what is received, and what is sent to where nobody reports', async () => {
    const flows = [
      flow({ FlowDirection: 0, DstK8S_Type: 'Pod', Bytes: 1 }),
      flow({ FlowDirection: 1, DstK8S_Type: 'Pod', Bytes: 10 }),
      flow({ FlowDirection: 1, DstK8S_Type: 'Service', Bytes: 100 }),
      flow({ FlowDirection: 2, DstK8S_Type: 'Pod', Bytes: 1000 }),
    ];
    const seconds = T0 / 1000;
    const url = `/api/flow/metrics?startTime=${seconds}&endTime=${seconds + 30}&step=20s&limit=5&aggregateBy=app&function=sum`;
    const { body } = await ask(url, flows);
    expect(JSON.parse(body)).toMatchObject({
      resultType: 'matrix',
      result: [{ metric: { app: 'netobserv-flowcollector' }, values: [[seconds + 20, '1101']] }],
      stats: { numQueries: 2, totalEntries: 0, limitReached: false, dataSources: ['loki'] },
      unixTimestamp: NOW / 1000,
    });
  });

  test.each([
    ['/api/flow/metrics?step=1d', 'invalid step 1d: time: unknown unit "d" in duration "1d"'],
    ['/api/flow/metrics?rateInterval=x', 'invalid rate interval x: time: invalid duration "x"'],
    ['/api/flow/metrics?function=median', 'invalid metric function: median'],
    ['/api/flow/metrics?limit=5', 'aggregateBy parameter is required'],
    [
      '/api/flow/metrics?aggregateBy=app&function=count',
      'Error from Loki query: [400] Loki message: parse error : invalid aggregation count_over_time with unwrap',
    ],
    ['/api/loki/flow/records?filters=%25zz', 'invalid URL escape "%zz"'],
    ['/api/resources/names?kind=a%20b', 'unauthorized sign in flows request: "a b"'],
    ['/api/loki/export', 'export format "" is not valid'],
  ])('refuses %s', async (url, message) => {
    const { statusCode, body } = await ask(url);
    expect([statusCode, JSON.parse(body)]).toEqual([400, { message }]);
  });

  test('says in its own way that there is no Prometheus', async () => {
    const { statusCode, body } = await ask('/api/flow/metrics?aggregateBy=app&type=Flows&dataSource=prom');
    expect(statusCode).toBe(400);
    expect(JSON.parse(body)).toEqual({
      promUnsupported:
        'this request could not be performed with Prometheus metrics: it requires installing and enabling Loki',
    });
  });

  test('exports what the first record has, as Go prints it', async () => {
    const flows = [
      flow({ Bytes: 2_000_000, Interfaces: ['a', 'b'], TimeFlowRttNs: 5, TimeFlowEndMs: T0 + 1000 }),
      flow({ Bytes: 1, Extra: 'x' }),
    ].map(({ Bytes, Interfaces, TimeFlowRttNs, TimeFlowEndMs, Extra, SrcPort }) => ({
      Bytes,
      Interfaces,
      TimeFlowRttNs,
      TimeFlowEndMs,
      Extra,
      SrcPort,
    }));
    const { headers, body } = await ask('/api/loki/export?format=csv', [...flows].reverse());
    expect(headers['content-type']).toBe('text/csv');
    expect(headers['content-disposition']).toBe('attachment; filename=export-2023-11-14-22-14.csv');
    expect(body.split('\n')).toEqual([
      'TimeFlowStartMs,TimeFlowEndMs,TimeReceived,app,detected_level,service_name,Bytes,Extra,SrcPort',
      '<nil>,1.700000005e+12,<nil>,netobserv-flowcollector,unknown,netobserv-flowcollector,1,x,40000',
      '<nil>,1.700000001e+12,<nil>,netobserv-flowcollector,unknown,netobserv-flowcollector,2e+06,<nil>,40000',
      '',
    ]);
  });

  test('suggests names of the newest flows alone', async () => {
    const pods = (age: number, name: string) =>
      flow({ SrcK8S_Type: 'Pod', SrcK8S_Name: name, TimeFlowEndMs: NOW - age });
    const old = pods(3_600_001, 'too-old');
    const many = Array.from({ length: 100 }, (_, age) => pods(age + 1, 'many'));
    const ofNewest = async (records: readonly TrafficRecord[]) =>
      (await ask('/api/resources/names?kind=Pod', records)).json<string[]>();
    expect(await ofNewest([old, pods(5000, 'pod')])).toEqual(['pod']);
    expect(await ofNewest([...many, pods(5000, 'pod')])).toEqual(['many']);
  });

  test('announces the operator’s configuration, without columns of other fields', async () => {
    const config = (await ask('/api/frontend-config', [], { logTypes: 'Flows' })).json<
      Record<string, unknown>
    >();
    expect(config).toMatchObject({ recordTypes: ['flowLog'], dataSources: ['loki'], lokiLabels: LABELS });
    expect(config['columns']).toEqual([SETTINGS.columns[0], SETTINGS.columns[2]]);
    expect(Object.keys(config)).not.toEqual(expect.arrayContaining(['capabilities']));
    expect(config).not.toHaveProperty('recording');
    expect(config).not.toHaveProperty('recordingAnnotations');
  });

  test('lists networks that traffic passed, to whoever has a token', async () => {
    const flows = [flow({ Udns: ['default', 'blue'] }), flow({ Udns: ['ns/red'], Bytes: 1 })];
    const headers = { authorization: 'Bearer x' };
    expect((await ask('/api/k8s/resources/udnIds', flows, { headers })).json()).toEqual(['blue', 'ns/red']);
  });

  test.each([
    ['/role', 200, 'dev'],
    ['/api/nosuch', 404, '404 page not found\n'],
    ['/nosuch', 404, '404 page not found\n'],
    ['/api/status', 401, 'missing Authorization header'],
    ['/api/loki/flow/records', 401, 'missing Authorization header'],
  ])('answers %s to nobody with %d', async (url, status, text) => {
    const { statusCode, headers, body } = await ask(url, [], { tokens: TOKENS });
    expect([statusCode, body]).toEqual([status, text]);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  test('shows a token of a namespace what concerns it, and nothing of Loki itself', async () => {
    const headers = { authorization: 'Bearer some-of-it' };
    const flows = [flow({ SrcK8S_Namespace: 'shop' }), flow({ SrcK8S_Namespace: 'db' })];
    const bodyOf = async (url: string) => (await ask(url, flows, { tokens: TOKENS, headers })).body;
    expect(await bodyOf('/role')).toBe('dev');
    expect(await bodyOf('/api/resources/namespaces')).toBe('["shop"]');
    expect(JSON.parse(await bodyOf('/api/loki/flow/records'))).toMatchObject({ stats: { totalEntries: 1 } });
    for (const path of ['buildinfo', 'config/limits', 'metrics']) {
      expect(await bodyOf(`/api/loki/${path}`)).toBe('user not an admin');
    }
    expect(await bodyOf('/api/loki/ready')).toBe('ready\n');
  });
});
