import { describe, expect, test } from 'vitest';

import { compileGlob } from './glob.ts';

describe('compileGlob', () => {
  test.each<[string, string, boolean]>([
    ['abc', 'abc', true],
    ['abc', 'abcd', false],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['*', '', true],
    ['a*c', 'ac', true],
    ['a*a', 'a', false],
    ['ab*ba', 'aba', false],
    ['a*b*c', 'axbxc', true],
    ['a*b*c', 'axcxb', false],
    ['*b*b*', 'ab', false],
    ['*b*b*', 'abab', true],
    ['a.c', 'abc', false],
    ['a\n*', 'a\nb\nc', true],
    ['A*', 'abc', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(compileGlob(pattern)(text)).toBe(expected);
  });

  test('is quick on patterns that make backtracking explode', () => {
    expect(compileGlob(`${'*a'.repeat(1000)}*b`)('a'.repeat(100_000))).toBe(false);
  });
});
