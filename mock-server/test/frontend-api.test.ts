import { join } from 'node:path';

import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { FrontendConfig } from '#model/wire/config.ts';
import { ResourceNames } from '#model/wire/resources.ts';
import { LokiBuildInfo, LokiLimits, NoRules, NoSamples, NoSilences } from '#model/wire/stand-ins.ts';
import { StatusAnswer } from '#model/wire/status.ts';

import { FakeClock } from './fake-clock.ts';
import { flow, T0 } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';
import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { readFrontend } from '../src/bundled-frontend.ts';
import type { ServerOptions } from '../src/config.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';

const OPERATOR_CONFIG = join(import.meta.dirname, 'operator-config.yaml');

/** The cart of the shop asks a database of another tenant; a node asks a DNS server. Both are over: they were reset. */
const FLOWS = [
  flow({
    SrcK8S_Namespace: 'shop',
    SrcK8S_Name: 'cart-1',
    SrcK8S_Type: 'Pod',
    SrcK8S_OwnerName: 'cart',
    SrcK8S_OwnerType: 'Deployment',
    SrcK8S_Zone: 'zone-a',
    DstK8S_Namespace: 'db',
    DstK8S_Name: 'sql-0',
    DstK8S_Type: 'Pod',
    DstK8S_OwnerName: 'sql',
    DstK8S_OwnerType: 'StatefulSet',
    DstK8S_Zone: 'zone-b',
    K8S_ClusterName: 'east',
    Udns: ['shop/blue', 'default'],
    Sampling: 50,
    Flags: ['RST'],
  }),
  flow({
    SrcAddr: '10.0.0.9',
    DstAddr: '10.0.0.8',
    SrcK8S_Namespace: '',
    SrcK8S_Name: 'node-1',
    SrcK8S_Type: 'Node',
    SrcK8S_OwnerName: 'node-1',
    SrcK8S_OwnerType: 'Node',
    SrcK8S_Zone: 'zone-c',
    DstK8S_Namespace: 'dns',
    DstK8S_Name: 'dns',
    DstK8S_Type: 'Service',
    DstK8S_OwnerName: 'dns',
    DstK8S_OwnerType: 'Service',
    K8S_ClusterName: 'west',
    Udns: ['green'],
    Sampling: 50,
    Flags: ['RST'],
  }),
];

const TOKENS = [
  { name: 'admin', token: 'all' },
  { name: 'dev', token: 'shop', namespaces: ['shop'] },
  { name: 'guest', token: 'none', namespaces: [] },
];

