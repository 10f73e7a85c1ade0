import { describe, expect, test } from 'vitest';

import type { Condition } from './parse-filters.ts';
import { condition, distribute, parseFilters } from './parse-filters.ts';

function equals(key: string, values: string, more: Partial<Condition> = {}): Condition {
  return { ...condition(key, '=', values), ...more };
}

describe('parseFilters', () => {
  test.each<[string, readonly (readonly Condition[])[]]>([
    ['', [[]]],
    ['a=1', [[equals('a', '1')]]],
    ['a=1&b=2', [[equals('a', '1'), equals('b', '2')]]],
    ['a=1|b=2', [[equals('a', '1')], [equals('b', '2')]]],
    ['a=1,"2"', [[equals('a', '1,"2"')]]],
    ['a!=1', [[equals('a', '1', { isNegated: true })]]],
    ['a>=1', [[equals('a', '1', { isAtLeast: true })]]],
    ['a~1', [[equals('a', '1', { isPartial: true })]]],
    ['a!~1', [[equals('a', '1', { isPartial: true, isNegated: true })]]],
    ['a=', [[equals('a', '')]]],
    ['=', [[equals('', '')]]],
    ['a|', [[], []]],
    ['a%3D1', [[equals('a', '1')]]],
    ['a=x+y', [[equals('a', 'x y')]]],
  ])('reads %j', (text, groups) => {
    expect(parseFilters(text)).toEqual({ ok: true, value: groups });
  });

  test.each<[string, readonly Condition[]]>([
    ['foo', []],
    ['a>5', []],
    ['a<5', []],
    ['a==5', []],
    ['a=b=c', []],
    ['a<=5', [equals('a<', '5')]],
    ['a~b~c', [equals('a', 'b', { isPartial: true })]],
    ['a~b=c', [equals('a~b', 'c')]],
    ['foo&a=1&a>5', [equals('a', '1')]],
  ])('makes of %j what the real one makes of it', (text, conditions) => {
    expect(parseFilters(text)).toEqual({ ok: true, value: [conditions] });
  });

  test('refuses what cannot be unescaped', () => {
    expect(parseFilters('a=%zz')).toEqual({ ok: false, error: 'invalid URL escape "%zz"' });
  });
});

describe('distribute', () => {
  const [a, b, x, y] = ['a', 'b', 'x', 'y'].map((key) => equals(key, '1'));

  test('puts each addition before each group, but those that are kept', () => {
    const groups = [[a], [b]].map((group) => group.flatMap((one) => one ?? []));
    const additions = [[x], [y]].map((group) => group.flatMap((one) => one ?? []));
    expect(distribute(groups, additions, ([first]) => first?.key === 'b')).toEqual([[x, a], [y, a], [b]]);
  });
});
