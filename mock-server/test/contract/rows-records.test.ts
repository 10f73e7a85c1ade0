import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { ContractServer, NOW_MS, twice } from './contract-server.ts';
import { readAsked } from './oracle/asked.ts';
import { Oracle } from './oracle/oracle.ts';
import { differentSets } from './questions.ts';
import type { StreamsAnswer } from './streams.ts';
import { recordsOfAnswer } from './streams.ts';

const RECORDS = '/api/loki/flow/records';

describe('parameters of a flow query (2.1)', () => {
  let server: ContractServer;
  let oracle: Oracle;
  let lastS: number;
  beforeAll(async () => {
    server = await ContractServer.start({ recordings: ['shop', 'both-nodes', 'icmp', 'ipv6'] });
    oracle = new Oracle(await server.records(), NOW_MS);
    lastS = Math.floor((oracle.known[0]?.endMs ?? 0) / 1000);
  });
  afterAll(() => server.stop());

  /** How many records a query has, which are those that the oracle finds. */
  async function countOf(query: string): Promise<number> {
    const answer = await server.json<StreamsAnswer>(`${RECORDS}?limit=10000&${query}`);
    const expected = oracle.known.filter(readAsked(new URLSearchParams(query), NOW_MS).chooses);
    const actual = recordsOfAnswer(answer);
    expect(
      differentSets(
        actual.map(identityOf),
        expected.map(({ record }) => identityOf(record)),
      ),
    ).toBe(undefined);
    return actual.length;
  }

  function identityOf(record: TrafficRecord): TrafficRecord {
    const { TimeFlowStartMs, TimeFlowEndMs, SrcPort, DstPort, Bytes, _RecordType, AgentIP } = record;
    return { TimeFlowStartMs, TimeFlowEndMs, SrcPort, DstPort, Bytes, _RecordType, AgentIP };
  }

  const refused = async (query: string, url = RECORDS) => {
    const { status, type, text } = await server.get(`${url}?${query}`);
    expect(type).toContain('application/json');
    return { status, ...(JSON.parse(text) as { message: string }) };
  };

  test('timeRange: the last so many seconds', async () => {
    const secondsAgo = NOW_MS / 1000 - lastS;
    expect(await countOf(`timeRange=${Math.floor(secondsAgo) + 60}`)).toBeGreaterThan(10);
    expect(await countOf(`timeRange=${Math.floor(secondsAgo) - 1}`)).toBe(0);
  });

  test('startTime wins over timeRange', async () => {
    const start = lastS - 30;
    expect(await countOf(`startTime=${start}&timeRange=1`)).toBe(await countOf(`startTime=${start}`));
  });

  test('endTime: its second is inside', async () => {
    const upTo = (second: number) => countOf(`startTime=${lastS - 30}&endTime=${second}`);
    expect(await upTo(lastS)).toBeGreaterThan(await upTo(lastS - 1));
  });

  test('namespace: records of which either end is in it, each once', async () => {
    const inside = await countOf('namespace=shop');
    const source = await countOf(`filters=${twice('SrcK8S_Namespace="shop"')}`);
    const destination = await countOf(`filters=${twice('DstK8S_Namespace="shop"')}`);
    const both = await countOf(`filters=${twice('SrcK8S_Namespace="shop"&DstK8S_Namespace="shop"')}`);
    expect(inside).toBe(source + destination - both);
    expect(both).toBeGreaterThan(0);
  });

  test.each(['flowLog', 'newConnection', 'heartbeat', 'endConnection', 'allConnections'])(
    'recordType=%s: records of that type',
    async (recordType) => {
      expect(await countOf(`recordType=${recordType}`)).toBeGreaterThan(0);
    },
  );

  test('recordType is flowLog by default', async () => {
    expect(await countOf(`startTime=${lastS - 60}`)).toBe(
      await countOf(`startTime=${lastS - 60}&recordType=flowLog`),
    );
  });

  test.each(['all', 'dropped', 'hasDrops', 'sent'])('packetLoss=%s', async (packetLoss) => {
    expect(await countOf(`packetLoss=${packetLoss}&startTime=${lastS - 900}`)).toBeGreaterThan(0);
  });

  test('hasDrops and sent are all there are', async () => {
    const around = `startTime=${lastS - 900}`;
    expect(
      (await countOf(`packetLoss=hasDrops&${around}`)) + (await countOf(`packetLoss=sent&${around}`)),
    ).toBe(await countOf(`packetLoss=all&${around}`));
  });

  test.each(['dataSource=auto', 'dataSource=loki', 'type=Flows', 'match=all', 'enrich=1'])(
    'what the records have no use for is ignored: %s',
    async (parameter) => {
      expect(await countOf(`startTime=${lastS - 5}&${parameter}`)).toBe(
        await countOf(`startTime=${lastS - 5}`),
      );
    },
  );

  test.each([
    ['recordType=x', 'recordType'],
    ['packetLoss=x', 'packetLoss'],
    ['limit=x', 'limit'],
    ['startTime=x', 'startTime'],
    ['endTime=x', 'endTime'],
    ['timeRange=x', 'timeRange'],
  ])('?%s: 400 with a message that names the parameter', async (query, name) => {
    const { status, message } = await refused(query);
    expect(status).toBe(400);
    expect(message).toContain(name);
  });

  test.each([
    ['a key without a value', 'SrcPort='],
    ['a key without an operator', 'SrcPort'],
    ['an open quote', 'SrcK8S_Name="a'],
    ['nothing between two conditions', 'SrcPort=1&&DstPort=2'],
    ['an operator that numbers do not have', 'Bytes>=many'],
    ['half an address', 'SrcAddr=10.0.0'],
    ['a block of no such length', 'SrcAddr=10.0.0.0/33'],
    ['a port that is none', 'DstPort=70000'],
    ['a protocol that is none', 'Proto=nothing'],
    ['a star in a number', 'DstPort=8*'],
  ])('filters with %s: 400 with a message', async (_, filters) => {
    const { status, message } = await refused(`filters=${twice(filters)}`);
    expect(status).toBe(400);
    expect(message).toContain('filters');
  });

  test.each([
    'SrcK8S_Namespace="shop"',
    'SrcK8S_Namespace!="shop"',
    'SrcK8S_Namespace~SHO',
    'SrcK8S_Namespace!~sho',
    'SrcK8S_Namespace~"shop"',
    'SrcK8S_Namespace=sh*',
    'SrcK8S_Namespace=""',
    'SrcK8S_Namespace!=""',
    'SrcK8S_Namespace="shop","odd"',
    'SrcK8S_Namespace!="shop","odd"',
    'SrcK8S_Namespace="",shop',
    'DstPort=53,443',
    'DstPort=dns',
    'Proto=TCP',
    'Proto=udp,ICMP',
    'Proto~6',
    'Bytes>=1000',
    'SrcAddr=10.128.0.0/14',
    'SrcAddr!=10.128.0.0/14',
    'SrcAddr=10.128.0.1-10.128.0.60',
    'SrcAddr=fd01::/16',
    'SrcAddr=10.128.0.0/24,fd01::/16',
    'Flags=SYN,RST',
    'Flags!=SYN',
    'Interfaces~ens',
    'IfDirections=1',
    'Port=443',
    'K8S_Name~dns',
    'Port!=443',
    'SrcK8S_Namespace="shop"&DstPort=53|SrcK8S_Namespace="odd"',
    'SrcK8S_Name="two words"',
    'SrcK8S_Name="two w*"',
    'SrcK8S_Name~"*words"',
    'SrcK8S_Name!~"*words",fox',
    'SrcK8S_Name="star\\*star"',
    'SrcK8S_Name=star\\*star',
    'SrcK8S_Name~\\*',
    'SrcK8S_Name="one, two"',
    'SrcK8S_Name="say \\"hi\\""',
    'SrcK8S_Name="a|b&c"',
    'SrcK8S_Name="100%"',
    'SrcK8S_Name="%2C%22"',
    'SrcK8S_Name~🦊',
    'SrcK8S_Name="=1+1"',
    'NetworkEvents~Allowed',
    'TLSVersion="TLS 1.2"',
  ])('filters=%s (3.2), encoded twice', async (filters) => {
    expect(await countOf(`startTime=${lastS - 9000}&filters=${twice(filters)}`)).toBeGreaterThan(0);
  });

  describe('answer with records (2.2)', () => {
    test('is an envelope of streams with stats and the time of the server', async () => {
      const answer = await server.json<StreamsAnswer>(`${RECORDS}?limit=50`);
      expect(Object.keys(answer).sort()).toEqual(['result', 'resultType', 'stats', 'unixTimestamp']);
      expect(answer.resultType).toBe('streams');
      expect(answer.unixTimestamp).toBe(NOW_MS / 1000);
      expect(answer.stats).toMatchObject({
        numQueries: 1,
        totalEntries: 50,
        duplicates: 0,
        limitReached: true,
        dataSources: ['loki'],
      });
      expect(answer.stats).toHaveProperty('queriesStats');
    });

    test('limitReached is false when all are there, even as many as were asked for', async () => {
      const query = `filters=${twice('SrcK8S_Name="pod-1"')}`;
      const count = await countOf(query);
      const exactly = await server.json<StreamsAnswer>(`${RECORDS}?${query}&limit=${count}`);
      expect(exactly.stats).toMatchObject({ totalEntries: count, limitReached: false });
      const fewer = await server.json<StreamsAnswer>(`${RECORDS}?${query}&limit=${count - 1}`);
      expect(fewer.stats).toMatchObject({ totalEntries: count - 1, limitReached: true });
    });
  });

  describe('/api/loki/export', () => {
    test('is CSV with a name of its minute', async () => {
      const { status, type, headers } = await server.get('/api/loki/export?format=csv&limit=3');
      expect(status).toBe(200);
      expect(type).toContain('text/csv');
      expect(headers['content-disposition']).toMatch(
        /^attachment; filename="?export-\d{4}-\d\d-\d\d-\d\d-\d\d\.csv"?$/,
      );
    });

    test('has the columns that are asked for, in that order', async () => {
      const { text } = await server.get(
        '/api/loki/export?format=csv&columns=DstPort,SrcAddr,NoSuchField&limit=2&recordType=flowLog',
      );
      const [head, row] = text.split('\n');
      expect(head).toBe('DstPort,SrcAddr,NoSuchField');
      expect(row).toMatch(/^\d*,[\d.a-f:]+,$/);
    });

    test.each(['xml', ''])('format=%s: 400 export format is not valid', async (format) => {
      expect(await refused(`format=${format}`, '/api/loki/export')).toMatchObject({
        status: 400,
        message: expect.stringContaining(`export format "${format}" is not valid`) as string,
      });
    });

    test.each(['csv', 'ndjson', 'json', 'zeek'])('takes filters, types and times: %s', async (format) => {
      const filters = twice('DstPort=443');
      const { status, text } = await server.get(
        `/api/loki/export?format=${format}&startTime=${lastS - 900}&filters=${filters}&recordType=endConnection&limit=5`,
      );
      expect(status).toBe(200);
      expect(text.split('\n').length).toBeGreaterThan(3);
      expect(text).toContain('443');
    });
  });
});
