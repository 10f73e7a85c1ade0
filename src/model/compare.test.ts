import { describe, expect, test } from 'vitest';

import type { Comparator } from './compare.ts';
import { absentLast, compareIps, compareNumbers, compareTexts } from './compare.ts';

describe('sorting', () => {
  test.each<[string, Comparator<string>, string[]]>([
    ['texts by the numbers in them', compareTexts, ['Pod-1', 'pod-2', 'pod-10', 'Pod-11']],
    [
      'addresses by number, IPv4 first',
      compareIps,
      ['9.0.0.1', '10.0.0.2', '10.0.0.10', '::1', 'fd00::2', 'fd00::10'],
    ],
    ['what is no address behind them', compareIps, ['10.0.0.2', '::1', 'unknown']],
  ])('puts %s', (_name, compare, sorted) => {
    expect([...sorted].reverse().sort(compare)).toEqual(sorted);
  });

  test('keeps absent values last when the direction is turned around', () => {
    const values = [undefined, 2, null, 10, 1];
    expect([...values].sort(absentLast(compareNumbers, 'asc')).slice(0, 3)).toEqual([1, 2, 10]);
    expect([...values].sort(absentLast(compareNumbers, 'desc')).slice(0, 3)).toEqual([10, 2, 1]);
  });

  test('puts NaN behind every number', () => {
    expect([NaN, Infinity, 1].sort(compareNumbers)).toEqual([1, Infinity, NaN]);
  });
});
