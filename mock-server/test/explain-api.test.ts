import { Check } from 'typebox/schema';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { EVENT_TYPES } from '#model/event.ts';
import type { FrontendConfig, LogTypesSetting } from '#model/wire/config.ts';
import { ExplainAnswer } from '#model/wire/explain.ts';

import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { bundledRecordings } from '../src/bundled-recordings.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';
import { FakeClock } from './fake-clock.ts';
import { event, flow, T0 } from './flow-builder.ts';
import { RouteServer } from './route-server.ts';

const T0_S = T0 / 1000;
const EXPLAIN = '/api/explain';

describe('GET /api/explain of a recording', () => {
  let server: App;
  beforeAll(async () => {
    const tour = bundledRecordings().find(({ name }) => name === 'tour')?.path ?? '';
    server = await createApp(
      { ...SERVER_DEFAULTS, flowsPaths: [tour], timeline: 'recorded', logLevel: 'silent' },
      new FakeClock(T0 + 1e10),
    );
  });
  afterAll(() => server.stop());

  async function explain(query: Record<string, string>) {
    const answer = (await server.app.inject({ url: EXPLAIN, query })).json<unknown>();
    expect(Check(ExplainAnswer, answer)).toBe(true);
    return answer as ExplainAnswer;
  }
  async function found(path: string, query: Record<string, string>): Promise<number> {
    const answer = (await server.app.inject({ url: path, query: { ...query, limit: '10000' } })).json<{
      total?: number;
      stats?: { totalEntries: number };
    }>();
    return answer.total ?? answer.stats?.totalEntries ?? Number.NaN;
  }

  test.each([
    ['flowLog', '/api/loki/flow/records'],
    ['allConnections', '/api/conversations'],
  ])('counts what each condition lets through and leaves out: %s', async (recordType, path) => {
    const groups = [
      ['Proto="6"', 'DstPort>1000', 'SrcK8S_Namespace!="x"'],
      ['SrcAddr=10.0.0.0/8', 'Bytes>=500'],
    ];
    const print = (these: readonly (readonly string[])[]) => these.map((group) => group.join('&')).join('|');
    const { firstMs = 0, lastMs = 0 } = await server.store.summary();
    const endTime = String(Math.floor((firstMs + lastMs) / 2000));
    const query = { recordType, endTime, showDup: 'true' };
    const list = (filters: string) => found(path, { ...query, filters });
    const answer = await explain({ ...query, filters: print(groups) });
    expect(answer.total).toBe(await list(print(groups)));
    for (const [at, group] of groups.entries()) {
      for (const [index, condition] of group.entries()) {
        const others = groups.map((these) => these.filter((one) => one !== condition));
        const told = answer.groups[at]?.conditions[index];
        expect([condition, told?.alone, told?.without]).toEqual([
          condition,
          await list(condition),
          await list(print(others)),
        ]);
      }
    }
    expect(answer.total).toBeGreaterThan(0);
    expect(answer.reasons).toEqual([]);
  });

  test('counts what the time range, the namespace, lost packets and duplicates leave out', async () => {
    const { firstMs = 0, lastMs = 0 } = await server.store.summary();
    const middle = String(Math.floor((firstMs + lastMs) / 2000));
    const query = { endTime: middle, namespace: 'shop', packetLoss: 'sent' };
    const { total, implicit } = await explain(query);
    const records = (asked: Record<string, string>) => found('/api/loki/flow/records', asked);
    expect(total).toBe(await records(query));
    const told = Object.fromEntries(implicit.map(({ kind, ...effect }) => [kind, effect]));
    expect(told['timeRange']?.without).toBe(await records({ namespace: 'shop', packetLoss: 'sent' }));
    expect(told['namespace']?.without).toBe(await records({ endTime: middle, packetLoss: 'sent' }));
    expect(told['packetLoss']?.without).toBe(await records({ endTime: middle, namespace: 'shop' }));
    expect(told['duplicates']?.without).toBe(await records({ ...query, showDup: 'true' }));
    const events = await Promise.all(EVENT_TYPES.map((recordType) => records({ ...query, recordType })));
    expect(told['recordType']?.without).toBe(total + events.reduce((sum, count) => sum + count, 0));
  });

  test('is announced', async () => {
    const config = (await server.app.inject('/api/frontend-config')).json<FrontendConfig>();
    expect(config.capabilities).toEqual(expect.arrayContaining(['explain', 'facets', 'conversations']));
  });
});

