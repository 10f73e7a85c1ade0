import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyEndpointGroup, anyFilter, anyMatch } from '../testing/arbitrary-filters.ts';
import { anyRecord } from '../testing/arbitrary-records.ts';
import { mirror, passes } from '../testing/naive-evaluator.ts';
import { printBackendFilters, parseBackendFilters } from './backend/backend-filters.ts';
import { compileFilter } from './compile.ts';
import type { Filter, Match, Operator } from './filter.ts';
import { eitherWay, not } from './filter.ts';
import { lowerFilter } from './lowering/lower.ts';
import { MANY_RUNS } from '../testing/many-runs.ts';

const anyRecords = fc.array(anyRecord, { minLength: 1, maxLength: 12 });

const COMPLEMENTS: Readonly<Partial<Record<Operator, Operator>>> = {
  '=': '!=',
  '!=': '=',
  '~': '!~',
  '!~': '~',
};

describe('a compiled filter', () => {
  test('agrees with the naive evaluator on the filter before it was lowered', () => {
    fc.assert(
      fc.property(anyFilter, anyRecords, (filter, records) => {
        const test = compileFilter(lowered(filter));
        expect(records.map(test)).toEqual(records.map((record) => passes(filter, record)));
      }),
      MANY_RUNS,
    );
  });

  test('agrees with it on conditions that must hold at the same end', () => {
    fc.assert(
      fc.property(anyEndpointGroup, anyRecords, (filter, records) => {
        const test = compileFilter(lowered(filter));
        expect(records.map(test)).toEqual(records.map((record) => passes(filter, record)));
      }),
      MANY_RUNS,
    );
  });

  test('agrees with it on single conditions of every kind', () => {
    fc.assert(
      fc.property(anyMatch, anyRecords, (match, records) => {
        const test = compileFilter(lowered(match));
        expect(records.map(test)).toEqual(records.map((record) => passes(match, record)));
      }),
      MANY_RUNS,
    );
  });

  test('with a negative operator is the complement of the plain one', () => {
    fc.assert(
      fc.property(anyMatch, anyRecords, (match, records) => {
        const op = COMPLEMENTS[match.op];
        const other: Filter = op === undefined ? not(match) : ({ ...match, op } satisfies Match);
        const test = compileFilter(lowered(match));
        const complement = compileFilter(lowered(other));
        expect(records.map(test)).toEqual(records.map((record) => !complement(record)));
      }),
      MANY_RUNS,
    );
  });

  test('either way does not tell a record from its mirror image', () => {
    fc.assert(
      fc.property(anyFilter, anyRecord, (filter, record) => {
        const test = compileFilter(lowered(eitherWay(filter)));
        expect(test(record)).toBe(test(mirror(record)));
      }),
      MANY_RUNS,
    );
  });

  test('is not changed by lowering it twice', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(lowerFilter(lowered(filter))).toEqual({ ok: true, value: lowered(filter) });
      }),
      MANY_RUNS,
    );
  });
});

describe('a filter in the grammar of the backend', () => {
  test('keeps its meaning', () => {
    fc.assert(
      fc.property(anyFilter, anyRecords, (filter, records) => {
        const printed = printBackendFilters(lowered(filter));
        fc.pre(printed.ok);
        const parsed = parseBackendFilters(printed.value);
        expect(parsed).toMatchObject({ ok: true });
        const test = parsed.ok ? compileFilter(parsed.value) : () => false;
        expect(records.map(test)).toEqual(records.map((record) => passes(filter, record)));
      }),
      MANY_RUNS,
    );
  });
});

function lowered(filter: Filter): Filter {
  const result = lowerFilter(filter);
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}
