import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { bundledRecordings } from '../../src/bundled-recordings.ts';
import { recordStreams } from '../../src/query/record-streams.ts';
import { ContractServer, linesOf, NOW_MS, twice } from './contract-server.ts';
import { readCsv } from './csv.ts';
import type { MatrixAnswer } from './metrics-question.ts';
import { newestIn } from './oracle/asked.ts';
import { Oracle } from './oracle/oracle.ts';
import type { StreamsAnswer } from './streams.ts';

const RECORDS = '/api/loki/flow/records';
const QUERY = `limit=500&filters=${twice('Proto=6,17&K8S_FlowLayer!=""')}`;

/** What NetObserv's front end makes of an entry: labels, the fields of the line, and a key of time and line. */
type FrontEndRecord = {
  readonly labels: Readonly<Record<string, string>>;
  readonly fields: TrafficRecord;
  readonly atNs: string;
  readonly line: string;
};

function frontEndRecords({ result }: StreamsAnswer): readonly FrontEndRecord[] {
  return result.flatMap(({ stream, values }) =>
    values.map(([atNs, line]) => ({
      labels: stream,
      fields: JSON.parse(line) as TrafficRecord,
      atNs,
      line,
    })),
  );
}

describe("NetObserv's front end on this server", () => {
  let server: ContractServer;
  let oracle: Oracle;
  let lokiLabels: readonly string[];
  beforeAll(async () => {
    server = await ContractServer.start({ recordings: ['shop', 'both-nodes', 'icmp'] });
    oracle = new Oracle(await server.records(), NOW_MS);
    ({ lokiLabels } = await server.json<{ lokiLabels: readonly string[] }>('/api/frontend-config'));
  });
  afterAll(() => server.stop());

  describe.each(['flowLog', 'allConnections'])('with records of %s', (recordType) => {
    let answer: StreamsAnswer;
    let records: readonly FrontEndRecord[];
    beforeAll(async () => {
      answer = await server.json<StreamsAnswer>(`${RECORDS}?${QUERY}&recordType=${recordType}`);
      records = frontEndRecords(answer);
    });

    test('finds configured labels alone in the labels, and nothing of them in the line but the type of events', () => {
      expect(records).toHaveLength(500);
      for (const { labels, fields } of records) {
        expect(Object.keys(labels).filter((label) => !lokiLabels.includes(label))).toEqual([]);
        const inLine = Object.entries(fields).filter(([field]) => lokiLabels.includes(field));
        expect(inLine).toEqual(recordType === 'flowLog' ? [] : [['_RecordType', labels['_RecordType']]]);
        expect(Object.values(labels).every((label) => typeof label === 'string' && label !== '')).toBe(true);
      }
    });

    test('finds the type, direction and kinds where it reads them: in the labels', () => {
      for (const { labels } of records) {
        expect(labels['_RecordType']).toMatch(
          recordType === 'flowLog' ? /^flowLog$/ : /^(newConnection|heartbeat|endConnection)$/,
        );
      }
      for (const label of ['FlowDirection', 'SrcK8S_Type', 'DstK8S_Namespace', 'K8S_FlowLayer']) {
        expect(records.some(({ labels }) => labels[label] !== undefined)).toBe(true);
      }
    });

    test('reads the time of an entry in nanoseconds, which is the end of its flow', () => {
      for (const { fields, atNs } of records) {
        expect(atNs).toBe(`${Number(fields['TimeFlowEndMs'])}000000`);
      }
    });

    test('finds each set of labels once, and each of its entries newest first', () => {
      const streams = answer.result.map(({ stream }) => JSON.stringify(Object.entries(stream).sort()));
      expect(new Set(streams).size).toBe(streams.length);
      for (const { values } of answer.result) {
        const times = values.map(([at]) => BigInt(at));
        expect(times).toEqual([...times].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      }
    });

    test('has the newest of all, not the newest of each stream', () => {
      const oldest = Math.min(...records.map(({ fields }) => Number(fields['TimeFlowEndMs'])));
      const newer = newestIn(oracle.known, `${QUERY}&recordType=${recordType}`, NOW_MS).filter(
        ({ endMs }) => endMs > oldest,
      );
      expect(newer.length).toBeLessThanOrEqual(500);
      expect(answer.stats).toMatchObject({ totalEntries: 500, limitReached: true });
    });

    test('has no two entries of one time and line, which are the key of a row', () => {
      const keys = records.map(({ atNs, line }) => `${atNs},${line}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test.each(bundledRecordings().map(({ name }) => name))(
    'finds no two records with one key in all of %s, unless they are equal',
    async (name) => {
      const one = await ContractServer.start({ recordings: [name] });
      try {
        const records = (await one.records()).filter(({ Duplicate }) => Duplicate !== true);
        const keys = recordStreams(records, lokiLabels).flatMap(({ values }) =>
          values.map(([atNs, line]) => `${atNs},${line}`),
        );
        expect(keys.length).toBeGreaterThan(0);
        expect(new Set(keys).size).toBe(new Set(records.map((record) => JSON.stringify(record))).size);
      } finally {
        await one.stop();
      }
    },
  );

  test('its table, overview, topology, histogram and export ask with the parameters they have there', async () => {
    const common =
      'timeRange=21600&filters=&limit=5&recordType=flowLog&dataSource=auto&packetLoss=all&rateInterval=2160s&step=1080s';
    for (const url of [
      `${RECORDS}?${common}&type=Flows`,
      `/api/flow/metrics?${common}&type=Bytes&function=rate&aggregateBy=namespace`,
      `/api/flow/metrics?${common}&type=Bytes&function=rate&aggregateBy=app`,
      `/api/flow/metrics?${common}&type=Flows&function=count&aggregateBy=app`,
      `/api/flow/metrics?${common}&type=PktDropPackets&function=rate&aggregateBy=droppedCause`,
      `/api/flow/metrics?${common}&type=DnsFlows&function=count&aggregateBy=dnsRCode`,
      `/api/flow/metrics?${common}&type=TimeFlowRttNs&function=p99&aggregateBy=app`,
      `/api/flow/metrics?${common}&type=Bytes&function=avg&aggregateBy=resource&groups=namespaces%2Bowners`,
    ]) {
      const answer = await server.json<StreamsAnswer | MatrixAnswer>(url);
      expect(answer.result.length).toBeGreaterThan(0);
    }
    const { text } = await server.get(
      `/api/loki/export?${common}&type=Flows&format=csv&columns=TimeFlowEndMs,SrcAddr,DstAddr,_RecordType`,
    );
    expect(readCsv(text)).toHaveLength(6);
  });

  test('reads metrics as numbers at seconds, and its labels by name', async () => {
    const { result } = await server.json<MatrixAnswer>(
      '/api/flow/metrics?timeRange=9000&type=Bytes&function=rate&aggregateBy=owner&step=300s&rateInterval=300s',
    );
    for (const { metric, values } of result) {
      expect(Object.keys(metric).every((label) => /^(Src|Dst)(K8S_|SubnetLabel)/.test(label))).toBe(true);
      expect(values.every(([at, value]) => at > 1e9 && at < 1e10 && Number(value) >= 0)).toBe(true);
    }
  });

  test.each([
    [RECORDS, 'recordType=x'],
    [RECORDS, `filters=${twice('SrcPort=')}`],
    ['/api/flow/metrics', 'function=rate'],
    ['/api/loki/export', 'format=pdf'],
    ['/api/resources/names', `namespace=${'n'.repeat(300)}`],
    ['/api/conversations/none', ''],
    ['/api/nothing', ''],
  ])('shows a sentence for an error of %s?%s, whichever generation it is', async (url, query) => {
    const { status, type, text } = await server.get(`${url}?${query}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(type).toContain('application/json');
    const { message, code, promUnsupported } = JSON.parse(text) as Record<string, unknown>;
    expect(message).toMatch(/^\S.{10,}$/);
    expect(code).toMatch(/^[a-z-]+$/);
    expect(promUnsupported).toBe(undefined);
  });

  test('exports what its table lists', async () => {
    const { text } = await server.get(`/api/loki/export?format=ndjson&${QUERY}&recordType=flowLog`);
    const listed = newestIn(oracle.known, `${QUERY}&recordType=flowLog`, NOW_MS);
    expect(listed.length).toBeGreaterThan(500);
    expect(linesOf(text)).toEqual(listed.slice(0, 500).map(({ record }) => record));
    expect(text.trimEnd().split('\n').at(-1)).toContain('"isTruncated":true');
  });
});
