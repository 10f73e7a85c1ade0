import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Slice } from './slice.ts';
import { cutSlice, nextSlices, secondsIn, sliceHolding, unansweredPart } from './slice.ts';

const anySlice: fc.Arbitrary<Slice> = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 5_000 }))
  .map(([startS, length]) => ({ startS, endS: startS + length }));

/** Pieces that follow each other without a gap, from the newest to the oldest, and make up the slice. */
function expectTiles(pieces: readonly Slice[], slice: Slice): void {
  expect(pieces[0]?.endS).toBe(slice.endS);
  expect(pieces.at(-1)?.startS).toBe(slice.startS);
  pieces.forEach((piece, index) => {
    expect(secondsIn(piece)).toBeGreaterThan(0);
    expect(pieces[index + 1]?.endS ?? piece.startS - 1).toBe(piece.startS - 1);
  });
}

describe('slices', () => {
  test('hold their span, and no whole second more', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), fc.integer({ min: 1, max: 100_000 }), (fromMs, lengthMs) => {
        const toMs = fromMs + lengthMs;
        const { startS, endS } = sliceHolding({ fromMs, toMs });
        expect(startS * 1000).toBeLessThanOrEqual(fromMs);
        expect((startS + 1) * 1000).toBeGreaterThan(fromMs);
        expect((endS + 1) * 1000).toBeGreaterThanOrEqual(toMs);
        expect(endS * 1000).toBeLessThan(toMs);
      }),
    );
  });

  test('are cut without a gap into pieces that are short enough', () => {
    fc.assert(
      fc.property(anySlice, fc.integer({ min: 1, max: 700 }), (slice, seconds) => {
        const pieces = cutSlice(slice, seconds);
        expectTiles(pieces, slice);
        expect(pieces.every((piece) => secondsIn(piece) <= seconds)).toBe(true);
      }),
    );
  });

  test('that are left are asked for without a gap, in no more pieces than may be asked for at once', () => {
    fc.assert(
      fc.property(
        anySlice,
        fc.nat({ max: 6_000 }),
        fc.integer({ min: 1, max: 4 }),
        (left, answered, atOnce) => {
          const pieces = nextSlices(left, answered, atOnce);
          expectTiles(pieces, left);
          expect(pieces.length).toBeLessThanOrEqual(atOnce);
        },
      ),
    );
  });

  test.each([
    ['a record of the first second', 10_500, { startS: 10, endS: 10 }],
    ['a record of the last second', 19_999, { startS: 10, endS: 19 }],
    ['a record of a second between', 15_000, { startS: 10, endS: 15 }],
    ['a record before it', 9_999, undefined],
  ])('are answered up to the second of %s', (_name, oldestMs, expected) => {
    expect(unansweredPart({ startS: 10, endS: 19 }, oldestMs)).toEqual(expected);
  });
});
