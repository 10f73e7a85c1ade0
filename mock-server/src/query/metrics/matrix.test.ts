import { describe, expect, test } from 'vitest';

import { printDecimal } from './matrix.ts';

describe('printDecimal', () => {
  test.each([
    [0, '0'],
    [1.5, '1.5'],
    [-12, '-12'],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.5e-7, '-0.00000015'],
    [1e-300, `0.${'0'.repeat(100)}`],
  ])('prints %d without an exponent', (value, text) => {
    expect(printDecimal(value)).toBe(text);
  });
});
