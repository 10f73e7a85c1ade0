import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { EVENT_TYPES } from '#model/event.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import { MatrixAnswer, MetricsBatchAnswer } from '#model/wire/metrics.ts';

import { FakeClock } from './fake-clock.ts';
import type { App } from '../src/app.ts';
import { createApp } from '../src/app.ts';
import { bundledRecordings } from '../src/bundled-recordings.ts';
import { SERVER_DEFAULTS } from '../src/config.ts';

const METRICS = '/api/flow/metrics';
/** One value for the whole recording. */
const WHOLE = { step: '24h', aggregateBy: 'app' };
const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const NOW_MS = Date.UTC(2027, 0, 1);

type Parameters = Readonly<Record<string, string | number>>;
type Passes = (record: TrafficRecord) => boolean;

const either =
  (field: string, value: string): Passes =>
  (record) =>
    textField(record, `Src${field}`) === value || textField(record, `Dst${field}`) === value;
const values = (records: readonly TrafficRecord[], field: string) =>
  records.map((record) => numberField(record, field)).filter((value) => value !== undefined);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** A server of a recording, and all that is in its store. */
async function serve(name: string, timeline: 'recorded' | 'live' = 'recorded') {
  const flowsPaths = bundledRecordings()
    .filter((recording) => recording.name === name)
    .map(({ path }) => path);
  const server = await createApp(
    {
      ...SERVER_DEFAULTS,
      flowsPaths,
      timeline,
      logLevel: 'silent',
    },
    new FakeClock(NOW_MS),
  );
  const all = { span: ALWAYS, filter: EVERYTHING, limit: 100_000 };
  const { records: seen } = await server.store.records({ ...all, types: ['flowLog'] });
  const { records: events } = await server.store.records({ ...all, types: EVENT_TYPES });
  const { items: conversations } = await server.store.conversations({
    ...all,
    order: { key: 'end', direction: 'desc' },
  });
  return { server, seen, flows: seen.filter(({ Duplicate }) => Duplicate !== true), events, conversations };
}

async function get(server: App, parameters: Parameters) {
  const query = new URLSearchParams(
    Object.entries(parameters).map(([key, value]): [string, string] => [key, String(value)]),
  );
  const response = await server.app.inject(`${METRICS}?${query.toString()}`);
  return { status: response.statusCode, body: response.json<unknown>() };
}

function read<Schema extends TSchema>(schema: Schema, body: unknown): Static<Schema> {
  if (!Check(schema, body)) {
    throw new Error(`this is not what the schema says: ${JSON.stringify(body).slice(0, 500)}`);
  }
  return body;
}

async function matrix(server: App, parameters: Parameters) {
  const { body } = await get(server, { ...WHOLE, ...parameters });
  return read(MatrixAnswer, body);
}

/** The only value of a question; 0 where there is none. */
async function total(server: App, parameters: Parameters): Promise<number> {
  const { result } = await matrix(server, { function: 'sum', ...parameters });
  expect(result.length).toBeLessThanOrEqual(1);
  expect(result[0]?.values.length ?? 0).toBeLessThanOrEqual(1);
  return Number(result[0]?.values[0]?.[1] ?? 0);
}

