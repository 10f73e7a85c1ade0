import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyEndpointGroup, anyFilter } from '../testing/arbitrary-filters.ts';
import { anyRecord } from '../testing/arbitrary-records.ts';
import { passes } from '../testing/naive-evaluator.ts';
import type { Filter } from './filter.ts';
import { match } from './filter.ts';
import { parseFilter } from './language/parse.ts';
import { printFilter } from './language/print.ts';
import { lowerFilter } from './lowering/lower.ts';
import { simplifyFilter } from './simplify.ts';
import { MANY_RUNS } from '../testing/many-runs.ts';

/** Filters as careless typing makes them: with groups for nothing, and the same thing twice. */
const anyClumsyFilter: fc.Arbitrary<Filter> = fc
  .tuple(fc.array(fc.oneof(anyFilter, anyEndpointGroup), { maxLength: 3 }), fc.nat({ max: 5 }))
  .map(([of, shape]): Filter => {
    const group: Filter = { kind: shape % 2 === 0 ? 'all' : 'any', of: shape < 3 ? of : [...of, ...of] };
    return shape === 1
      ? { kind: 'not', of: { kind: 'not', of: group } }
      : { kind: 'all', of: [group, ...of] };
  });

const anyName = fc.constantFrom('a', 'b');

const anyEndCondition: fc.Arbitrary<Filter> = fc
  .tuple(fc.constantFrom('namespace', 'name', 'src_name'), fc.constantFrom('=', '!=', '~'), anyName)
  .map(([field, op, text]) => match(field, op, text));

/** Groups within groups of conditions on either end, which have to hold at the same end or at any. */
const anyEndFilter = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    anyEndCondition,
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((of): Filter => ({ kind: 'all', of })),
    tie('filter').map((of): Filter => ({ kind: 'not', of: { kind: 'not', of } })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 2 }).map((of): Filter => ({ kind: 'any', of })),
  ),
})).filter;

const anyEndRecord = fc.record({
  SrcK8S_Namespace: anyName,
  SrcK8S_Name: anyName,
  DstK8S_Namespace: anyName,
  DstK8S_Name: anyName,
});

const anyRecords = fc.array(anyRecord, { minLength: 1, maxLength: 8 });

describe('simplifyFilter', () => {
  test.each([
    ['not(not(src_port=80))', 'src_port=80'],
    ['not(src_port=80)', 'src_port!=80'],
    ['not(src_port>80)', 'not(src_port>80)'],
    ['all(all(src_port=80) any(dst_port=80))', 'src_port=80 dst_port=80'],
    ['any(any(src_port=80 src_port=81) src_port=80)', 'any(src_port=80 src_port=81)'],
    ['src_port=80 src_port=80', 'src_port=80'],
    ['src_port=80 any()', 'any()'],
    ['any(src_port=80 all())', ''],
    ['not(any(all() src_port=80))', 'any()'],
    ['eitherway(eitherway(src_port=80))', 'eitherway(src_port=80)'],
    ['eitherway(namespace=a)', 'namespace=a'],
    ['all(namespace=a name=b) protocol=6', 'namespace=a name=b protocol=6'],
    ['all(namespace=a) all(name=b)', 'all(namespace=a) all(name=b)'],
    ['namespace=a not(not(name=b))', 'namespace=a all(name=b)'],
    ['namespace=a not(name=b)', 'namespace=a name!=b'],
    ['protocol=6 all(namespace=a) all(namespace=a)', 'protocol=6 namespace=a'],
    ['namespace=a <-> namespace=b', 'namespace=a <-> namespace=b'],
  ])('makes %s %s', (text, simple) => {
    const parsed = parseFilter(text);
    expect(parsed.ok && printFilter(simplifyFilter(parsed.value))).toBe(simple);
  });

  test('knows what conditions without values mean', () => {
    expect(printFilter(simplifyFilter({ ...match('src_name', '='), values: [] }))).toBe('any()');
    expect(printFilter(simplifyFilter({ ...match('src_name', '!='), values: [] }))).toBe('');
  });

  test('keeps the meaning', () => {
    fc.assert(
      fc.property(anyClumsyFilter, anyRecords, (filter, records) => {
        const simple = simplifyFilter(filter);
        expect(records.map((record) => passes(simple, record))).toEqual(
          records.map((record) => passes(filter, record)),
        );
      }),
      MANY_RUNS,
    );
  });

  test('keeps apart what has to hold at the same end and what may hold at any', () => {
    fc.assert(
      fc.property(anyEndFilter, fc.array(anyEndRecord, { minLength: 4, maxLength: 8 }), (filter, records) => {
        const simple = simplifyFilter(filter);
        expect(records.map((record) => passes(simple, record))).toEqual(
          records.map((record) => passes(filter, record)),
        );
      }),
      MANY_RUNS,
    );
  });

  test('keeps the meaning of conditions on the fields of records', () => {
    fc.assert(
      fc.property(anyClumsyFilter, anyRecords, (filter, records) => {
        const lowered = lowerFilter(filter);
        const simple = lowered.ok ? simplifyFilter(lowered.value) : filter;
        expect(records.map((record) => passes(simple, record))).toEqual(
          records.map((record) => passes(filter, record)),
        );
      }),
      MANY_RUNS,
    );
  });

  test('finds nothing more to simplify in what it has made, which is never longer', () => {
    fc.assert(
      fc.property(anyClumsyFilter, (filter) => {
        const simple = simplifyFilter(filter);
        expect(simplifyFilter(simple)).toEqual(simple);
        expect(printFilter(simple).length).toBeLessThanOrEqual(printFilter(filter).length);
      }),
      MANY_RUNS,
    );
  });
});
