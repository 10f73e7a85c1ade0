import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { conditionsOf, hasConditions } from '#model/filter/conditions.ts';
import { all, any, eitherWay, EVERYTHING, match } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { FilterBoard } from './edit-conditions.ts';
import {
  addConditions,
  replaceCondition,
  switchCondition,
  toggleCondition,
  toggleConditions,
} from './edit-conditions.ts';

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
  test.each<[string, Filter]>([
    ['conditions that must all hold', all(shop, web)],
    ['alternatives', any(shop, web)],
    ['conditions that hold either way', eitherWay(all(shop, web))],
    ['one condition', all(shop)],
    ['nothing', EVERYTHING],
  ])('adds a condition to %s, and takes it away again', (_name, filter) => {
    const more = toggleCondition(filter, dns);
    expect(hasConditions(more, [dns])).toBe(true);
    expect(toggleCondition(more, dns)).toEqual(filter);
  });

  test('narrows alternatives', () => {
    expect(printFilter(toggleCondition(any(shop, web), dns))).toBe('any(src_namespace=shop port=80) port=53');
  });
});

describe('toggleConditions', () => {
  test('takes away what a link has written in numbers', () => {
    const tcp = match('protocol', '=', 'TCP');
    expect(toggleCondition(all(shop, match('protocol', '=', '6')), tcp)).toEqual(all(shop));
    expect(toggleConditions(all(match('protocol', '=', '6')), [tcp, shop])).toEqual(
      all(match('protocol', '=', '6'), shop),
    );
  });

  test('sets several that are only alternatives', () => {
    expect(printFilter(toggleConditions(any(shop, web), [shop, web]))).toBe(
      'any(src_namespace=shop port=80) src_namespace=shop port=80',
    );
  });

  test('adds those that are missing, and takes all away when none is', () => {
    const both = toggleConditions(all(shop, web), [web, dns]);
    expect(both).toEqual(all(shop, web, dns));
    expect(toggleConditions(both, [web, dns])).toEqual(all(shop));
  });
});

describe('replaceCondition', () => {
  test.each<[string, Filter, Filter | undefined, string]>([
    ['puts another in its place', all(shop, web), dns, 'src_namespace=shop port=53'],
    ['takes it away', all(shop, web), undefined, 'all(src_namespace=shop)'],
    ['leaves what was there already once', all(dns, web), dns, 'all(port=53)'],
    ['makes chips of their own of several', all(web), all(shop, dns), 'src_namespace=shop port=53'],
    ['keeps alternatives together', all(shop, web), any(web, dns), 'src_namespace=shop any(port=80 port=53)'],
    ['leaves nothing of the last one', any(web), undefined, ''],
  ])('%s', (_name, filter, next, text) => {
    expect(printFilter(replaceCondition({ filter, off: [] }, web, next).filter)).toBe(text);
  });

  test('finds one that is switched off, too', () => {
    const board = { filter: all(shop), off: [web, dns] };
    expect(replaceCondition(board, web, shop)).toEqual({ filter: all(shop), off: [shop, dns] });
    expect(replaceCondition(board, dns)).toEqual({ filter: all(shop), off: [web] });
  });
});

describe('switchCondition', () => {
  test('keeps what is switched off, and puts it back', () => {
    const board = { filter: any(shop, web), off: [] };
    const without = switchCondition(board, web);
    expect(without).toEqual({ filter: any(shop), off: [web] });
    expect(switchCondition(without, web)).toEqual(board);
  });

  test.each<[string, Filter]>([
    ['alternatives', any(shop, web)],
    ['conditions that hold either way', eitherWay(all(shop, web))],
    ['one that holds either way', eitherWay(all(web))],
    ['conditions that must all hold', all(shop, web)],
  ])('switches all of %s off and on again', (_name, filter) => {
    let board: FilterBoard = { filter, off: [] };
    while (board.filter !== EVERYTHING && conditionsOf(board.filter).conditions.length > 0) {
      const [first] = conditionsOf(board.filter).conditions;
      board = switchCondition(board, first ?? EVERYTHING);
    }
    expect(board.filter).toEqual(EVERYTHING);
    while (board.off.length > 0) {
      const [first] = board.off;
      board = switchCondition(board, first ?? EVERYTHING);
    }
    expect(board.filter).toEqual(filter);
  });
});
