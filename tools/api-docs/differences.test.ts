import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { DIFFERENCES } from './differences.ts';
import { ExampleServers } from './example-server.ts';

/** A part of the recording that no step begins or ends with. */
const TIME = 'startTime=1795415501&endTime=1795415688';
const RECORDS = `/api/loki/flow/records?${TIME}`;
const METRICS = `/api/flow/metrics?${TIME}`;
/** Longer than all of the time. */
const ONE_VALUE = 'step=24h&rateInterval=24h';

type What = (typeof DIFFERENCES)[number]['what'];
type Fields = Readonly<Record<string, unknown>>;
type Streams = {
  readonly result: readonly {
    readonly stream: Fields;
    readonly values: readonly (readonly [string, string])[];
  }[];
  readonly stats: {
    readonly totalEntries: number;
    readonly limitReached: boolean;
    readonly numQueries: number;
  };
  readonly unixTimestamp: number;
};
type Matrix = {
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [number, string])[];
  }[];
};

let servers: ExampleServers;
beforeAll(async () => {
  servers = await ExampleServers.start();
}, 60_000);
afterAll(() => servers.stop());

async function refused(url: string): Promise<Fields> {
  const { status, text } = await servers.ask('GET', { url });
  return { status, ...(JSON.parse(text) as Fields) };
}

async function json<T>(url: string): Promise<T> {
  const { status, text } = await servers.ask('GET', { url });
  expect([url, status]).toEqual([url, 200]);
  return JSON.parse(text) as T;
}

const filtered = (filters: string) => `filters=${encodeURIComponent(filters)}`;

/** Up to 100 records that pass some filters. */
async function recordsOf(filters: string, more = ''): Promise<readonly Fields[]> {
  const { result } = await json<Streams>(`${RECORDS}&${filtered(filters)}${more}`);
  return result.flatMap(({ stream, values }) =>
    values.map(([, line]) => ({ ...stream, ...(JSON.parse(line) as Fields) })),
  );
}

/** The only value of a metric over all of the time; 0 where there is none. */
async function total(query: string): Promise<number> {
  const { result } = await json<Matrix>(`${METRICS}&aggregateBy=app&${ONE_VALUE}&${query}`);
  return Number(result[0]?.values[0]?.[1] ?? 0);
}

/** How many flow logs pass some filters. */
const countOf = (filters: string) => total(`type=Flows&function=count&${filtered(filters)}`);

