import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { logQueryOf } from '../grammar/log-query-of.ts';
import { LokiFields } from '../grammar/loki-fields.ts';
import { parseFilters } from '../grammar/parse-filters.ts';
import type { Loki } from './log-answer.ts';
import { answerLogQuery, labelValues } from './log-answer.ts';
import { LogStore } from './log-store.ts';

const LABELS = ['SrcK8S_Namespace', 'DstK8S_Namespace'];
const DECLARED = [
  { name: 'Bytes', type: 'number' },
  { name: 'DstPort', type: 'number' },
  { name: 'SrcAddr', type: 'string', format: 'IP' },
  { name: 'Flags', type: 'string[]' },
];
const NOW = 1_700_000_000_000;
const ALL = { start: '', end: '', limit: '' };

const FLOWS: readonly TrafficRecord[] = [
  { SrcK8S_Name: 'web-1', SrcK8S_Namespace: 'shop', SrcAddr: '10.0.0.1', DstPort: 80, Bytes: 1900 },
  { SrcK8S_Name: 'WEB-2', SrcK8S_Namespace: 'Shop2', SrcAddr: '10.1.0.1', DstPort: 8080, Bytes: 2000 },
  { SrcK8S_Name: 'db-1', DstK8S_Namespace: 'shop', SrcAddr: 'fd01::1', DstPort: 5432, Flags: ['FIN_ACK'] },
  { DstK8S_Name: 'db-1', Bytes: 15, DstPort: 80 },
];

function loki(namespaces?: readonly string[]): Loki {
  const store = new LogStore(LABELS);
  store.push(FLOWS.map((flow, index) => ({ ...flow, TimeFlowEndMs: NOW - 1000 + index })));
  return { store, nowMs: NOW, namespaces };
}

function ask(filters: string, range: Partial<typeof ALL> = {}, asWhom = loki()) {
  const groups = parseFilters(filters);
  const [group = []] = groups.ok ? groups.value : [];
  const query = logQueryOf(
    group,
    { recordType: 'flowLog', packetLoss: 'all' },
    new LokiFields(LABELS, DECLARED),
  );
  return query.ok ? answerLogQuery(asWhom, query.value, { ...ALL, ...range }) : query;
}

/** Which flows are found, by their place from 0. */
function found(...asked: Parameters<typeof ask>): readonly number[] | string {
  const answer = ask(...asked);
  return answer.ok
    ? answer.value
        .flatMap(({ entries }) => entries.map(({ timeMs }) => timeMs - (NOW - 1000)))
        .sort((a, b) => a - b)
    : answer.error;
}

describe('answerLogQuery', () => {
  test.each<[string, readonly number[]]>([
    ['', [0, 1, 2, 3]],
    ['SrcK8S_Namespace=shop', [0]],
    ['SrcK8S_Namespace~shop', [0, 1]],
    ['SrcK8S_Namespace~"sh*"', []],
    ['SrcK8S_Namespace!~shop', [2, 3]],
    ['SrcK8S_Namespace=""', [2, 3]],
    ['SrcK8S_Name="web-*"', [0]],
    ['SrcK8S_Name~web', [0, 1]],
    ['SrcK8S_Name!~web', [2]],
    ['SrcK8S_Name=""', [3]],
    ['SrcK8S_Name!=""', [0, 1, 2]],
    ['K8S_Name="db-1"', [2, 3]],
    ['DstPort=80', [0, 3]],
    ['DstPort=80,5432', [0, 2, 3]],
    ['DstPort!=80', [1, 2]],
    ['Bytes>=1790', [1]],
    ['Bytes>=2', [0, 1, 3]],
    ['Bytes="",15', [2, 3]],
    ['Bytes<=5', []],
    ['Bytes>5', [0, 1, 2, 3]],
    ['Flags="FIN"', [2]],
    ['Flags!="FIN"', []],
    ['SrcAddr=10.0.0.0/8', [0, 1]],
    ['SrcAddr!=10.0.0.0/8', [2]],
    ['SrcAddr=10.0.0.1-10.0.0.9,fd01::/16', [0, 2]],
    ['SrcAddr=999.1.1.1,10.1.0.1', [1]],
    ['SrcAddr=""', [3]],
    ['Addr=10.0.0.1', []],
    ['nosuch=1', []],
    ['nosuch!=1', []],
  ])('%s finds %j', (filters, indexes) => {
    expect(found(filters)).toEqual(indexes);
  });

  test.each([
    ['SrcAddr=999.1.1.1', `stage '| SrcAddr=ip("999.1.1.1")' : ip: invalid pattern: "999.1.1.1"`],
    [
      'DstPort=1&Bytes>=x',
      'stage \'|~ "DstPort\\":1[,}]" |~ "Bytes\\":([x-9]|[1-9][0-9]{1,})[,}]"\' : ' +
        'error parsing regexp: invalid character class range: `x-9`',
    ],
    [
      'Bytes=**',
      'stage \'|~ "Bytes\\":**[,}]"\' : error parsing regexp: invalid nested repetition operator: `**`',
    ],
  ])('%s is refused', (filters, error) => {
    expect(found(filters)).toBe(`parse error : ${error}`);
  });

  test.each<[Partial<typeof ALL>, readonly number[] | string]>([
    [{ limit: '2' }, [2, 3]],
    [{ start: '1699999999' }, [0, 1, 2, 3]],
    [{ end: '1699999999' }, []],
    [{ limit: '5000' }, [0, 1, 2, 3]],
    [
      { limit: '5001' },
      'max entries limit per query exceeded, limit > max_entries_limit_per_query (5001 > 5000)',
    ],
    [
      { start: '1600000000' },
      'the query time range exceeds the limit (query length: 27777h46m40s, limit: 30d1h)',
    ],
  ])('asked for %j, answers %j', (range, expected) => {
    expect(found('', range)).toEqual(expected);
  });

  test('puts lines into streams, newest first; lines that are parsed into streams of their own', () => {
    const plain = ask('DstPort=80');
    expect(plain.ok && plain.value.map(({ labels }) => labels['SrcK8S_Namespace'])).toEqual([
      'shop',
      undefined,
    ]);
    const parsed = ask('SrcK8S_Name!=""');
    expect(parsed.ok && parsed.value.map(({ labels }) => [labels['SrcK8S_Name'], labels['DstPort']])).toEqual(
      [
        ['web-1', '80'],
        ['WEB-2', '8080'],
        ['db-1', '5432'],
      ],
    );
    expect(parsed.ok && parsed.value.some(({ labels }) => 'Flags' in labels)).toBe(false);
  });

  test('shows nobody what does not concern their namespaces', () => {
    expect(found('', {}, loki(['shop']))).toEqual([0, 2]);
    expect(labelValues(loki(['shop']), 'SrcK8S_Namespace')).toEqual(['shop']);
    expect(labelValues(loki(), 'SrcK8S_Namespace')).toEqual(['Shop2', 'shop']);
  });
});
