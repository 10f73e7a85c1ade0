import { describe, expect, test } from 'vitest';

import { askedSpan } from './time-span.ts';

const NOW = 1_700_000_000_500;

describe('askedSpan', () => {
  test.each([
    ['everything when nothing is asked', {}, -Infinity, Infinity],
    ['the last seconds', { timeRange: 300 }, NOW - 300_000, NOW],
    ['whole seconds, the last one included', { startTime: 10, endTime: 20 }, 10_000, 21_000],
    ['one second', { startTime: 10, endTime: 10 }, 10_000, 11_000],
    ['everything from a start', { startTime: 10 }, 10_000, Infinity],
    ['everything until an end', { endTime: 20 }, -Infinity, 21_000],
    ['the start, when a range is given too', { startTime: 10, timeRange: 5 }, 10_000, Infinity],
    ['a range that an end cuts short', { timeRange: 300, endTime: 20 }, NOW - 300_000, 21_000],
  ])('is %s', (_name, question, fromMs, toMs) => {
    expect(askedSpan(question, NOW)).toEqual({ ok: true, value: { fromMs, toMs } });
  });

  test('refuses a range that runs backwards', () => {
    expect(askedSpan({ startTime: 20, endTime: 10 }, NOW)).toMatchObject({
      ok: false,
      error: { status: 400, code: 'time-range-backwards', path: 'startTime' },
    });
  });
});
