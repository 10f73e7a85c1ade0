import { describe, expect, test } from 'vitest';

import type { TimeSpan } from '#model/time-range.ts';
import { resolveTimeRange } from '#model/time-range.ts';
import { rangeFrom, rangeUpTo } from './time-bounds.ts';

const SPAN: TimeSpan = { fromMs: 1000_500, toMs: 2000_500 };

describe('a time of a cell', () => {
  test('moves one end of the range, and holds the other', () => {
    expect(rangeFrom(1500_999, SPAN)).toEqual({ kind: 'absolute', startS: 1500, endS: 2000 });
    expect(rangeUpTo(1500_999, SPAN)).toEqual({ kind: 'absolute', startS: 1000, endS: 1500 });
  });

  test('leaves an end on a whole second where it is', () => {
    const range = { kind: 'absolute', startS: 1000, endS: 1999 } as const;
    const span = resolveTimeRange(range, 0);
    expect(rangeFrom(1000_000, span)).toEqual(range);
    expect(rangeUpTo(1999_999, span)).toEqual(range);
  });

  test.each([0, 500_000, 1000_500, 1234_567, 2000_499, 2000_500, 3000_000])(
    'is in both ranges, wherever it is: %d',
    (ms) => {
      for (const range of [rangeFrom(ms, SPAN), rangeUpTo(ms, SPAN)]) {
        const { fromMs, toMs } = resolveTimeRange(range, 0);
        expect(fromMs <= ms && ms < toMs).toBe(true);
      }
    },
  );
});
