import { describe, expect, test } from 'vitest';

import { matchesSelectorValue } from './selector.ts';

describe('matchesSelectorValue', () => {
  test.each([
    ['int', 6, 6, true],
    ['int', 6, 99, false],
    ['int', 6, 6.5, true],
    ['int', 6, '+6', true],
    ['int', -6, '-6', true],
    ['int', 6, '6.0', false],
    ['int', 1, true, false],
    ['int', 0, null, false],
    ['uint', 6, 6, true],
    ['uint', 6, 6.5, false],
    ['uint', 6, '6', true],
    ['uint', 6, '+6', false],
    ['uint', 1, true, false],
    ['float', 6, 6, true],
    ['float', 6, 6.5, false],
    ['float', 6, '6.0', true],
    ['float', 6, 'six', false],
    ['float', 1, true, false],
    ['uint', '10.0.0.1', '10.0.0.1', true],
    ['uint', '10.0.0.1', '10.0.0.255', false],
    ['uint', '6', 6, true],
    ['uint', '1000000000000000000000', 1e21, true],
    ['uint', '<nil>', null, true],
    ['uint', 'true', true, true],
    ['uint', true, true, true],
    ['uint', true, 't', true],
    ['uint', true, 1, true],
    ['uint', false, 0, true],
    ['uint', false, 'no', false],
    ['uint', false, null, false],
    ['uint', null, null, true],
    ['uint', null, '<nil>', true],
    ['uint', null, '', false],
  ] as const)('of %s numbers, compares %j with %j: %s', (kind, value, wanted, isMatch) => {
    expect(matchesSelectorValue(value, wanted, kind)).toBe(isMatch);
  });
});
