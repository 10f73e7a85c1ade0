import { beforeAll, describe, expect, test } from 'vitest';

import { Dice } from './dice.ts';
import { oddFlows } from './odd-flows.ts';
import { readGroups } from './oracle/grammar.ts';
import { testOf } from './oracle/holds.ts';
import type { Test } from './oracle/holds.ts';
import { KnownRecord } from './oracle/known-record.ts';
import { EITHER_FILTERS, fieldsOfFilter } from './page-filter-fields.ts';
import type { PageFilter, PageMatch } from './page-filters.ts';
import { swapped, writeFilters } from './page-filters.ts';
import { randomPageFilters } from './random-filters.ts';
import { ValuePool } from './value-pool.ts';

const exact = (id: string, ...texts: readonly string[]): PageFilter => ({
  id,
  op: '=',
  values: texts.map((text) => ({ text, isExact: true })),
});
const loose = (id: string, op: PageFilter['op'], text: string): PageFilter => ({
  id,
  op,
  values: [{ text, isExact: false }],
});

describe('filters are written as the front end of NetObserv does (3.2)', () => {
  test.each<[string, readonly PageFilter[], PageMatch, string]>([
    [
      "the reference's own example",
      [loose('src_name', '=', 'test'), loose('dst_port', '=', '443'), loose('protocol', '=', '6')],
      'bidirectional',
      'SrcK8S_Name=test&DstPort=443&Proto=6|DstK8S_Name=test&SrcPort=443&Proto=6',
    ],
    [
      'either end',
      [exact('namespace', 'a', 'b'), loose('port', '=', '80')],
      'all',
      'SrcK8S_Namespace="a","b"&SrcPort=80|DstK8S_Namespace="a","b"&DstPort=80',
    ],
    ['any of them', [exact('src_zone', 'a'), loose('id', '~', 'f0')], 'any', 'SrcK8S_Zone="a"|_HashId~f0'],
    [
      'a resource',
      [exact('src_resource', 'Pod.ns.name', 'Node.n')],
      'all',
      'SrcK8S_Type="Pod"&SrcK8S_Namespace="ns"&SrcK8S_Name="name"|SrcK8S_Type="Node"&SrcK8S_Name="n"',
    ],
    [
      'kinds of two sorts',
      [exact('dst_kind', 'Pod', 'Job')],
      'all',
      'DstK8S_Type="Pod"|DstK8S_OwnerType="Job"',
    ],
  ])('%s', (_, filters, match, text) => {
    expect(writeFilters(filters, match)).toBe(text);
  });

  describe('and mean what the page means:', () => {
    let records: readonly KnownRecord[];
    let pool: ValuePool;
    beforeAll(() => {
      records = oddFlows().map((record, index) => new KnownRecord(record, index));
      pool = new ValuePool(records.map(({ record }) => record));
    });

    test('500 random sets of filters', () => {
      let found = 0;
      for (let index = 0; index < 500; index += 1) {
        const dice = new Dice(3, index);
        const { filters, match } = randomPageFilters(dice, pool, pool.target(dice));
        const text = writeFilters(filters, match);
        const actual = records.filter(testOf(readGroups(text)));
        const expected = records.filter(meaningOf(filters, match));
        expect(actual.map(placeOf), `${index}: ${text}`).toEqual(expected.map(placeOf));
        found += Number(expected.length > 0);
      }
      expect(found).toBeGreaterThan(250);
    });
  });
});

function placeOf({ index }: KnownRecord): number {
  return index;
}

/** What filters of the page mean, said of a record. */
function meaningOf(filters: readonly PageFilter[], match: PageMatch): Test {
  const isEither = ({ id }: PageFilter) => EITHER_FILTERS.includes(id);
  const onEnd = (filter: PageFilter, end: string) =>
    isEither(filter) ? { ...filter, id: `${end}_${filter.id}` } : filter;
  const holdAll = (all: readonly PageFilter[]): Test => {
    const ways = ['src', 'dst'].map((end) => all.map((filter) => meaningOfOne(onEnd(filter, end))));
    return (record) => ways.some((tests) => tests.every((holds) => holds(record)));
  };
  if (match === 'any') {
    const each = filters.map((filter) => holdAll([filter]));
    return (record) => each.some((holds) => holds(record));
  }
  const there = holdAll(filters);
  const back = holdAll(filters.map(swapped));
  return (record) => there(record) || (match === 'bidirectional' && back(record));
}

/** One filter of one end, or of none: any of its values, or for a negative operator none of them. */
function meaningOfOne({ id, op, values }: PageFilter): Test {
  const end = id.startsWith('src') ? 'Src' : 'Dst';
  const isNegative = op.startsWith('!');
  const positive = isNegative ? op.slice(1) : op;
  const isPart = (field: string, text: string): Test => {
    const fits = testOf([
      [
        {
          field,
          op: '=',
          values: [{ text, isQuoted: true, isPattern: text.includes('*') }],
          isComplement: false,
        },
      ],
    ]);
    return (record) => fits(record);
  };
  const tests = values.map(({ text, isExact }): Test => {
    const isBase = ['Pod', 'Service', 'Node'].includes(text.split('.')[0] ?? '');
    if (id.endsWith('_kind')) {
      return isPart(`${end}K8S_${isBase ? 'Type' : 'OwnerType'}`, text);
    }
    if (id.endsWith('_resource')) {
      const [kind = '', ...rest] = text.split('.');
      const namespace = kind === 'Node' ? undefined : rest.shift();
      const parts = [
        isPart(`${end}K8S_${isBase ? 'Type' : 'OwnerType'}`, kind),
        ...(namespace === undefined ? [] : [isPart(`${end}K8S_Namespace`, namespace)]),
        isPart(`${end}K8S_${isBase ? 'Name' : 'OwnerName'}`, rest.join('.')),
      ];
      return (record) => parts.every((holds) => holds(record));
    }
    const isQuoted = isExact || text === '';
    const value = { text, isQuoted, isPattern: text.includes('*') };
    return testOf([
      [{ field: fieldsOfFilter(id) ?? '', op: positive, values: [value], isComplement: false }],
    ]);
  });
  return (record) => tests.some((holds) => holds(record)) !== isNegative;
}