describe('GET /api/explain', () => {
  let server: RouteServer;
  afterEach(() => server.close());

  const RECORDS = [
    flow({ Proto: 1, SrcPort: undefined, DstPort: undefined, SrcK8S_Namespace: 'shop' }),
    flow({ SrcK8S_Namespace: 'shop' }),
    event('newConnection', { SrcK8S_Namespace: 'shop' }),
    event('newConnection', { _HashId: 'beef', SrcK8S_Namespace: 'db', TimeFlowEndMs: T0 + 60_000 }),
  ];

  async function explain(query: Record<string, string>, logTypes: LogTypesSetting = 'All') {
    server = await RouteServer.holding(RECORDS, logTypes);
    const { body } = await server.get(EXPLAIN, query);
    expect(Check(ExplainAnswer, body)).toBe(true);
    return body as ExplainAnswer;
  }

  const IN_TIME = { startTime: String(T0_S - 60), endTime: String(T0_S + 600) };
  const CONVERSATIONS = { recordType: 'allConnections' };
  type Case = [code: string, query: Record<string, string>, logTypes?: LogTypesSetting];
  test.each<Case>([
    ['tracking-off', { ...CONVERSATIONS, filters: '_HashId="none"' }, 'Flows'],
    ['flows-not-kept', { filters: 'Bytes>1000000' }, 'Conversations'],
    ['only-ends-kept', { recordType: 'heartbeat', filters: 'Bytes>1000000' }, 'EndedConversations'],
    [
      'only-ends-kept',
      { ...CONVERSATIONS, filters: '_Status=open', startTime: String(T0_S + 600) },
      'EndedConversations',
    ],
    ['protocol-not-tracked', { ...CONVERSATIONS, filters: 'Proto=ICMP' }],
    ['field-not-in-events', { ...CONVERSATIONS, filters: 'DnsName~example' }],
    ['field-not-in-flows', { filters: 'Bytes_AB>=1' }],
    ['feature-off', { filters: 'DnsLatencyMs>1' }],
    ['unknown-field', { filters: 'Bites=1' }],
    ['id-outside-time-range', { ...CONVERSATIONS, filters: '_HashId="f00d"', startTime: String(T0_S + 50) }],
    ['id-not-there', { ...CONVERSATIONS, filters: '_HashId="nobody"' }],
    ['before-what-is-kept', { endTime: String(T0_S - 600) }],
    ['after-what-is-kept', { startTime: String(T0_S + 600) }],
  ])('tells why there is nothing: %s', async (code, query, logTypes) => {
    const { reasons } = await explain(query, logTypes);
    expect(reasons.map((reason) => reason.code)).toContain(code);
  });

  test('says that nothing is stored yet', async () => {
    server = await RouteServer.holding([]);
    const { body } = await server.get(EXPLAIN);
    expect(body).toMatchObject({ total: 0, reasons: [{ code: 'store-empty' }] });
  });

  test('suggests the field that was meant', async () => {
    const { reasons } = await explain({ filters: 'Bites=1' });
    expect(reasons).toEqual([
      {
        code: 'unknown-field',
        message: 'Nothing here has a field "Bites".',
        hint: 'Did you mean Bytes?',
        condition: 'Bites=1',
      },
    ]);
  });

  test.each([
    [{}],
    [{ filters: 'Proto=1' }],
    [{ ...CONVERSATIONS }],
    [{ ...CONVERSATIONS, filters: 'Flags!=SYN' }],
    [{ ...CONVERSATIONS, filters: 'Proto=1,6' }],
  ])('gives no reasons where something is found: %j', async (query) => {
    const { total, reasons } = await explain({ ...IN_TIME, ...query });
    expect(total).toBeGreaterThan(0);
    expect(reasons).toEqual([]);
  });

  test('finds the nearest instants that pass all other conditions', async () => {
    const range = { startTime: String(T0_S + 20), endTime: String(T0_S + 30) };
    expect((await explain({ ...range, filters: 'Proto=1' })).nearest).toEqual({ beforeMs: T0 + 5000 });
    await server.close();
    const { nearest, span } = await explain({ ...CONVERSATIONS, ...range, filters: '_HashId="f00d"' });
    expect(nearest).toEqual({ beforeMs: T0 + 5000 });
    expect(span).toEqual({ fromMs: T0 + 20_000, toMs: T0 + 31_000 });
  });

  test('writes conditions in one way, with both ends of a name that only they have', async () => {
    const { groups } = await explain({ filters: 'Proto=TCP&Port=https|SrcK8S_Namespace~"a b"' });
    expect(groups.map(({ conditions }) => conditions.map(({ text, fields }) => [text, fields]))).toEqual([
      [
        ['Proto=6', ['Proto']],
        ['SrcPort=443|DstPort=443', ['SrcPort', 'DstPort']],
      ],
      [['SrcK8S_Namespace="a b"', ['SrcK8S_Namespace']]],
    ]);
  });

  test('refuses to explain more conditions than it can, and what is no filter', async () => {
    server = await RouteServer.holding(RECORDS);
    const filters = (count: number) =>
      Array.from({ length: count }, (_, index) => `Bytes>${index}`).join('&');
    expect((await server.get(EXPLAIN, { filters: filters(50) })).status).toBe(200);
    expect(await server.get(EXPLAIN, { filters: filters(51) })).toMatchObject({
      status: 422,
      body: { code: 'too-many-conditions', path: 'filters' },
    });
    expect((await server.get(EXPLAIN, { filters: 'Proto' })).status).toBe(400);
  });

  test('knows nothing of what a tenant may not see', async () => {
    server = await RouteServer.holding(RECORDS);
    server.tenant = { namespaces: ['db'] };
    const query = { ...CONVERSATIONS, filters: '_HashId="f00d"', startTime: String(T0_S + 50) };
    expect((await server.get(EXPLAIN, query)).body).toMatchObject({
      total: 0,
      groups: [{ conditions: [{ alone: 0, without: 1 }] }],
      implicit: [{ kind: 'timeRange', alone: 1, without: 0 }],
      nearest: {},
      reasons: [{ code: 'id-not-there' }],
    });
    expect((await server.get(EXPLAIN)).body).toMatchObject({
      total: 0,
      implicit: [{ alone: 0, without: 1 }, {}],
    });
  });
});
