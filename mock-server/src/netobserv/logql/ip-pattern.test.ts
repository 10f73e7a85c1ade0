import { describe, expect, test } from 'vitest';

import { compileIpPattern } from './ip-pattern.ts';

describe('compileIpPattern', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '10.0.0.10', false],
    ['10.0.0.5/24', '10.0.0.255', true],
    ['10.0.0.5/24', '10.0.1.0', false],
    ['0.0.0.0/0', '10.0.0.1', true],
    ['0.0.0.0/0', 'fd01::1', false],
    ['10.0.0.1-10.0.0.3', '10.0.0.3', true],
    ['10.0.0.1-10.0.0.3', '10.0.0.4', false],
    ['fd01::/16', 'fd01:2::3', true],
    ['fd01::1', 'FD01:0::1', true],
    ['::ffff:10.0.0.1', '10.0.0.1', false],
    ['10.0.0.1', '::ffff:10.0.0.1', false],
    ['::ffff:10.0.0.0/104', '::ffff:10.0.0.1', true],
    ['10.0.0.1', 'pod', false],
  ])('%s holds %s: %s', (pattern, text, isIn) => {
    expect(compileIpPattern(pattern)?.(text)).toBe(isIn);
  });

  test.each([
    '',
    '999.1.1.1',
    '10.0.0.0/99',
    '10.0.0.0/08',
    '10.0.0.9-10.0.0.1',
    '10.0.0.1-fd01::1',
    'x',
    '10.0.0.01',
  ])('is none: %s', (pattern) => {
    expect(compileIpPattern(pattern)).toBeUndefined();
  });
});
