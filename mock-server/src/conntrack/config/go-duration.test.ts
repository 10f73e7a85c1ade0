import { describe, expect, test } from 'vitest';

import { parseGoDuration } from './go-duration.ts';

describe('parseGoDuration', () => {
  test.each([
    ['30s', 30_000],
    ['300ms', 300],
    ['1.5h', 5_400_000],
    ['2m30s', 150_000],
    ['-1s', -1_000],
    ['+.5s', 500],
    ['5.s', 5_000],
    ['1500us', 1.5],
    ['1µs', 0.001],
    ['1μs', 0.001],
    ['1ns', 0.000001],
    ['0', 0],
    ['0s', 0],
  ])('reads %s', (text, value) => {
    expect(parseGoDuration(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['s', 'time: invalid duration "s"'],
    ['.s', 'time: invalid duration ".s"'],
    [' 1s', 'time: invalid duration " 1s"'],
    ['3000000h', 'time: invalid duration "3000000h"'],
    ['5', 'time: missing unit in duration "5"'],
    ['1h5', 'time: missing unit in duration "1h5"'],
    ['5 parsecs', 'time: unknown unit " parsecs" in duration "5 parsecs"'],
    ['1toString', 'time: unknown unit "toString" in duration "1toString"'],
  ])('refuses %j', (text, error) => {
    expect(parseGoDuration(text)).toEqual({ ok: false, error });
  });
});
