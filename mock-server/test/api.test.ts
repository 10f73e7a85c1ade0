import fc from 'fast-check';
import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { CAPABILITIES, FrontendConfig } from '#model/wire/config.ts';
import { ConversationAnswer, ConversationsAnswer } from '#model/wire/conversations.ts';
import { Problem } from '#model/wire/problem.ts';
import { RecordsAnswer } from '#model/wire/records.ts';

import { FakeClock } from './fake-clock.ts';
import { flow, T0 } from './flow-builder.ts';
import { RecordingFiles } from './recording-files.ts';
import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';

const T0_S = T0 / 1000;
const RECORDS = '/api/loki/flow/records';
const CONVERSATIONS = '/api/conversations';

/** Ten connections, one a second, each of two flows; the second node reports each first flow, too. The last is reset. */
const FLOWS = Array.from({ length: 10 }, (_, index) => {
  const connection = {
    SrcPort: 40_000 + index,
    SrcK8S_Namespace: 'shop',
    SrcK8S_Name: `pod-${index}`,
    SrcK8S_Type: 'Pod',
    SrcK8S_OwnerName: 'cart',
    SrcK8S_OwnerType: 'Deployment',
    DstAddr: index % 2 === 0 ? '10.0.0.2' : '10.0.0.3',
    DstK8S_Namespace: index % 2 === 0 ? 'db' : 'dns',
    TimeFlowStartMs: T0 + index * 1000,
    TimeFlowEndMs: T0 + index * 1000 + 500,
    AgentIP: '10.9.9.1',
  };
  return [
    flow(connection),
    flow({ ...connection, AgentIP: '10.9.9.2' }),
    flow({
      ...connection,
      TimeFlowEndMs: T0 + index * 1000 + 900,
      ...(index === 9 ? { Flags: ['RST'] } : {}),
    }),
  ];
}).flat();