describe('metrics of a recording', () => {
  let tour: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    tour = await serve('tour');
  });
  afterAll(() => tour.server.stop());

  const flowsOf = (passes: Passes) => tour.flows.filter(passes);

  test('say how many bytes there were at all', async () => {
    expect(await total(tour.server, {})).toBe(sum(values(tour.flows, 'Bytes')));
    expect(await total(tour.server, { type: 'Packets' })).toBe(sum(values(tour.flows, 'Packets')));
    expect(await total(tour.server, { type: 'Flows', function: 'count' })).toBe(tour.flows.length);
  });

  test('count a record once that several alternatives of a filter fit, whatever is worked out', async () => {
    const filters = 'SrcK8S_Namespace="shop"|DstK8S_Namespace="shop"';
    const shop = flowsOf(either('K8S_Namespace', 'shop'));
    const inside = shop.filter((flow) => flow['SrcK8S_Namespace'] === flow['DstK8S_Namespace']);
    expect(inside.length).toBeGreaterThan(0);
    const rtts = values(shop, 'TimeFlowRttNs').sort((a, b) => a - b);
    const rtt = (fn: string) => total(tour.server, { type: 'TimeFlowRttNs', filters, function: fn });
    expect(await total(tour.server, { filters })).toBe(sum(values(shop, 'Bytes')));
    expect(await rtt('avg')).toBeCloseTo(sum(rtts) / rtts.length / 1e6, 6);
    expect(await rtt('min')).toBeCloseTo((rtts[0] ?? 0) / 1e6, 6);
    expect(await rtt('max')).toBeCloseTo((rtts.at(-1) ?? 0) / 1e6, 6);
    const place = 0.99 * (rtts.length - 1);
    const [low = 0, high = 0] = rtts.slice(Math.floor(place), Math.floor(place) + 2);
    expect(await rtt('p99')).toBeCloseTo((low + (high - low) * (place % 1)) / 1e6, 6);
    expect(await rtt('count')).toBe(rtts.length);
  });

  test('add both directions between two peers without counting either twice', async () => {
    const filters =
      'SrcK8S_OwnerName="catalog"&DstK8S_OwnerName="frontend"|DstK8S_OwnerName="catalog"&SrcK8S_OwnerName="frontend"';
    const between = flowsOf(
      (flow) => either('K8S_OwnerName', 'catalog')(flow) && either('K8S_OwnerName', 'frontend')(flow),
    );
    expect(between.length).toBeGreaterThan(0);
    expect(await total(tour.server, { filters })).toBe(sum(values(between, 'Bytes')));
  });

  test.each(['Bytes', 'Packets', 'TimeFlowRttNs', 'DnsLatencyMs', 'Flows'])(
    'of %s are confined to a namespace, what stays within it counted once',
    async (type) => {
      const shop = flowsOf(either('K8S_Namespace', 'shop'));
      const counted = type === 'Flows' ? shop.length : sum(values(shop, type));
      expect(counted).toBeGreaterThan(0);
      const divisor = type === 'TimeFlowRttNs' ? 1e6 : 1;
      expect(await total(tour.server, { type, namespace: 'shop' })).toBeCloseTo(counted / divisor, 6);
    },
  );

  test('count as DNS what is DNS', async () => {
    const dns = flowsOf(
      (flow) =>
        ['DnsId', 'DnsLatencyMs', 'DnsErrno'].some((field) => (numberField(flow, field) ?? 0) > 0) ||
        ['DnsFlagsResponseCode', 'DnsName'].some((field) => (textField(flow, field) ?? '') !== ''),
    );
    expect(dns.length).toBeGreaterThan(0);
    expect(dns.length).toBeLessThan(tour.flows.length);
    expect(await total(tour.server, { type: 'DnsFlows' })).toBe(dns.length);
  });

  test('have the round trip times of conversations, in milliseconds', async () => {
    const rtts = values(tour.events, 'MaxTimeFlowRttNs');
    const parameters = { recordType: 'allConnections', type: 'TimeFlowRttNs', function: 'max' };
    expect(await total(tour.server, parameters)).toBeCloseTo(Math.max(...rtts) / 1e6, 6);
  });

  test('have the labels of a scope and of the groups that are asked for', async () => {
    const { result } = await matrix(tour.server, {
      aggregateBy: 'zone',
      function: 'sum',
      groups: 'hosts+namespaces',
      filters: 'SrcK8S_Type="Pod"&DstK8S_Type="Pod"',
    });
    expect(Object.keys(result[0]?.metric ?? {}).sort()).toEqual([
      'DstK8S_HostName',
      'DstK8S_Namespace',
      'DstK8S_Zone',
      'SrcK8S_HostName',
      'SrcK8S_Namespace',
      'SrcK8S_Zone',
    ]);
  });

  test('come in the envelope of NetObserv', async () => {
    const answer = await matrix(tour.server, { aggregateBy: 'namespace', limit: 2, step: '1m' });
    expect(answer.result).toHaveLength(2);
    expect(answer.stats).toEqual({
      numQueries: 1,
      totalEntries: 2,
      duplicates: 0,
      limitReached: true,
      queriesStats: [],
      dataSources: ['loki'],
    });
    expect(answer.unixTimestamp).toBe(NOW_MS / 1000);
    const app = await matrix(tour.server, { function: 'sum' });
    expect(app.result[0]?.metric).toEqual({ app: 'netobserv-flowcollector' });
    expect(app.stats.limitReached).toBe(false);
  });

  test('end where now is, and have no values where nothing was', async () => {
    const { result } = await matrix(tour.server, { timeRange: 300, step: '15s' });
    expect(result).toEqual([]);
  });

  test('leave a series out that no window sees anything of', async () => {
    expect((await matrix(tour.server, { step: '240h', rateInterval: '1s' })).result).toEqual([]);
  });

  test('pass conditions on numbers however large', async () => {
    for (const bound of ['9223372036854775808', '1e300']) {
      expect(await total(tour.server, { filters: `Bytes>=${bound}` })).toBe(0);
      expect(await total(tour.server, { filters: `Bytes!=${bound}` })).toBeGreaterThan(0);
    }
  });

  test.each<[string, Parameters, number, object]>([
    ['no aggregateBy', { aggregateBy: '' }, 400, { message: 'aggregateBy parameter is required' }],
    ['an unknown field', { aggregateBy: 'SrcK8S_Nam' }, 400, { hint: 'Did you mean SrcK8S_Name?' }],
    ['an unknown group', { groups: 'hosts+racks' }, 400, { code: 'unknown-group' }],
    ['an unknown type', { type: 'Byts' }, 400, { hint: 'Did you mean Bytes?' }],
    ['a type that is text', { type: 'SrcAddr' }, 400, { code: 'unknown-field' }],
    ['an unknown function', { function: 'median' }, 400, { path: 'function' }],
    ['a step that is no length of time', { step: '30' }, 400, { code: 'bad-duration', path: 'step' }],
    ['a window without any length', { rateInterval: '0s' }, 400, { path: 'rateInterval' }],
    ['too many steps', { step: '1ms' }, 422, { code: 'too-many-points', path: 'step' }],
    ['a filter that is none', { filters: 'SrcAddr=' }, 400, { path: 'filters' }],
    [
      'Prometheus',
      { dataSource: 'prom' },
      400,
      { promUnsupported: true, reason: 'there is no Prometheus here', code: 'prom-unsupported' },
    ],
  ])('are refused for %s', async (_name, parameters, status, problem) => {
    const answer = await get(tour.server, { ...WHOLE, ...parameters });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(problem);
  });

  describe('in batches', () => {
    const post = async (payload: object) => {
      const response = await tour.server.app.inject({ method: 'POST', url: '/api/metrics', payload });
      return { status: response.statusCode, body: response.json<unknown>() };
    };

    test('are those that are asked for one by one, and a bad query spoils no other', async () => {
      const { body } = await post({
        shared: { ...WHOLE, function: 'sum' },
        queries: [
          { id: 'bytes' },
          { id: 'bad', type: 'Byts' },
          { id: 'worse', limit: 'many' },
          { id: 'odd', stp: '30s' },
          { id: 'prom', dataSource: 'prom' },
          { id: 'packets', type: 'Packets', aggregateBy: 'namespace', limit: 3 },
          { id: 'again' },
        ],
      });
      const { results } = read(MetricsBatchAnswer, body);
      expect(results).toMatchObject([
        { id: 'bytes', answer: await matrix(tour.server, { function: 'sum' }) },
        { id: 'bad', problem: { code: 'unknown-field' } },
        { id: 'worse', problem: { code: 'invalid-body', path: 'limit' } },
        { id: 'odd', problem: { code: 'invalid-body', path: 'stp' } },
        { id: 'prom', problem: { promUnsupported: true } },
        {
          id: 'packets',
          answer: await matrix(tour.server, {
            function: 'sum',
            type: 'Packets',
            aggregateBy: 'namespace',
            limit: 3,
          }),
        },
        { id: 'again', answer: await matrix(tour.server, { function: 'sum' }) },
      ]);
    });

    test.each<[string, object, number]>([
      ['no queries', { queries: [] }, 400],
      ['more than fifty', { queries: Array.from({ length: 51 }, (_, id) => ({ id: String(id) })) }, 400],
      ['an id twice', { queries: [{ id: 'a' }, { id: 'a' }] }, 400],
      ['no id', { queries: [{ type: 'Bytes' }] }, 400],
      ['a body that is too large', { queries: [{ id: 'a', filters: 'x'.repeat(300 * 1024) }] }, 413],
    ])('are refused for %s', async (_name, payload, status) => {
      const answer = await post(payload);
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ code: expect.any(String) as string });
    });
  });
});

