import { describe, expect, test } from 'vitest';

import { naturalKey } from './natural-key.ts';

describe('naturalKey', () => {
  test.each([
    ['pod-2', 'pod-10'],
    ['pod-9', 'pod-010'],
    ['a', 'B'],
    ['web', 'web-1'],
    ['1', 'a'],
    ['pod-999999999', 'pod-1000000000'],
    ['v1.2.9', 'v1.2.10'],
  ])('puts %s before %s', (first, second) => {
    expect(naturalKey(first) < naturalKey(second)).toBe(true);
  });
});
