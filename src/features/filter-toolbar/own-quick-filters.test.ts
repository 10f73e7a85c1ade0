import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { all, any, eitherWay, EVERYTHING, match } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
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
const protocol = match('protocol', '=', 'TCP');

describe('readOwnFilter', () => {
  test('reads what the text says', () => {
    expect(readOwnFilter({ name: 'Shop', filter: 'src_namespace=shop' })).toBeDefined();
  });

  test.each(['src_namespace=(', 'colour=blue', ' '])('reads nothing from "%s"', (filter) => {
    expect(readOwnFilter({ name: 'Broken', filter })).toBeUndefined();
  });
});

describe('a quick filter of the user', () => {
  test.each<[string, Filter, Filter, string]>([
    ['alone', all(shop, https), EVERYTHING, 'src_namespace=shop dst_port=443'],
    ['beside another condition', all(shop), all(db), 'dst_namespace=db src_namespace=shop'],
    ['of alternatives, alone', any(shop, https), EVERYTHING, 'any(src_namespace=shop dst_port=443)'],
    [
      'of alternatives, beside another condition',
      any(shop, https),
      all(db),
      'dst_namespace=db any(src_namespace=shop dst_port=443)',
    ],
    [
      'of one condition, beside alternatives',
      all(shop),
      any(https, db),
      'any(dst_port=443 dst_namespace=db) src_namespace=shop',
    ],
    [
      'of alternatives, beside others',
      any(shop, https),
      any(db, protocol),
      'any(dst_namespace=db protocol=TCP) any(src_namespace=shop dst_port=443)',
    ],
    [
      'either way, beside what holds either way',
      eitherWay(all(shop, https)),
      eitherWay(all(db)),
      'eitherway(dst_namespace=db namespace=shop <-> port=443)',
    ],
  ])('narrows, and is taken away again: %s', (_name, own, before, text) => {
    const after = toggleOwnFilter(own, before);
    expect(printFilter(after)).toBe(text);
    expect(isOwnFilterSet(own, before)).toBe(false);
    expect(isOwnFilterSet(own, after)).toBe(true);
    expect(toggleOwnFilter(own, after)).toEqual(before);
  });

  test.each<[string, Filter, Filter]>([
    ['its conditions are alternatives', all(shop, https), any(shop, https)],
    ['its one condition holds one way only', eitherWay(all(shop)), all(shop)],
  ])('is not set where %s', (_name, own, filter) => {
    expect(isOwnFilterSet(own, filter)).toBe(false);
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
