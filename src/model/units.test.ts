import { describe, expect, test } from 'vitest';

import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNanoseconds,
  formatRate,
  formatShortCount,
} from './units.ts';

describe('formatBytes', () => {
  test.each([
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [999.6, '1 kB'],
    [1000, '1 kB'],
    [1234, '1.23 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [1.5e9, '1.5 GB'],
    [2e21, '2000 EB'],
    [-1500, '-1.5 kB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });

  test('follows the locale', () => {
    expect(formatBytes(1234, 'de')).toBe('1,23 kB');
  });
});

describe('formatDuration', () => {
  test.each([
    [0, '0 ms'],
    [0.35, '0.35 ms'],
    [250, '250 ms'],
    [1000, '1 s'],
    [12_345, '12.3 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min'],
    [60_000, '1 min'],
    [63_000, '1 min 3 s'],
    [3_599_999, '1 h'],
    [7_500_000, '2 h 5 min'],
    [86_399_999, '1 d'],
    [90_000_000, '1 d 1 h'],
    [1e12, '11,574 d 2 h'],
    [-63_000, '−1 min 3 s'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms, 'en')).toBe(text);
  });
});

describe('the other formats', () => {
  test('group counts as the locale does', () => {
    expect(formatCount(1234567, 'en')).toBe('1,234,567');
    expect(formatCount(1234567, 'de')).toBe('1.234.567');
  });

  test('shorten counts to three digits', () => {
    expect(formatShortCount(12_345, 'en')).toBe('12.3K');
  });

  test('give rates a second', () => {
    expect(formatRate(1500, 'en')).toBe('1.5 kB/s');
  });

  test.each([
    [0, '0 ms'],
    [1500, '1.5 µs'],
    [2_500_000, '2.5 ms'],
  ])('read %d ns as %s', (ns, text) => {
    expect(formatNanoseconds(ns, 'en')).toBe(text);
  });
});