describe('what the page asks before it asks for traffic', () => {
  let files: RecordingFiles;
  let flowsPath: string;
  let server: App;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    flowsPath = await files.writeFlows(FLOWS);
    server = await start({ tokens: TOKENS });
  });
  afterAll(async () => {
    await server.stop();
    await files.remove();
  });

  function start(more: Partial<ServerOptions>): Promise<App> {
    return createApp(
      { ...SERVER_DEFAULTS, flowsPaths: [flowsPath], timeline: 'recorded', logLevel: 'silent', ...more },
      new FakeClock(T0 + 3_600_000),
    );
  }

  const inject = (url: string, token = 'all') =>
    server.app.inject({ url, headers: { authorization: `Bearer ${token}` } });

  async function getAs<Schema extends TSchema>(
    schema: Schema,
    url: string,
    token?: string,
  ): Promise<Static<Schema>> {
    const response = await inject(url, token);
    const body: unknown = response.json();
    expect(response.statusCode).toBe(200);
    if (!Check(schema, body)) {
      throw new Error(`the answer to ${url} is not what the schema says`);
    }
    return body;
  }

  describe('/api/frontend-config', () => {
    test('answers every key of NetObserv, and ours', async () => {
      const config = await getAs(FrontendConfig, '/api/frontend-config');
      expect(config).toMatchObject({
        recordTypes: ['flowLog', 'newConnection', 'heartbeat', 'endConnection'],
        portNaming: { enable: true, portNames: {} },
        alertNamespaces: [],
        sampling: 50,
        features: ['multiCluster', 'udnMapping', 'zones'],
        dataSources: ['loki'],
        lokiMocks: false,
        promLabels: [],
        maxChunkAgeMs: 7_200_000,
        recordingAnnotations: {},
        recording: { timeline: 'recorded', firstMs: T0, lastMs: T0 + 5000 },
      });
      expect(config.lokiLabels).toEqual(
        expect.arrayContaining(['FlowDirection', '_RecordType', 'K8S_ClusterName', 'DstK8S_Zone']),
      );
      expect(config.capabilities).toContain('conversations');
      const { columns, filters, scopes, fields, panels, quickFilters } = config;
      for (const list of [columns, filters, scopes, fields, panels, quickFilters]) {
        expect(list?.length).toBeGreaterThan(3);
      }
      expect(config.buildVersion).not.toBe('');
      expect(config.buildDate).not.toBe('');
    });

    test('says what a configuration of NetObserv says, and what a cluster adds to it', async () => {
      const configured = await start({ frontend: await readFrontend(OPERATOR_CONFIG), logTypes: 'Flows' });
      const config = (await configured.app.inject('/api/frontend-config')).json<FrontendConfig>();
      await configured.stop();
      expect(config).toMatchObject({
        recordTypes: ['flowLog'],
        sampling: 50,
        features: ['multiCluster', 'pktDrop', 'udnMapping', 'zones'],
        alertNamespaces: ['netobserv'],
        quickFilters: [{ name: 'Applications' }, { name: 'Services network' }],
      });
      expect(config.columns).toHaveLength(8);
      expect(config.capabilities).not.toContain('conversations');
    });

    test('puts those fields into the labels of records that it calls labels', async () => {
      const { lokiLabels = [] } = await getAs(FrontendConfig, '/api/frontend-config');
      const records = (await inject('/api/loki/flow/records')).json<{
        result: { stream: object; values: [string, string][] }[];
      }>();
      for (const { stream, values } of records.result) {
        expect(lokiLabels).toEqual(expect.arrayContaining(Object.keys(stream)));
        const fields = values.flatMap(([, line]) => Object.keys(JSON.parse(line) as object));
        expect(fields.filter((field) => field !== 'SrcK8S_Namespace' && lokiLabels.includes(field))).toEqual(
          [],
        );
      }
    });
  });

  describe('/api/resources and /api/k8s/resources', () => {
    test.each([
      ['resources/clusters', ['east', 'west']],
      ['resources/clusters?namespace=db', ['east']],
      ['resources/udns', ['default', 'green', 'shop/blue']],
      ['resources/udns?namespace=dns', ['green']],
      ['resources/zones', ['zone-a', 'zone-b', 'zone-c']],
      ['resources/zones?namespace=db', ['zone-b']],
      ['resources/namespaces', ['db', 'dns', 'shop']],
      ['resources/namespaces?namespace=db', ['db']],
      ['resources/namespaces?namespace=nowhere', []],
      ['resources/names', ['cart-1', 'dns', 'node-1', 'sql-0']],
      ['resources/names?kind=Pod', ['cart-1', 'sql-0']],
      ['resources/names?kind=Node', ['node-1']],
      ['resources/names?kind=Deployment', ['cart']],
      ['resources/names?namespace=db&kind=Pod', ['sql-0']],
      ['resources/names?namespace=db&kind=Deployment', []],
      ['k8s/resources/udnIds', ['green', 'shop/blue']],
    ])('%s', async (path, names) => {
      expect(await getAs(ResourceNames, `/api/${path}`)).toEqual(names);
    });

    test.each([
      ['resources/clusters', ['east']],
      ['resources/udns', ['default', 'shop/blue']],
      ['resources/zones', ['zone-a']],
      ['resources/namespaces', ['shop']],
      ['resources/namespaces?namespace=shop', ['shop']],
      ['resources/names', ['cart-1']],
      ['resources/names?kind=Pod', ['cart-1']],
      ['resources/names?kind=StatefulSet', []],
      ['resources/names?kind=Node', []],
      ['k8s/resources/udnIds', ['shop/blue']],
    ])('%s tells whoever is confined to a namespace of that alone', async (path, names) => {
      expect(await getAs(ResourceNames, `/api/${path}`, 'shop')).toEqual(names);
      expect(await getAs(ResourceNames, `/api/${path.replace('namespace=shop', '')}`, 'none')).toEqual([]);
    });

    test('tells of what only events have, where flows are not kept', async () => {
      const ended = await start({ logTypes: 'EndedConversations' });
      const names = await ended.app.inject('/api/resources/names?kind=Pod');
      const zones = await ended.app.inject('/api/resources/zones');
      await ended.stop();
      expect(names.json()).toEqual(['cart-1', 'sql-0']);
      expect(zones.json()).toEqual(['zone-a', 'zone-b', 'zone-c']);
    });

    test('refuses names that are none of Kubernetes', async () => {
      const response = await inject(`/api/resources/zones?namespace=${'x'.repeat(254)}`);
      expect([response.statusCode, response.json()]).toMatchObject([400, { path: 'namespace' }]);
    });
  });

  describe('/role and /api/status', () => {
    test.each([
      ['all', 'admin'],
      ['shop', 'dev'],
    ])('calls who has the token %s %s', async (token, role) => {
      const response = await inject('/role', token);
      expect([response.body, response.headers['content-type']]).toEqual([role, 'text/plain; charset=utf-8']);
    });

    test('says how the server is to whoever may see everything', async () => {
      const status = await getAs(StatusAnswer, '/api/status');
      expect(status).toMatchObject({
        loki: { isEnabled: true, isReady: true, namespacesCount: 3, error: '', errorCode: 0 },
        prometheus: { isEnabled: false, isReady: false, namespacesCount: 0 },
        facts: { flows: 2 },
        store: { records: { flowLog: 2 } },
      });
      expect((await getAs(StatusAnswer, '/api/status?namespace=db')).loki.namespacesCount).toBe(1);
    });

    test('counts for others what they may see, and tells them no other numbers', async () => {
      const status = await getAs(StatusAnswer, '/api/status', 'shop');
      expect(status.loki.namespacesCount).toBe(1);
      expect(status).not.toHaveProperty('store');
      expect(status).not.toHaveProperty('facts');
      expect(status).not.toHaveProperty('retention');
    });
  });

  describe('/api/loki', () => {
    test('is ready', async () => {
      const response = await inject('/api/loki/ready');
      expect([response.statusCode, response.body]).toEqual([200, 'ready']);
      expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    });

    test('measures as /metrics does', async () => {
      const response = await inject('/api/loki/metrics');
      expect(response.headers['content-type']).toMatch(/^text\/plain/);
      expect(response.body).toContain('netobserv_store_records{type="flowLog"} 2');
    });

    test('says its version and its limits', async () => {
      const { version } = await getAs(LokiBuildInfo, '/api/loki/buildinfo');
      expect(version).toBe((await getAs(FrontendConfig, '/api/frontend-config')).buildVersion);
      const limits = await getAs(LokiLimits, '/api/loki/config/limits');
      expect(limits).toMatchObject({ query_timeout: '30s', max_query_length: '0s', retention_period: '0s' });
      const most = limits.max_entries_limit_per_query;
      const asking = async (limit: number) =>
        (await inject(`/api/loki/flow/records?limit=${limit}`)).statusCode;
      expect([await asking(most), await asking(most + 1)]).toEqual([200, 400]);
    });

    test.each(['metrics', 'buildinfo', 'config/limits'])(
      '%s is not for those who are confined',
      async (path) => {
        expect((await inject(`/api/loki/${path}`, 'shop')).statusCode).toBe(403);
      },
    );
  });

  test.each<[string, TSchema]>([
    ['/api/prometheus/api/v1/rules?type=alert&match[]=%7Bapp%3D%22netobserv%22%7D', NoRules],
    ['/api/prometheus/api/v1/query?query=up', NoSamples],
    ['/api/alertmanager/api/v2/silences', NoSilences],
  ])('%s answers that there are no alerts', async (url, schema) => {
    await getAs(schema, url);
  });

  test.each(['/role', '/api/status', '/api/frontend-config', '/api/resources/zones', '/api/loki/ready'])(
    '%s answers HEAD without a body, and is not there to be written to',
    async (url) => {
      const headers = { authorization: 'Bearer all' };
      const head = await server.app.inject({ method: 'HEAD', url, headers });
      expect([head.statusCode, head.body]).toEqual([200, '']);
      const post = await server.app.inject({ method: 'POST', url, headers });
      expect([404, 405]).toContain(post.statusCode);
    },
  );
});
