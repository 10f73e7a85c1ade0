import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { all, any, EVERYTHING, match } from '#model/filter/filter.ts';
import {
  isOwnFilterSet,
  nameProblem,
  readOwnFilter,
  toggleOwnFilter,
  whyNotSaved,
} from './own-quick-filters.ts';

const shop = match('src_namespace', '=', 'shop');
const https = match('dst_port', '=', '443');
const db = match('dst_namespace', '=', 'db');

describe('readOwnFilter', () => {
  test('reads what the text says', () => {
    expect(readOwnFilter({ name: 'Shop', filter: 'src_namespace=shop' })).toBeDefined();
  });

  test.each(['src_namespace=(', 'colour=blue', ' '])('reads nothing from "%s"', (filter) => {
    expect(readOwnFilter({ name: 'Broken', filter })).toBeUndefined();
  });
});

describe('a quick filter of the user', () => {
  test.each<[string, Filter, Filter]>([
    ['alone', all(shop, https), EVERYTHING],
    ['beside another condition', all(shop, https), all(db)],
    ['of alternatives, alone', any(shop, https), EVERYTHING],
    ['of alternatives, beside another condition', any(shop, https), all(db)],
    ['of one condition, beside alternatives', all(shop), any(https, db)],
    ['beside alternatives', all(shop, https), any(https, db)],
  ])('is set and taken away again: %s', (_name, own, before) => {
    const after = toggleOwnFilter(own, before);
    expect(isOwnFilterSet(own, before)).toBe(false);
    expect(isOwnFilterSet(own, after)).toBe(true);
    expect(toggleOwnFilter(own, after)).toEqual(before);
  });

  test('is not set where its conditions are alternatives', () => {
    expect(isOwnFilterSet(all(shop, https), any(shop, https))).toBe(false);
  });
});

describe('whyNotSaved', () => {
  const many = Array.from({ length: 50 }, (_, index) => ({ name: `Filter ${index}`, filter: 'port=1' }));

  test.each([
    ['no filter', EVERYTHING, [], 'nothing'],
    ['a filter', all(shop), [], undefined],
    ['one too many', all(shop), many, 'too-many'],
    ['a long text', match('src_name', '=', 'x'.repeat(2000)), [], 'too-long'],
  ])('of %s', (_name, filter, list, expected) => {
    expect(whyNotSaved(filter, list)).toBe(expected);
  });
});

describe('nameProblem', () => {
  test.each([
    ['  ', 'empty'],
    ['x'.repeat(101), 'too-long'],
    [' shop ', 'taken'],
    ['Shops', undefined],
  ])('of "%s"', (name, expected) => {
    expect(nameProblem(name, ['Shop'])).toBe(expected);
  });
});