describe('metrics of flows that two nodes reported', () => {
  let pair: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    pair = await serve('both-nodes');
  });
  afterAll(() => pair.server.stop());

  test('count each flow once', async () => {
    expect(pair.flows.length).toBeLessThan(pair.seen.length);
    expect(await total(pair.server, {})).toBe(sum(values(pair.flows, 'Bytes')));
    expect(await total(pair.server, { type: 'TimeFlowRttNs', function: 'count' })).toBe(
      values(pair.flows, 'TimeFlowRttNs').length,
    );
  });

  test('count what each node saw where a direction is asked for', async () => {
    const egress = pair.seen.filter(({ FlowDirection }) => FlowDirection === 1);
    const ingress = pair.seen.filter(({ FlowDirection }) => FlowDirection === 0);
    expect(await total(pair.server, { filters: 'FlowDirection=1' })).toBe(sum(values(egress, 'Bytes')));
    expect(await total(pair.server, { filters: 'FlowDirection=0' })).toBe(sum(values(ingress, 'Bytes')));
  });
});

describe('metrics of dropped packets', () => {
  let failing: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    failing = await serve('failing');
  });
  afterAll(() => failing.server.stop());

  test.each(['PktDropBytes', 'PktDropPackets'])(
    'of %s are confined to a namespace, what stays within it counted once',
    async (type) => {
      const counted = sum(values(failing.flows.filter(either('K8S_Namespace', 'batch')), type));
      expect(counted).toBeGreaterThan(0);
      expect(await total(failing.server, { type, namespace: 'batch' })).toBe(counted);
    },
  );

  test('tell by the causes of drops only of what was dropped', async () => {
    const { result } = await matrix(failing.server, {
      aggregateBy: 'droppedCause',
      type: 'PktDropPackets',
      function: 'sum',
    });
    const dropped = failing.flows.filter((flow) => (numberField(flow, 'PktDropPackets') ?? 0) > 0);
    const causes = new Set(dropped.map((flow) => flow['PktDropLatestDropCause']));
    expect(causes.size).toBeGreaterThan(0);
    expect(result.map(({ metric }) => metric['PktDropLatestDropCause']).sort()).toEqual([...causes].sort());
  });
});

describe('metrics of conversations that go on', () => {
  let shop: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    shop = await serve('shop', 'live');
  });
  afterAll(() => shop.server.stop());

  test('of conversations add up to their totals, open ones included', async () => {
    const conversations = { recordType: 'allConnections', step: '30s' };
    const { result } = await matrix(shop.server, { ...conversations, function: 'sum' });
    const told = sum((result[0]?.values ?? []).map(([, value]) => Number(value)));
    expect(shop.conversations.some(({ status }) => status === 'open')).toBe(true);
    expect(shop.events.filter(({ _RecordType }) => _RecordType === 'heartbeat').length).toBeGreaterThan(0);
    expect(result[0]?.values.length).toBeGreaterThan(1);
    expect(told).toBe(sum(shop.conversations.map(({ bytes }) => bytes)));
    expect(await total(shop.server, { recordType: 'endConnection', type: 'Flows' })).toBe(
      shop.conversations.length,
    );
  });
});
