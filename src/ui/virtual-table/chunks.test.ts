import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { CHUNK_SIZE, drawnChunks, drawnWithin, GROUP_SIZE, isDrawn } from './chunks.ts';

const lines = (...indexes: readonly number[]) => indexes.map((index) => ({ index }));

describe('drawnChunks', () => {
  test('reaches from the first to the last line that is near, and to the active one', () => {
    expect(drawnChunks(lines(0, 9, 10, 11, 12), 0)).toEqual({ from: 2, to: 3, active: 0 });
  });

  test('draws the active line when there is no other', () => {
    expect(drawnChunks(lines(6), 6)).toEqual({ from: 1, to: 1, active: 1 });
  });

  test('draws no chunk of an empty table but the first', () => {
    expect(drawnChunks([], 0)).toEqual({ from: 0, to: 0, active: 0 });
  });
});

describe('drawnWithin', () => {
  test('is the same for all groups of which nothing is drawn', () => {
    const drawn = { from: 40, to: 45, active: 40 };
    expect(drawnWithin(drawn, 0, 32)).toEqual({ from: -1, to: -1, active: -1 });
    expect(drawnWithin(drawn, 64, 96)).toEqual({ from: -1, to: -1, active: -1 });
  });

  test('leaves out no line that is to be drawn, in whichever group it is', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(40), fc.nat(5000), (start, length, activeIndex) => {
        const near = Array.from({ length: length + 1 }, (_, offset) => start + offset);
        const drawn = drawnChunks(lines(...near), activeIndex);
        for (const index of [...near, activeIndex]) {
          const chunk = Math.floor(index / CHUNK_SIZE);
          const first = Math.floor(chunk / GROUP_SIZE) * GROUP_SIZE;
          expect(isDrawn(chunk, drawnWithin(drawn, first, first + GROUP_SIZE))).toBe(true);
        }
      }),
    );
  });
});
