import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { naiveHash } from '../testing/naive-conntrack.ts';
import { Fnv64, printHash } from './fnv64.ts';
import { hashGob } from './gob.ts';
import type { NumericKind } from './numeric-kind.ts';

function hashOf(value: unknown, kind: NumericKind): string {
  const hash = new Fnv64();
  hashGob(hash, value, kind);
  return printHash(hash.high, hash.low);
}

describe('hashGob, against bytes in a list and a BigInt', () => {
  test('hashes texts of any length and script', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.tuple(fc.constantFrom('x', 'é', '𝄞'), fc.integer({ min: 0, max: 300 })).map(([c, n]) => c.repeat(n)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(hashOf(text, 'uint')).toBe(naiveHash(text, 'uint'));
      }),
    );
  });

  test.each([123, 124, 125, 126, 127, 128, 129])('hashes a text of %d bytes', (length) => {
    expect(hashOf('x'.repeat(length), 'uint')).toBe(naiveHash('x'.repeat(length), 'uint'));
  });

  test('hashes numbers of every kind', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.double({ noNaN: true }), (integer, double) => {
        expect(hashOf(integer, 'int')).toBe(naiveHash(integer, 'int'));
        expect(hashOf(Math.abs(integer), 'uint')).toBe(naiveHash(Math.abs(integer), 'uint'));
        expect(hashOf(double, 'float')).toBe(naiveHash(double, 'float'));
      }),
    );
  });
});
