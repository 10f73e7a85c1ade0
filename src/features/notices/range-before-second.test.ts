import { describe, expect, test } from 'vitest';

import { rangeBeforeSecond } from './range-before-second.ts';

describe('rangeBeforeSecond', () => {
  const span = { fromMs: 1_000_000, toMs: 2_000_000 };

  test('ends a minute before the second that cannot be read', () => {
    expect(rangeBeforeSecond(1_500_000, span)).toEqual({ kind: 'absolute', startS: 1000, endS: 1438 });
  });

  test.each([1_061_000, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])('is nothing before %d', (ms) => {
    expect(rangeBeforeSecond(ms, span)).toBeUndefined();
  });
});
