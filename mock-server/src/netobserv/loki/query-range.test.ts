import { describe, expect, test } from 'vitest';

import type { RangeParameters } from './query-range.ts';
import { checkLength, parseLokiDuration, readQueryRange } from './query-range.ts';

const NOW = 1_700_000_000_500;
const NONE: RangeParameters = { start: '', end: '', limit: '', step: '' };

const HOUR = 3_600_000;

describe('readQueryRange', () => {
  test.each<[Partial<RangeParameters>, object]>([
    [{}, { startMs: NOW - HOUR, endMs: NOW, limit: 100, stepMs: 14_000 }],
    [{ start: '1699999000' }, { startMs: 1_699_999_000_000, endMs: NOW }],
    [{ end: '1699999000' }, { startMs: 1_699_999_000_000 - HOUR, endMs: 1_699_999_000_000 }],
    [{ end: '1800000000' }, { startMs: NOW - HOUR, endMs: 1_800_000_000_000 }],
    [{ start: '1699999000000000000' }, { startMs: 1_699_999_000_000 }],
    [
      { start: '1', end: '1' },
      { startMs: 1000, endMs: 1000 },
    ],
    [{ limit: '20000' }, { limit: 20_000 }],
    [{ step: '1m30s' }, { stepMs: 90_000 }],
    [{ step: '500ms' }, { stepMs: 500 }],
    [{ step: '1d' }, { stepMs: 24 * HOUR }],
  ])('reads %j', (parameters, range) => {
    expect(readQueryRange({ ...NONE, ...parameters }, NOW)).toMatchObject({ ok: true, value: range });
  });

  test.each<[Partial<RangeParameters>, string]>([
    [{ start: '2', end: '1' }, 'end timestamp must not be before or equal to start time'],
    [{ limit: '0' }, 'limit must be a positive value'],
    [{ limit: '-1', start: '2', end: '1' }, 'end timestamp must not be before or equal to start time'],
    [{ limit: '4294967296' }, 'limit value 4294967296 is out of range [0, 4294967295]'],
    [{ step: '1.5h' }, 'cannot parse "1.5h" to a valid duration'],
    [{ step: '0' }, 'zero or negative query resolution step widths are not accepted. Try a positive integer'],
    [
      { start: '0', end: '12', step: '1ms' },
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
    ],
  ])('refuses %j', (parameters, error) => {
    expect(readQueryRange({ ...NONE, ...parameters }, NOW)).toEqual({ ok: false, error });
  });

  test('refuses what is longer than a month, once it is known what is asked', () => {
    const range = { startMs: 0, endMs: 721 * HOUR, limit: 1, stepMs: 1 };
    expect(checkLength(range)).toEqual({ ok: true, value: undefined });
    expect(checkLength({ ...range, endMs: 721 * HOUR + 1000 })).toEqual({
      ok: false,
      error: 'the query time range exceeds the limit (query length: 721h0m1s, limit: 30d1h)',
    });
  });
});

describe('parseLokiDuration', () => {
  test.each([
    ['5m', 300_000],
    ['5ms', 5],
    ['1w2d', 9 * 24 * HOUR],
    ['0', 0],
    ['', undefined],
    ['1s1m', undefined],
    ['-5s', undefined],
    ['5', undefined],
  ])('%j is %j', (text, ms) => {
    expect(parseLokiDuration(text)).toBe(ms);
  });
});
