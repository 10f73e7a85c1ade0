import { describe, expect, test } from 'vitest';

import { conditionsOf, filterOf, hasConditions } from './conditions.ts';
import type { Filter } from './filter.ts';
import { all, any, eitherWay, EVERYTHING, match, not } from './filter.ts';

const a = match('src_name', '=', 'a');
const b = match('port', '=', '80');

describe('conditionsOf', () => {
  test.each<[string, Filter, ReturnType<typeof conditionsOf>]>([
    ['a condition', a, { mode: 'all', conditions: [a] }],
    ['a negated group', not(all(a, b)), { mode: 'all', conditions: [not(all(a, b))] }],
    ['all', all(a, b), { mode: 'all', conditions: [a, b] }],
    ['any', any(a, b), { mode: 'any', conditions: [a, b] }],
    ['either way', eitherWay(all(a, b)), { mode: 'eitherWay', conditions: [a, b] }],
    ['either way of one', eitherWay(a), { mode: 'eitherWay', conditions: [a] }],
    ['either way of any', eitherWay(any(a, b)), { mode: 'eitherWay', conditions: [any(a, b)] }],
    ['nothing', EVERYTHING, { mode: 'all', conditions: [] }],
  ])('takes %s apart', (_name, filter, conditions) => {
    expect(conditionsOf(filter)).toEqual(conditions);
  });

  test.each([all(a, b), any(a, b), any(a), eitherWay(all(a, b)), EVERYTHING])(
    'is undone by filterOf',
    (filter) => {
      expect(filterOf(conditionsOf(filter))).toEqual(filter);
    },
  );

  test('gives every record when the last condition is removed, whatever the mode', () => {
    expect(filterOf({ mode: 'any', conditions: [] })).toEqual(EVERYTHING);
    expect(filterOf({ mode: 'eitherWay', conditions: [] })).toEqual(EVERYTHING);
  });
});

describe('hasConditions', () => {
  test.each<[string, Filter, readonly Filter[], boolean]>([
    ['one of all', all(a, b), [a], true],
    ['one of alternatives', any(a, b), [a], true],
    ['one that holds either way', eitherWay(all(a, b)), [a], true],
    ['the only one', a, [a], true],
    ['all of them', all(a, b), [b, a], true],
    ['one that is not there', all(b), [a], false],
    ['one that is part of another', all(any(a, b)), [a], false],
    ['several that are only alternatives', any(a, b), [a, b], false],
    ['a name for a number', all(match('protocol', '=', '6')), [match('protocol', '=', 'TCP')], true],
    ['nothing', all(a), [], false],
  ])('knows %s', (_name, filter, asked, expected) => {
    expect(hasConditions(filter, asked)).toBe(expected);
  });
});
