import { describe, expect, test } from 'vitest';

import { printLogQuery } from '../logql/print-log-query.ts';
import { LokiFields } from './loki-fields.ts';
import type { MetricWanted } from './metric-query-of.ts';
import { aggregations, groupsCounted, metricQueryOf } from './metric-query-of.ts';
import { condition } from './parse-filters.ts';

const SCOPES = [
  { id: 'host', name: 'Node', labels: ['SrcK8S_HostName', 'DstK8S_HostName'] },
  { id: 'namespace', name: 'Namespace', labels: ['SrcK8S_Namespace', 'DstK8S_Namespace'] },
];
const FIELDS = new LokiFields(['FlowDirection', '_RecordType'], []);
const WANTED: MetricWanted = {
  recordType: 'flowLog',
  packetLoss: 'all',
  type: 'Bytes',
  fn: 'rate',
  aggregateBy: 'namespace',
  groups: '',
  step: '30s',
  rateInterval: '1m',
  limit: '5',
};

function queryOf(more: Partial<MetricWanted>) {
  const query = metricQueryOf([], { ...WANTED, ...more }, FIELDS, aggregations(SCOPES));
  if (!query.ok) {
    throw new Error(query.error);
  }
  const { log, ...rest } = query.value;
  const text = printLogQuery(log).replace('{app="netobserv-flowcollector",', '{');
  return { ...rest, log: text };
}

describe('metricQueryOf', () => {
  test.each<[Partial<MetricWanted>, Partial<ReturnType<typeof queryOf>>]>([
    [{}, { fn: 'rate', field: 'Bytes', window: '1m', divisor: 1, top: 5, log: '{_RecordType="flowLog"}' }],
    [{ fn: 'sum' }, { fn: 'sum_over_time', window: '30s' }],
    [{ fn: 'p99' }, { fn: 'quantile_over_time', quantile: 0.99, window: '30s' }],
    [{ limit: '' }, { top: 100 }],
    [{ recordType: 'newConnection' }, { log: '{_RecordType="endConnection"}' }],
    [{ recordType: 'allConnections' }, { log: '{_RecordType="endConnection"}' }],
    [{ type: 'TimeFlowRttNs' }, { divisor: 1e6, log: '{_RecordType="flowLog"}|~`"TimeFlowRttNs"`' }],
    [{ type: 'DnsLatencyMs' }, { log: '{_RecordType="flowLog"}|~`"DnsLatencyMs`!~`"DnsLatencyMs":0[,}]`' }],
    [{ aggregateBy: 'DnsName' }, { by: ['DnsName'], log: '{_RecordType="flowLog"}|~`"DnsName"`' }],
    [{ aggregateBy: 'FlowDirection' }, { by: ['FlowDirection'], log: '{_RecordType="flowLog"}' }],
    [{ aggregateBy: 'app' }, { by: ['app'] }],
    [{ aggregateBy: 'dnsRCode' }, { by: ['DnsFlagsResponseCode'] }],
    [
      { aggregateBy: 'host', groups: 'hosts+namespaces' },
      { by: ['SrcK8S_HostName', 'DstK8S_HostName', 'SrcK8S_Namespace', 'DstK8S_Namespace'] },
    ],
  ])('asks for %j', (more, query) => {
    expect(queryOf(more)).toMatchObject(query);
  });

  test.each(['Flows', 'DnsFlows'])('counts all lines for %s', (type) => {
    const query = queryOf({ type, fn: 'count' });
    expect(query).not.toHaveProperty('field');
    expect(query.log).toBe('{_RecordType="flowLog"}');
  });
});

describe('groupsCounted', () => {
  const port = condition('DstPort', '=', '80');
  const received = condition('FlowDirection', '~', '"0"', '"2"');
  const sent = [condition('FlowDirection', '~', '"1"'), condition('DstK8S_Type', '~', '""', '"Service"')];

  test('asks for what both observers report as received, and as sent to what does not report', () => {
    expect(groupsCounted([[port]], 'Bytes', '')).toEqual([
      [received, port],
      [...sent, port],
    ]);
  });

  test('leaves groups alone that name a direction, and metrics that only one reports', () => {
    const direction = condition('FlowDirection', '=', '1');
    expect(groupsCounted([[direction]], 'Packets', '')).toEqual([[direction]]);
    expect(groupsCounted([[port]], 'DnsLatencyMs', 'shop')).toEqual([[port]]);
  });

  test('restricts each of them to traffic from a namespace, and to it', () => {
    const groups = groupsCounted([[]], 'Bytes', 'shop').map((group) => group.map(({ key }) => key));
    expect(groups).toEqual([
      ['SrcK8S_Namespace', 'FlowDirection'],
      ['DstK8S_Namespace', 'FlowDirection'],
      ['SrcK8S_Namespace', 'FlowDirection', 'DstK8S_Type'],
      ['DstK8S_Namespace', 'FlowDirection', 'DstK8S_Type'],
    ]);
  });
});