describe('the API', () => {
  let files: RecordingFiles;
  let server: App;
  beforeAll(async () => {
    files = await RecordingFiles.create();
    const flowsPath = await files.writeFlows(FLOWS);
    server = await createApp(
      { ...SERVER_DEFAULTS, flowsPaths: [flowsPath], timeline: 'recorded', logLevel: 'silent' },
      new FakeClock(T0 + 3_600_000),
    );
  });
  afterAll(async () => {
    await server.stop();
    await files.remove();
  });

  async function get(url: string) {
    const response = await server.app.inject(url);
    return { status: response.statusCode, body: response.json<unknown>() };
  }

  async function getAs<Schema extends TSchema>(schema: Schema, url: string): Promise<Static<Schema>> {
    const { status, body } = await get(url);
    expect(status).toBe(200);
    if (!Check(schema, body)) {
      throw new Error(`the answer to ${url} is not what the schema says`);
    }
    return body;
  }

  const recordsOf = async (query: string) => {
    const answer = await getAs(RecordsAnswer, `${RECORDS}?${query}`);
    return answer.result.flatMap(({ stream, values }) =>
      values.map(([, line]) => ({ ...stream, ...(JSON.parse(line) as Record<string, unknown>) })),
    );
  };

  describe(RECORDS, () => {
    test('answers flow logs by default, newest first, without those of a second observer', async () => {
      const answer = await getAs(RecordsAnswer, RECORDS);
      expect(answer).toMatchObject({
        resultType: 'streams',
        stats: { totalEntries: 20, limitReached: false, numQueries: 1, duplicates: 0 },
        unixTimestamp: T0_S + 3600,
      });
      const records = await recordsOf('');
      expect(records).toHaveLength(20);
      expect(records.every((record) => record['_RecordType'] === 'flowLog')).toBe(true);
    });

    test('answers those of a second observer when asked to', async () => {
      const records = await recordsOf('showDup=true');
      expect(records.filter((record) => record['Duplicate'] === true)).toHaveLength(10);
    });

    test.each([
      ['allConnections', 20],
      ['newConnection', 10],
      ['endConnection', 1],
      ['heartbeat', 9],
    ])('answers records of type %s', async (recordType, count) => {
      expect(await recordsOf(`recordType=${recordType}`)).toHaveLength(count);
    });

    test('gives events the Kubernetes names of their ends', async () => {
      const [ended] = await recordsOf('recordType=endConnection&limit=1');
      expect(ended).toMatchObject({
        SrcK8S_Name: 'pod-9',
        SrcK8S_OwnerType: 'Deployment',
        DstK8S_Namespace: 'dns',
      });
    });

    test('answers the last second of a range, too', async () => {
      expect(await recordsOf(`startTime=${T0_S + 3}&endTime=${T0_S + 4}`)).toHaveLength(4);
    });

    test('says when there is more than was asked for', async () => {
      const answer = await getAs(RecordsAnswer, `${RECORDS}?limit=5`);
      expect(answer.stats).toMatchObject({ totalEntries: 5, limitReached: true });
    });

    test.each([
      'filters=SrcK8S_Name%253D%2522pod-3%2522',
      'filters=SrcK8S_Name%3D%22pod-3%22',
      'filters=SrcPort%253D40003%2526SrcK8S_Name%253Dpod-*',
      'filters=SrcPort=40003',
      'namespace=shop&filters=SrcPort=40003',
    ])('filters, encoded twice or once: %s', async (query) => {
      expect(await recordsOf(query)).toHaveLength(2);
    });

    test('restricts to a namespace on either end', async () => {
      expect(await recordsOf('namespace=db')).toHaveLength(10);
    });
  });

  describe(CONVERSATIONS, () => {
    test('answers one item an instance, the latest to end first', async () => {
      const answer = await getAs(ConversationsAnswer, CONVERSATIONS);
      expect(answer.total).toBe(10);
      expect(answer.items.map(({ startMs }) => startMs)).toEqual(
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((second) => T0 + second * 1000),
      );
      expect(answer.items[0]).toMatchObject({ status: 'ended', isStartSeen: true, flows: 2, bytes: 200 });
      expect(answer).not.toHaveProperty('cursor');
    });

    test('joins to the whole, page by page', async () => {
      const whole = await getAs(ConversationsAnswer, `${CONVERSATIONS}?sort=bytes`);
      const items = [];
      let cursor: string | undefined = '';
      while (cursor !== undefined) {
        const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const url = `${CONVERSATIONS}?sort=bytes&limit=3${more}`;
        const page: Static<typeof ConversationsAnswer> = await getAs(ConversationsAnswer, url);
        expect(page.total).toBe(10);
        items.push(...page.items);
        ({ cursor } = page);
      }
      expect(items).toEqual(whole.items);
    });

    test('filters by status, duration and fields of the latest event', async () => {
      const totalOf = async (filters: string) =>
        (
          await getAs(
            ConversationsAnswer,
            `${CONVERSATIONS}?filters=${encodeURIComponent(encodeURIComponent(filters))}`,
          )
        ).total;
      expect(await totalOf('_Status="ended"')).toBe(1);
      expect(await totalOf('_Status!="ended"')).toBe(9);
      expect(await totalOf('_DurationMs>=900')).toBe(10);
      expect(await totalOf('_DurationMs>900')).toBe(0);
      expect(await totalOf('DstK8S_Namespace="db"|SrcPort=40001')).toBe(6);
      expect(await totalOf('SrcAddr=10.0.0.0/29&SrcPort>=40008')).toBe(2);
    });

    test('answers one by its key, with its events, its flows and how they add up', async () => {
      const list = await getAs(ConversationsAnswer, CONVERSATIONS);
      const key = encodeURIComponent(list.items[0]?.key ?? '');
      const answer = await getAs(ConversationAnswer, `${CONVERSATIONS}/${key}`);
      expect(answer.conversation).toEqual(list.items[0]);
      expect(answer.events.map((event) => event['_RecordType'])).toEqual(['newConnection', 'endConnection']);
      expect(answer.flows).toHaveLength(3);
      expect(answer.areFlowsCut).toBe(false);
      expect(answer.reconciliation).toEqual({
        numFlowLogs: 2,
        flowsFound: 2,
        duplicates: 1,
        areFlowsKept: true,
      });
    });

    test.each(['nothing', 'f00d@12', 'a%2Fb@1', '%40', `${'x'.repeat(150)}@1`])(
      'has no conversation %s',
      async (key) => {
        const { status, body } = await get(`${CONVERSATIONS}/${key}`);
        expect(status).toBe(404);
        expect(body).toMatchObject({ code: 'conversation-not-found', path: 'key' });
      },
    );
  });

  test.each([
    ['/api/resources/namespaces', ['db', 'dns', 'shop']],
    ['/api/resources/names?namespace=shop&kind=Deployment', ['cart']],
    ['/api/resources/names?namespace=db&kind=Pod', []],
    ['/health', { status: 'ok' }],
  ])('answers %s', async (url, body) => {
    expect(await get(url)).toEqual({ status: 200, body });
  });

  test('names pods in the order in which people count', async () => {
    const { body } = await get('/api/resources/names?namespace=shop&kind=Pod');
    expect(body).toEqual(Array.from({ length: 10 }, (_, index) => `pod-${index}`));
  });

  test.each([
    ['/role', 'admin'],
    ['/api/loki/ready', 'ready'],
  ])('answers %s as text', async (url, text) => {
    const response = await server.app.inject(url);
    expect(response.body).toBe(text);
    expect(response.headers['content-type']).toContain('text/plain');
  });

  test('says what there is to see', async () => {
    expect(await getAs(FrontendConfig, '/api/frontend-config')).toMatchObject({
      recordTypes: ['flowLog', 'newConnection', 'heartbeat', 'endConnection'],
      capabilities: [...CAPABILITIES],
      recording: {
        name: 'file-1',
        files: ['file-1'],
        timeline: 'recorded',
        firstMs: T0,
        lastMs: T0 + 9900,
        leftOut: 0,
      },
    });
  });

  test('says how it is', async () => {
    expect((await get('/api/status')).body).toMatchObject({
      loki: { isEnabled: true, isReady: true, namespacesCount: 3 },
      prometheus: { isEnabled: false },
      store: { conversations: 10, openConversations: 9 },
    });
  });

  test('counts for Prometheus what the tracker did, under the names it has in a cluster', async () => {
    await server.app.inject('/metrics');
    const { body } = await server.app.inject('/metrics');
    expect(body).toContain('netobserv_conntrack_input_records{classification="newConnection"} 10\n');
    expect(body).toContain('netobserv_conntrack_input_records{classification="duplicate"} 10\n');
    expect(body).toContain('netobserv_conntrack_memory_connections{group="0: DEFAULT",phase="active"} 0\n');
    expect(body).toContain('netobserv_store_conversations{status="ended"} 1\n');
    expect(body).toContain('netobserv_http_api_calls_duration_count{handler="/metrics",code="200"}');
  });

  test.each([
    ['recordType=foo', 'invalid-parameter', 'recordType', /recordType.*"foo"/],
    ['packetLoss=x', 'invalid-parameter', 'packetLoss', /must be one of all, dropped, hasDrops, sent/],
    ['limit=-1', 'invalid-parameter', 'limit', /limit must be >= 1, not -1/],
    ['limit=0', 'invalid-parameter', 'limit', />= 1/],
    ['limit=10001', 'invalid-parameter', 'limit', /<= 10000/],
    ['limit=1e999', 'invalid-parameter', 'limit', /<= 10000/],
    ['startTime=-1e999', 'invalid-parameter', 'startTime', />= 0/],
    ['limit=1.5', 'invalid-parameter', 'limit', /integer/],
    ['limit=ten', 'invalid-parameter', 'limit', /"ten"/],
    ['limit=1&limit=2', 'invalid-parameter', 'limit', /limit/],
    ['startTime=20&endTime=10', 'time-range-backwards', 'startTime', /backwards/],
    ['startTime=yesterday', 'invalid-parameter', 'startTime', /"yesterday"/],
    ['timeRange=0', 'invalid-parameter', 'timeRange', /timeRange/],
    ['filters=SrcPort', 'missing-operator', 'filters', /at character 8/],
    ['filters=Bytes>=many', 'not-a-number', 'filters', /Bytes/],
    [`namespace=${'n'.repeat(300)}`, 'invalid-parameter', 'namespace', /253/],
  ])('refuses ?%s in words', async (query, code, path, message) => {
    for (const url of [RECORDS, CONVERSATIONS]) {
      if (path !== 'recordType' || url === RECORDS) {
        const { status, body } = await get(`${url}?${query}`);
        expect(status).toBe(400);
        expect(body).toMatchObject({ code, path, message: expect.stringMatching(message) as string });
      }
    }
  });

  test.each([
    ['sort=size', 'unknown-sort-key'],
    ['cursor=abc', 'bad-cursor'],
  ])('refuses ?%s of a list', async (query, code) => {
    expect(await get(`${CONVERSATIONS}?${query}`)).toMatchObject({ status: 400, body: { code } });
  });

  test('refuses more filters than it can read', async () => {
    const filters = `SrcPort=${Array.from({ length: 3000 }, () => '1').join(',')}`;
    expect(await get(`${RECORDS}?filters=${filters}`)).toMatchObject({
      status: 413,
      body: { code: 'filter-too-large' },
    });
  });

  test.each([
    '/',
    '/nothing',
    '/api',
    '/api/loki',
    '/api/conversations/a/b',
    '/..%2f..%2fetc%2fpasswd',
    '/%ff',
  ])('has nothing at %s, and says so in JSON', async (url) => {
    const { status, body } = await get(url);
    expect([400, 404]).toContain(status);
    expect(Check(Problem, body)).toBe(true);
  });

  test('answers any query at all, and never with a failure of its own', async () => {
    const name = fc.constantFrom(
      'filters',
      'limit',
      'startTime',
      'endTime',
      'sort',
      'cursor',
      'recordType',
      'x',
    );
    const hostile = fc.constantFrom(
      "'; drop table records; --",
      'SrcAddr="a\' or 1=1 --"',
      'SrcK8S_Name=*%*_\\',
      '"Odd ""field"="x"',
      'Flags="SYN"',
      '__proto__="x"',
      '-end',
      '1e999',
    );
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), hostile, fc.integer().map(String));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(RECORDS, CONVERSATIONS, '/api/resources/names'),
        fc.array(
          fc.tuple(
            name,
            value.filter((text) => !/\p{Surrogate}/u.test(text)),
          ),
          { maxLength: 4 },
        ),
        async (path, pairs) => {
          const query = pairs.map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join('&');
          const { status, body } = await get(`${path}?${query}`);
          expect([200, 400, 413]).toContain(status);
          expect(status === 200 || Check(Problem, body)).toBe(true);
        },
      ),
    );
    expect((await get('/api/status')).body).toMatchObject({ store: { conversations: 10 } });
  });
});
