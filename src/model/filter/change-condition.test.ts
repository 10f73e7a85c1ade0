import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyFilter } from '../testing/arbitrary-filters.ts';
import { anyRecord } from '../testing/arbitrary-records.ts';
import { mirror, passes } from '../testing/naive-evaluator.ts';
import { atEnd, endOf, hasEnds, negated, swapped } from './change-condition.ts';
import type { Filter } from './filter.ts';
import { parseFilter } from './language/parse.ts';
import { printFilter } from './language/print.ts';

function filter(text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) {
    throw parsed.error;
  }
  return parsed.value;
}

describe('negated', () => {
  test.each([
    ['src_namespace=a,b', 'src_namespace!=a,b'],
    ['src_name!~web', 'src_name~web'],
    ['bytes>5', 'not(bytes>5)'],
    ['not(bytes>5)', 'bytes>5'],
    ['any(port=80 port=81)', 'not(any(port=80 port=81))'],
  ])('makes %s %s', (text, opposite) => {
    expect(printFilter(negated(filter(text)))).toBe(opposite);
  });

  test('holds for exactly the other records', () => {
    fc.assert(
      fc.property(anyFilter, anyRecord, (condition, record) => {
        expect(passes(negated(condition), record)).toBe(!passes(condition, record));
      }),
    );
  });
});

describe('atEnd', () => {
  test.each([
    ['namespace=a', 'source', 'src_namespace=a'],
    ['src_namespace!=a', 'destination', 'dst_namespace!=a'],
    ['dst_port>=1024', 'endpoint', 'port>=1024'],
    ['not(src_port>5)', 'destination', 'not(dst_port>5)'],
  ] as const)('turns %s to the %s: %s', (text, end, turned) => {
    const moved = atEnd(filter(text), end);
    expect(moved && printFilter(moved)).toBe(turned);
  });

  test.each(['protocol=TCP', 'any(src_port=1)', 'xlat_src_port=1', 'SrcPort=1'])(
    'leaves %s alone',
    (text) => {
      expect(atEnd(filter(text), 'endpoint')).toBeUndefined();
    },
  );

  test('knows the end of a condition', () => {
    expect(
      ['namespace=a', 'src_port=1', 'not(dst_port=1)', 'id=a'].map((text) => endOf(filter(text))),
    ).toEqual(['endpoint', 'source', 'destination', undefined]);
  });
});

describe('swapped', () => {
  test.each([
    ['src_namespace=a dst_port=80 protocol=TCP', 'dst_namespace=a src_port=80 protocol=TCP'],
    ['bytes.ab>1 any(SrcPort=1 xlat_dst_port=2)', 'bytes.ba>1 any(DstPort=1 xlat_src_port=2)'],
    ['ratio<-0.9 ratio>=0.5,1 _Ratio=-1', 'ratio>0.9 ratio<=-0.5,-1 _Ratio=1'],
    ['namespace=a', 'namespace=a'],
  ])('makes %s %s', (text, other) => {
    expect(printFilter(swapped(filter(text)))).toBe(other);
    expect(hasEnds(filter(text))).toBe(text !== other);
  });

  test('finds the mirror images of what the filter finds', () => {
    fc.assert(
      fc.property(anyFilter, anyRecord, (condition, record) => {
        expect(passes(swapped(condition), mirror(record))).toBe(passes(condition, record));
      }),
    );
  });
});
