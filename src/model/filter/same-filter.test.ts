import { describe, expect, test } from 'vitest';

import type { Filter } from './filter.ts';
import { all, any, match, not } from './filter.ts';
import { distinctFilters, isSameFilter } from './same-filter.ts';

const tcp = match('protocol', '=', 'TCP');
const six = match('protocol', '=', '6');

describe('isSameFilter', () => {
  test.each<[string, Filter, Filter, boolean]>([
    ['a name and its number', tcp, six, true],
    [
      'an amount with and without its unit',
      match('dns_latency', '>=', '12ms'),
      match('dns_latency', '>=', '12'),
      true,
    ],
    ['names within groups', any(not(tcp), all(tcp)), any(not(six), all(six)), true],
    ['another value', tcp, match('protocol', '=', 'UDP'), false],
    ['another operator', tcp, match('protocol', '!=', 'TCP'), false],
    ['values that no field has', match('port', '=', 'x'), match('port', '=', 'x'), true],
  ])('of %s', (_name, a, b, expected) => {
    expect(isSameFilter(a, b)).toBe(expected);
  });
});

test('distinctFilters keeps the first of those that say the same', () => {
  expect(distinctFilters([tcp, six, not(six), tcp])).toEqual([tcp, not(six)]);
});
