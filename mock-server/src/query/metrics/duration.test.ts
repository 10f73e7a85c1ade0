import { describe, expect, test } from 'vitest';

import { parseDuration } from './duration.ts';

describe('parseDuration', () => {
  test.each([
    ['30s', 30_000],
    ['1m30s', 90_000],
    ['1h', 3_600_000],
    ['0.5h', 1_800_000],
    ['.5s', 500],
    ['250ms', 250],
    ['1000us', 1],
    ['1000000ns', 1],
    ['1h1m1s1ms', 3_661_001],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each([
    '',
    '0',
    '0s',
    '30',
    's',
    '-30s',
    '+30s',
    '30 s',
    '30s ',
    '1d',
    '1.2.3s',
    '1ns',
    '1.5ms',
    '1e3s',
    '9'.repeat(400) + 'h',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
