import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compileWholeGoRegexp } from '../go/regexp.ts';
import { atLeastPattern } from './at-least-pattern.ts';

describe('atLeastPattern', () => {
  test.each([
    ['7', '([7-9]|[1-9][0-9]{1,})'],
    ['15', '(1[5-9]|[2-9][0-9]|[1-9][0-9]{2,})'],
    ['199', '(19[9-9]|2[0-9][0-9]|[2-9][0-9]{2,}|[1-9][0-9]{3,})'],
    ['1790', '(179[0-9]|180[0-9]|18[0-9]{2,}|[2-9][0-9]{3,}|[1-9][0-9]{4,})'],
    ['80', '(8[0-9]|9[0-9]|[1-9][0-9]{2,})'],
    ['0', '([0-9]|[1-9][0-9]{1,})'],
    ['x', '([x-9]|[1-9][0-9]{1,})'],
    ['', '(|[1-9][0-9]{0,})'],
    ['-5', '(-[5-9]|[1-9][0-9]|[1-9][0-9]{2,})'],
  ])('writes %j as %s', (bound, pattern) => {
    expect(atLeastPattern(bound)).toBe(pattern);
  });

  test('goes on with the greatest number of Go where the bound is greater', () => {
    expect(atLeastPattern('9'.repeat(20))).toContain('|9[3-9][0-9]{17,}|1[0-9][0-9]{18,}|[1-9][0-9]{19,}|');
  });

  test.each([
    [1790, 1790, true],
    [1790, 1899, true],
    [1790, 1900, false],
    [1790, 1999, false],
    [1790, 2000, true],
    [1790, 1789, false],
    [1790, 17_900, true],
    [1000, 999, false],
    [80, 99, true],
  ])('of at least %d, says of %d: %s', (bound, value, isFound) => {
    expect(finds(bound, value)).toBe(isFound);
  });

  const number = fc.oneof(fc.nat(99), fc.nat(9999), fc.nat(10_000_000));

  test('finds nothing that is less', () => {
    fc.assert(
      fc.property(number, number, (bound, value) => {
        fc.pre(value < bound);
        expect(finds(bound, value)).toBe(false);
      }),
    );
  });

  test('finds all that is as great, where no leading digits of the bound plus one are a multiple of nine', () => {
    fc.assert(
      fc.property(number, number, (bound, value) => {
        fc.pre(value >= bound && !hasBlindSpot(bound));
        expect(finds(bound, value)).toBe(true);
      }),
    );
  });

  test('finds what its alternatives say, worked out with numbers instead of patterns', () => {
    fc.assert(
      fc.property(number, number, (bound, value) => {
        expect(finds(bound, value)).toBe(isFoundByAnyAlternative(bound, value));
      }),
    );
  });
});

function finds(bound: number, value: number): boolean {
  const pattern = compileWholeGoRegexp(atLeastPattern(String(bound)));
  return pattern.ok && pattern.value.test(String(value));
}

function hasBlindSpot(bound: number): boolean {
  return leadingParts(bound).some((part) => (part + 1) % 9 === 0);
}

/** Longer numbers; and those that are greater from some digit on, but for the digits that are forgotten. */
function isFoundByAnyAlternative(bound: number, value: number): boolean {
  const length = String(bound).length;
  if (String(value).length !== length) {
    return String(value).length > length;
  }
  return Array.from({ length }, (_, others) => 10 ** others).some((power) => {
    const isLastDigit = power === 1;
    const next = Math.floor(bound / power) + (isLastDigit ? 0 : 1);
    const leading = Math.floor(value / power);
    const isForgetful = !isLastDigit && next % 9 === 0;
    return (
      Math.floor(leading / 10) === Math.floor(next / 10) &&
      (isForgetful ? leading % 10 === next % 10 : leading % 10 >= next % 10)
    );
  });
}

/** The number without its last digit, without its last two, and so on: the longest first. */
function leadingParts(bound: number): readonly number[] {
  const digits = String(bound);
  return Array.from({ length: digits.length - 1 }, (_, index) => Number(digits.slice(0, -1 - index)));
}
