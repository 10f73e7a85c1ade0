import { describe, expect, test } from 'vitest';

import { conditionsOf, filterOf } from './conditions.ts';
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
