import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { directionRatio } from './conversation-fields.ts';

describe('directionRatio', () => {
  test.each([
    [0, 0, 0],
    [10, 0, 1],
    [0, 10, -1],
    [5, 5, 0],
    [3, 1, 0.5],
    [1, 19, -0.9],
  ])('is, for %s bytes there and %s back, %s', (bytesAB, bytesBA, ratio) => {
    expect(directionRatio({ bytesAB, bytesBA })).toBe(ratio);
  });

  test('is between -1 and 1, and the opposite from the other end', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (bytesAB, bytesBA) => {
        const ratio = directionRatio({ bytesAB, bytesBA });
        expect(Math.abs(ratio)).toBeLessThanOrEqual(1);
        expect(directionRatio({ bytesAB: bytesBA, bytesBA: bytesAB }) + ratio).toBe(0);
      }),
    );
  });
});
