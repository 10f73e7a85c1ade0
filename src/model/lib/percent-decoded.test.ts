import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { percentDecoded } from './percent-decoded.ts';

describe('percentDecoded', () => {
  test.each([
    ['a%3Db', 'a=b'],
    ['a=b', 'a=b'],
    ['50%', '50%'],
    ['%ff', '%ff'],
    ['', ''],
  ])('reads %s as %s', (encoded, text) => {
    expect(percentDecoded(encoded)).toBe(text);
  });

  test('gives back what was encoded twice and decoded once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(percentDecoded(encodeURIComponent(text))).toBe(text);
      }),
    );
  });
});
