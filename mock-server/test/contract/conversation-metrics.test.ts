import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { event, flow, T0 } from '../flow-builder.ts';
import { ContractServer, twice } from './contract-server.ts';
import type { MatrixAnswer } from './metrics-question.ts';

const T0_S = T0 / 1000;
/** One value for all of the time: the step ends 1000 s after the beginning, which is a multiple of it. */
const AT_ONCE = 'step=1000s';

const at = (startSecond: number, second: number) => ({
  TimeFlowStartMs: T0 + startSecond * 1000,
  TimeFlowEndMs: T0 + second * 1000,
});
const counters = (bytes: number, flows: number) => ({
  Bytes: bytes,
  Bytes_AB: bytes,
  Packets: flows * 2,
  numFlowLogs: flows,
});

/** One that goes on, one that ended and whose peers met again; RTT as tracking names it. */
const EVENTS = [
  event('newConnection', { _HashId: 'a', ...at(0, 5), ...counters(100, 1), MaxTimeFlowRttNs: 2e6 }),
  event('newConnection', { _HashId: 'b', SrcPort: 41_000, ...at(1, 6), ...counters(50, 1) }),
  event('heartbeat', { _HashId: 'a', ...at(0, 35), ...counters(300, 3), MaxTimeFlowRttNs: 4e6 }),
  event('endConnection', { _HashId: 'b', SrcPort: 41_000, ...at(1, 40), ...counters(80, 2) }),
  event('heartbeat', { _HashId: 'a', ...at(0, 65), ...counters(300, 3), MaxTimeFlowRttNs: 4e6 }),
  event('newConnection', { _HashId: 'b', SrcPort: 41_000, ...at(70, 75), ...counters(7, 1) }),
  event('heartbeat', { _HashId: 'a', ...at(0, 95), ...counters(1000, 9), MaxTimeFlowRttNs: 4e6 }),
];

describe('metrics of conversations count nothing twice (section 4.1):', () => {
  let server: ContractServer;
  beforeAll(async () => {
    server = await ContractServer.start({ flows: EVENTS });
  });
  afterAll(() => server.stop());

  const pointsOf = async (query: string, endS = T0_S + 119) => {
    const { result } = await server.json<MatrixAnswer>(
      `/api/flow/metrics?aggregateBy=app&recordType=allConnections&startTime=${T0_S}&endTime=${endS}&${query}`,
    );
    return (result[0]?.values ?? []).map(([atS, value]) => [atS - T0_S, Number(value)]);
  };

  test('cumulative ticks become differences, and open conversations are in', async () => {
    expect(await pointsOf('type=Bytes&function=sum&step=30s')).toEqual([
      [10, 150],
      [40, 200],
      [70, 30],
      [100, 707],
    ]);
  });

  test('their sum is what the conversations have in all', async () => {
    expect(await pointsOf(`type=Bytes&function=sum&${AT_ONCE}`)).toEqual([[1000, 1000 + 80 + 7]]);
    expect(await pointsOf(`type=Packets&function=sum&${AT_ONCE}`)).toEqual([[1000, 18 + 4 + 2]]);
    const { items } = await server.json<{ items: readonly { bytes: number }[] }>('/api/conversations');
    expect(items.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(1087);
  });

  test.each(['newConnection', 'heartbeat', 'endConnection', 'allConnections'])(
    'recordType=%s asks for all events alike',
    async (recordType) => {
      const query = `type=Bytes&function=sum&${AT_ONCE}&recordType=${recordType}`;
      const { result } = await server.json<MatrixAnswer>(
        `/api/flow/metrics?aggregateBy=app&startTime=${T0_S}&endTime=${T0_S + 119}&${query}`,
      );
      expect(result[0]?.values[0]?.[1]).toBe('1087');
    },
  );

  test('each is counted once, when it is first told of', async () => {
    expect(await pointsOf('type=Flows&function=count&step=30s')).toEqual([
      [10, 2],
      [100, 1],
    ]);
  });

  test('only what was added within the time range counts', async () => {
    const { result } = await server.json<MatrixAnswer>(
      `/api/flow/metrics?aggregateBy=app&recordType=allConnections&startTime=${T0_S + 60}&endTime=${T0_S + 119}&step=1m&type=Bytes&function=sum`,
    );
    expect(result[0]?.values).toEqual([[T0_S + 100, '707']]);
  });

  test('round-trip times are those of tracking, in milliseconds', async () => {
    expect(await pointsOf(`type=TimeFlowRttNs&function=max&${AT_ONCE}`)).toEqual([[1000, 4]]);
    expect(await pointsOf(`type=TimeFlowRttNs&function=min&${AT_ONCE}`)).toEqual([[1000, 2]]);
  });

  test('filters choose conversations by their events', async () => {
    const filters = `filters=${twice('SrcPort=41000')}`;
    expect(await pointsOf(`type=Bytes&function=sum&${AT_ONCE}&${filters}`)).toEqual([[1000, 87]]);
  });
});

describe('suggestions come from whatever record type there is (12):', () => {
  let server: ContractServer;
  beforeAll(async () => {
    const named = {
      SrcK8S_Namespace: 'shop',
      SrcK8S_Name: 'web-1',
      SrcK8S_Type: 'Pod',
      SrcK8S_OwnerName: 'web',
      SrcK8S_OwnerType: 'Deployment',
      SrcK8S_Zone: 'north',
      SrcK8S_HostName: 'node-1',
      Flags: ['RST'],
    };
    server = await ContractServer.start({
      flows: [flow(named), flow({ ...named, SrcAddr: '10.0.0.9', SrcK8S_Name: 'web-2' })],
      options: { logTypes: 'EndedConversations' },
    });
  });
  afterAll(() => server.stop());

  test.each([
    ['/api/resources/namespaces', ['shop']],
    ['/api/resources/zones', ['north']],
    ['/api/resources/names?namespace=shop&kind=Pod', ['web-1', 'web-2']],
    ['/api/resources/names?namespace=shop&kind=Deployment', ['web']],
  ])('%s where no flow log is kept', async (url, values) => {
    expect(await server.json(url)).toEqual(values);
  });
});
