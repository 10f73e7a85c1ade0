import { describe, expect, test } from 'vitest';

import { chanceAt, mix32, Random } from './random.ts';

describe('Random', () => {
  test('gives the numbers of the reference implementation', () => {
    const random = new Random([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.uint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  test('gives the same numbers for the same seed and stream, others for another', () => {
    const numbers = (seed: number, stream: number) => {
      const random = Random.of(seed, stream);
      return Array.from({ length: 5 }, () => random.uint32());
    };
    expect(numbers(7, 1)).toEqual(numbers(7, 1));
    expect(numbers(8, 1)).not.toEqual(numbers(7, 1));
    expect(numbers(7, 2)).not.toEqual(numbers(7, 1));
    expect(numbers(7 + 2 ** 40, 1)).not.toEqual(numbers(7, 1));
  });

  test('has fractions of mean one half', () => {
    const random = Random.of(1, 1);
    const sum = Array.from({ length: 10_000 }, () => random.fraction()).reduce((a, b) => a + b);
    expect(sum / 10_000).toBeCloseTo(0.5, 1);
  });
});

describe('mix32', () => {
  test.each([
    [0, 0],
    [1, 0x514e28b7],
    [2, 0x30f4c306],
    [0xffffffff, 0x81f16f39],
  ])('turns %d into %d, as fmix32 of MurmurHash3', (value, mixed) => {
    expect(mix32(value)).toBe(mixed);
  });
});

describe('chanceAt', () => {
  test('is the same for the same place, from 0 up to 1', () => {
    for (let place = 0; place < 1_000; place++) {
      const chance = chanceAt(42, place);
      expect(chance).toBe(chanceAt(42, place));
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThan(1);
    }
  });
});
