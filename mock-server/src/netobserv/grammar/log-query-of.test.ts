import { describe, expect, test } from 'vitest';

import { printLogQuery } from '../logql/print-log-query.ts';
import type { RecordsWanted } from './log-query-of.ts';
import { logQueryOf } from './log-query-of.ts';
import { LokiFields } from './loki-fields.ts';
import { parseFilters } from './parse-filters.ts';

const DECLARED = [
  { name: 'SrcPort', type: 'number' },
  { name: 'DstPort', type: 'number' },
  { name: 'Bytes', type: 'number' },
  { name: 'SrcAddr', type: 'string', format: 'IP' },
  { name: 'Flags', type: 'string[]' },
  { name: 'IfDirections', type: 'number[]' },
  { name: 'DnsName', type: 'string' },
];
const LABELS = ['SrcK8S_Namespace', 'FlowDirection'];
const ALL_FLOWS: RecordsWanted = { recordType: 'flowLog', packetLoss: 'all' };

function queryOf(filters: string, wanted = ALL_FLOWS, labels: readonly string[] = LABELS) {
  const groups = parseFilters(filters);
  const [group = []] = groups.ok ? groups.value : [];
  return logQueryOf(group, wanted, new LokiFields(labels, DECLARED));
}

function printed(...asked: Parameters<typeof queryOf>): string {
  const query = queryOf(...asked);
  return query.ok ? printLogQuery(query.value).replace('{app="netobserv-flowcollector"', '{…') : query.error;
}

describe('logQueryOf', () => {
  test.each([
    ['', '{…}'],
    ['SrcK8S_Namespace=shop', '{…,SrcK8S_Namespace="shop"}'],
    ['SrcK8S_Namespace="shop"', '{…,SrcK8S_Namespace="shop"}'],
    ['SrcK8S_Namespace~"sh*"', '{…,SrcK8S_Namespace="sh*"}'],
    ['SrcK8S_Namespace!=""', '{…,SrcK8S_Namespace!=""}'],
    ['SrcK8S_Namespace~sh', '{…,SrcK8S_Namespace=~"(?i).*sh.*"}'],
    ['SrcK8S_Namespace!~sh', '{…,SrcK8S_Namespace!~"(?i).*sh.*"}'],
    ['SrcK8S_Namespace=shop,"db*"', '{…,SrcK8S_Namespace=~"shop|db.*"}'],
    ['SrcK8S_Namespace~"","*op",sh', '{…,SrcK8S_Namespace=~"^$|.*op$|(?i).*sh.*"}'],
    ['FlowDirection>=1', '{…,FlowDirection>="1"}'],
    ['FlowDirection>=1,2', '{…,FlowDirection=~"1|2"}'],
  ])('looks for labels in selectors: %s', (filters, query) => {
    expect(printed(filters)).toBe(query);
  });

  test.each([
    ['DnsName=a*', '{…}|~`DnsName":"a.*"`'],
    ['DnsName="a","b"', '{…}|~`DnsName":"a"|DnsName":"b"`'],
    ['DnsName~a', '{…}|~`DnsName":"(?i)[^"]*a.*"`'],
    ['DnsName!~a,"b"', '{…}|~`"DnsName"`!~`DnsName":"(?i)[^"]*a.*"`!~`DnsName":"b"`'],
    ['DnsName>=a', '{…}|~`DnsName":"a"`'],
    ['Port=80', '{…}|~`Port":80[,}]`'],
    ['Port="80"', '{…}|~`Port":"80"`'],
    ['Bytes>=15', '{…}|~`Bytes":(1[5-9]|[2-9][0-9]|[1-9][0-9]{2,})[,}]`'],
    ['Bytes!=15', '{…}|~`"Bytes"`!~`Bytes":15[,}]`'],
    ['Flags="SYN"', '{…}|~`Flags":\\[(?i)[^]]*SYN[^]]*]`'],
    ['Flags=""', '{…}|~`Flags":\\[(?i)[^]]*[^]]*]`'],
    ['IfDirections>=1', '{…}|~`IfDirections":\\[(?i)[^]]*1[^]]*]`'],
    ['nosuch=1', '{…}|~`nosuch":"1"`'],
    ['Bytes<=5', '{…}|~`Bytes<":"5"`'],
    ['Bytes>5', '{…}'],
    ['DnsName=', '{…}|~`DnsName":""`'],
  ])('looks for other fields in the text of lines: %s', (filters, query) => {
    expect(printed(filters)).toBe(query);
  });

  test.each([
    ['DnsName=""', '{…}|json|DnsName=""'],
    ['DnsName="",a', '{…}|json|DnsName="" or DnsName="a"'],
    ['DnsName~"",a', '{…}|json|DnsName="" or DnsName=~`(?i).*a.*`'],
    ['DnsName!="",a', '{…}|json|DnsName!="" or DnsName!="a"'],
    ['Bytes="",5', '{…}|json|Bytes="" or Bytes=5'],
    ['Bytes>="",5', '{…}|json|Bytes>="" or Bytes>=5'],
    ['SrcAddr=10.0.0.1,10.1.0.0/16', '{…}|json|SrcAddr=ip("10.0.0.1") or SrcAddr=ip("10.1.0.0/16")'],
    ['SrcAddr!=10.0.0.1,""', '{…}|json|SrcAddr!=ip("10.0.0.1")|SrcAddr!=""'],
    ['Addr=10.0.0.1&Bytes=1', '{…}|~`Bytes":1[,}]`|json|Addr=ip("10.0.0.1")'],
  ])('compares what is not set, and addresses, as labels of parsed lines: %s', (filters, query) => {
    expect(printed(filters)).toBe(query);
  });

  test.each<[Partial<RecordsWanted>, string]>([
    [{ packetLoss: 'dropped' }, '{…}!~`"Packets"`|~`"PktDropPackets":[1-9][0-9]*[,}]`'],
    [{ packetLoss: 'hasDrops' }, '{…}|~`"PktDropPackets":[1-9][0-9]*[,}]`'],
    [{ packetLoss: 'sent' }, '{…}!~`"PktDropPackets"`'],
    [{ recordType: 'allConnections' }, '{…}'],
  ])('restricts records to %j', (wanted, query) => {
    expect(printed('', { ...ALL_FLOWS, ...wanted })).toBe(query);
  });

  test.each<[RecordsWanted['recordType'], string]>([
    ['flowLog', '{…,_RecordType="flowLog"}'],
    ['allConnections', '{…,_RecordType=~"newConnection|heartbeat|endConnection"}'],
  ])('tells types of records apart where there is a label for it: %s', (recordType, query) => {
    expect(printed('', { ...ALL_FLOWS, recordType }, ['_RecordType'])).toBe(query);
  });

  test.each(['a b', '(x', 'a@b', 'a%2Bb'])('refuses the value %s', (value) => {
    expect(queryOf(`DnsName="${value}"`)).toEqual({
      ok: false,
      error: `unauthorized sign in flows request: "${value.replace('%2B', '+')}"`,
    });
  });
});
