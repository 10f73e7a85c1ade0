import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { all, any, eitherWay, EVERYTHING, match } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/print.ts';
import { addConditions, toggleCondition } from './edit-conditions.ts';

const shop = match('src_namespace', '=', 'shop');
const web = match('port', '=', '80');
const dns = match('port', '=', '53');

describe('addConditions', () => {
  test.each<[string, Filter, Filter, string]>([
    ['starts with what is added', EVERYTHING, any(web, dns), 'any(port=80 port=53)'],
    ['joins conditions that must all hold', all(shop), all(web, dns), 'src_namespace=shop port=80 port=53'],
    [
      'keeps a group that means something else',
      all(shop, web),
      any(web, dns),
      'src_namespace=shop port=80 any(port=80 port=53)',
    ],
    [
      'adds both as one where any may hold',
      any(shop, dns),
      all(web, dns),
      'any(src_namespace=shop port=53 all(port=80 port=53))',
    ],
    ['adds one condition to alternatives', any(shop, dns), web, 'any(src_namespace=shop port=53 port=80)'],
    ['adds nothing twice', all(shop, web), web, 'src_namespace=shop port=80'],
    ['does not lose a direction', all(shop), eitherWay(web), 'src_namespace=shop eitherway(port=80)'],
  ])('%s', (_name, filter, added, text) => {
    expect(printFilter(addConditions(filter, added))).toBe(text);
  });
});

describe('toggleCondition', () => {
  test('takes away what is there and adds what is not', () => {
    const without = toggleCondition(all(shop, web), web);
    expect(without).toEqual(all(shop));
    expect(toggleCondition(without, web)).toEqual(all(shop, web));
  });
});