const CHECKS: Readonly<Record<What, () => Promise<void>>> = {
  '`>`, `<`, `<=`': async () => {
    const [more, least, less, most] = await Promise.all(
      ['>500', '>=500', '<500', '<=500'].map((c) => countOf(`Bytes${c}`)),
    );
    const exactly = await countOf('Bytes=500');
    expect([least, most]).toEqual([Number(more) + exactly, Number(less) + exactly]);
    expect(Number(more) * Number(less)).toBeGreaterThan(0);
    expect(Number(more) + Number(most)).toBe(await countOf('Bytes!=""'));
  },
  'A condition that cannot be read': async () => {
    for (const filters of ['SrcPort', 'SrcPort=', 'Bytes>=x', 'SrcK8S_Name="a', 'SrcPort=1&&DstPort=2']) {
      expect(await refused(`${RECORDS}&${filtered(filters)}`)).toMatchObject({
        status: 400,
        path: 'filters',
      });
    }
  },
  'Fields that are not known': async () => {
    expect([await countOf('Nothing=1'), await countOf('Nothing!=1')]).toEqual([0, await countOf('')]);
    for (const query of [
      'aggregateBy=Nothing',
      'aggregateBy=app&type=Nothing',
      'aggregateBy=app&groups=nothings',
    ]) {
      expect((await refused(`${METRICS}&${query}`))['status']).toBe(400);
    }
  },
  'Negations (`!=`, `!~`)': async () => {
    for (const [filter, negation] of [
      ['DnsFlagsResponseCode=NXDomain', 'DnsFlagsResponseCode!=NXDomain'],
      ['SrcK8S_Namespace~sho', 'SrcK8S_Namespace!~sho'],
    ] as const) {
      const counts = [await countOf(filter), await countOf(negation)];
      expect(Math.min(...counts)).toBeGreaterThan(0);
      expect(counts.reduce((sum, count) => sum + count)).toBe(await countOf(''));
    }
  },
  'Names and capitals': async () => {
    expect(await countOf('SrcK8S_Namespace=shop')).toBeGreaterThan(0);
    expect([await countOf('SrcK8S_Namespace=sh.p'), await countOf('SrcK8S_Namespace=Shop')]).toEqual([0, 0]);
    expect(await countOf('SrcK8S_Namespace~SH')).toBe(await countOf('SrcK8S_Namespace~sh'));
    expect(await countOf('DropBytes>=1')).toBe(0);
    expect(await countOf('Port=6379')).toBe(await countOf('SrcPort=6379|DstPort=6379'));
  },
  'Lists (`Flags`, `Interfaces`)': async () => {
    const [flag, part] = [await recordsOf('Flags=SYN'), await recordsOf('Flags~SYN')];
    const namesOf = ({ Flags }: Fields) => (Array.isArray(Flags) ? Flags : [Flags]) as readonly unknown[];
    expect(flag.length).toBeGreaterThan(0);
    expect(flag.every((record) => namesOf(record).includes('SYN'))).toBe(true);
    expect(part.some((record) => !namesOf(record).includes('SYN'))).toBe(true);
  },
  'A star, a quote, a comma or a space in a value': async () => {
    expect(await countOf('SrcK8S_Name="redis-*"')).toBe(await countOf('SrcK8S_Name=redis-*'));
    expect(await countOf('SrcK8S_Name="redis-*"')).toBeGreaterThan(0);
    expect(await countOf('SrcK8S_Name="redis-\\*"')).toBe(0);
    expect(await countOf('SrcK8S_Name!="a \\"b\\", c"')).toBe(await countOf(''));
  },
  'Several groups (`|`)': async () => {
    const filters = filtered('SrcK8S_Namespace=shop|DstK8S_Namespace=shop|Proto=6');
    const { stats } = await json<Streams>(`${RECORDS}&${filters}&limit=5`);
    expect(stats).toMatchObject({ numQueries: 1, totalEntries: 5 });
    const either = await countOf('SrcK8S_Namespace=shop|DstK8S_Namespace=shop');
    const both = await countOf('SrcK8S_Namespace=shop&DstK8S_Namespace=shop');
    expect(either).toBe(
      (await countOf('SrcK8S_Namespace=shop')) + (await countOf('DstK8S_Namespace=shop')) - both,
    );
  },
  '`namespace`': async () => {
    const either = filtered('SrcK8S_Namespace=shop|DstK8S_Namespace=shop');
    for (const metric of ['Bytes&function=sum', 'Flows&function=count', 'TimeFlowRttNs&function=avg']) {
      expect(await total(`type=${metric}&namespace=shop`)).toBeGreaterThan(0);
      expect(await total(`type=${metric}&namespace=shop`)).toBe(await total(`type=${metric}&${either}`));
    }
  },
  '`limit`': async () => {
    expect((await json<Streams>(`${RECORDS}&limit=10000`)).stats.totalEntries).toBeGreaterThan(1000);
    expect(await refused(`${RECORDS}&limit=10001`)).toMatchObject({ status: 400, path: 'limit' });
    expect(
      (await servers.ask('GET', { url: `/api/loki/export?format=csv&limit=10001&${TIME}` })).status,
    ).toBe(200);
  },
  '`limitReached`': async () => {
    const filters = filtered('DnsFlagsResponseCode=NXDomain');
    const { totalEntries } = (await json<Streams>(`${RECORDS}&${filters}&limit=10000`)).stats;
    const asked = [totalEntries, totalEntries - 1].map((limit) =>
      json<Streams>(`${RECORDS}&${filters}&limit=${limit}`),
    );
    expect((await Promise.all(asked)).map(({ stats }) => stats.limitReached)).toEqual([false, true]);
  },
  Conversations: async () => {
    const { items } = await json<{ readonly items: readonly Fields[] }>(
      `/api/conversations?${TIME}&limit=50`,
    );
    expect(new Set(items.map(({ key }) => key)).size).toBe(50);
    const events = await recordsOf('', '&recordType=allConnections&limit=50');
    expect(new Set(events.map(({ _HashId }) => _HashId)).size).toBeLessThan(50);
  },
  'A second observer of the same traffic, `showDup`': async () => {
    const counts = ['', '&showDup=false', '&showDup=true'].map(
      async (more) => (await recordsOf('DstPort=6379', `${more}&limit=10000`)).length,
    );
    const [byDefault = 0, without = 0, all = 0] = await Promise.all(counts);
    expect(byDefault).toBe(without);
    expect(all).toBeGreaterThan(without);
    expect(await countOf('DstPort=6379')).toBe(without);
    expect(await countOf('DstPort=6379&FlowDirection!=""')).toBe(all);
  },
  Export: async () => {
    const url = `/api/loki/export?${TIME}&columns=TimeFlowEndMs,_RecordType&format`;
    const rowsOf = async (query: string) => {
      const { text } = await servers.ask('GET', { url: `${url}=${query}` });
      return text.split('\n').filter((line) => /^\d/.test(line));
    };
    const newest = (await rowsOf('csv&limit=100')).map((row) => Number(row.split(',')[0]));
    expect(newest).toEqual([...newest].sort((a, b) => b - a));
    const all = await rowsOf('csv');
    expect(new Set(all.map((row) => row.split(',')[1])).size).toBe(4);
    expect(Math.max(...all.map((row) => Number(row.split(',')[0])))).toBe(newest[0]);
    for (const format of ['ndjson', 'json']) {
      expect((await servers.ask('GET', { url: `${url}=${format}` })).status).toBe(200);
    }
    expect((await servers.ask('GET', { url: `/api/loki/export?${TIME}&format=zeek` })).status).toBe(200);
  },
  'Top N of metrics': async () => {
    const query = `${METRICS}&aggregateBy=owner&type=Bytes&function=sum&step=10s`;
    const sumsOf = ({ result }: Matrix) =>
      result.map(({ values }) => values.reduce((sum, [, value]) => sum + Number(value), 0));
    const [top, all] = [await json<Matrix>(`${query}&limit=5`), await json<Matrix>(`${query}&limit=10000`)];
    expect(all.result.length).toBeGreaterThan(5);
    expect(top.result).toEqual(all.result.slice(0, 5));
    expect(sumsOf(all)).toEqual([...sumsOf(all)].sort((a, b) => b - a));
  },
  'The ends of a time range in metrics': async () => {
    const sums = ['7s', '30s', '24h'].map(async (step) => {
      const { result } = await json<Matrix>(
        `${METRICS}&aggregateBy=app&type=Bytes&function=sum&step=${step}`,
      );
      return (result[0]?.values ?? []).reduce((sum, [, value]) => sum + Number(value), 0);
    });
    const [one, ...others] = await Promise.all(sums);
    expect(one).toBeGreaterThan(0);
    expect(others).toEqual([one, one]);
  },
  'Metrics of events': async () => {
    const always = 'startTime=1795400000&endTime=1795420000';
    const { items } = await json<{ readonly items: readonly { readonly bytes: number }[] }>(
      `/api/conversations?${always}&limit=10000`,
    );
    for (const type of ['newConnection', 'endConnection', 'allConnections']) {
      const { result } = await json<Matrix>(
        `/api/flow/metrics?${always}&aggregateBy=app&recordType=${type}&type=Bytes&function=sum&${ONE_VALUE}`,
      );
      expect(Number(result[0]?.values[0]?.[1])).toBe(items.reduce((sum, { bytes }) => sum + bytes, 0));
    }
  },
  'What metrics count': async () => {
    const dns = await total('type=DnsFlows&function=count');
    expect(dns).toBe(await countOf('DnsId!=""|DnsFlagsResponseCode!=""|DnsName!=""'));
    expect(await total('type=DnsLatencyMs&function=count')).toBeGreaterThan(0);
    const { result } = await json<Matrix>(
      `${METRICS}&aggregateBy=SrcPort&type=Bytes&function=sum&limit=10000`,
    );
    expect(result.length).toBeGreaterThan(500);
    const lists = await json<Matrix>(`${METRICS}&aggregateBy=Interfaces&type=Bytes&function=sum`);
    expect(lists.result.some(({ metric }) => metric['Interfaces']?.includes(',') === true)).toBe(true);
  },
  'Lines of events': async () => {
    const { result } = await json<Streams>(`${RECORDS}&recordType=allConnections`);
    for (const { stream, values } of result) {
      expect(values.map(([, line]) => (JSON.parse(line) as Fields)['_RecordType'])).toEqual(
        values.map(() => stream['_RecordType']),
      );
    }
  },
  Errors: async () => {
    for (const [url, status] of [
      ['/api/loki/flow/records?limit=x', 400],
      ['/api/nothing', 404],
      [`${RECORDS}&${filtered(`SrcK8S_Name=${'a,'.repeat(3000)}a`)}`, 413],
      ['/api/flow/metrics?startTime=0&aggregateBy=app&step=1ms', 422],
    ] as const) {
      const problem = await refused(url);
      expect([url.slice(0, 40), problem['status']]).toEqual([url.slice(0, 40), status]);
      expect(problem).toMatchObject({
        code: expect.any(String) as string,
        message: expect.any(String) as string,
      });
    }
  },
  '`unixTimestamp`': async () => {
    const { text } = await servers.ask('GET', { url: '/api/loki/export?format=json&limit=1' });
    const { query } = JSON.parse(text) as { readonly query: Fields };
    expect((await json<Streams>(RECORDS)).unixTimestamp * 1000).toBe(Date.parse(String(query['exportedAt'])));
  },
};

describe('what this server answers otherwise than NetObserv, on purpose:', () => {
  test.each(DIFFERENCES.map(({ what, here }) => [what, here] as const))('%s: %s', (what) => CHECKS[what]());
});
