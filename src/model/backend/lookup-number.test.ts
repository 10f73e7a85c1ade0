import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { findableBound } from './lookup-number.ts';

/** What NetObserv's backend looks for when it is asked for `>=value`: alternatives, from the last digit to the first. */
function lookedFor(value: string): RegExp {
  const alternatives = [`${value.slice(0, -1)}[${value.slice(-1)}-9]`];
  for (let place = 1; place < value.length; place += 1) {
    const next = String(Math.floor(Number(value) / 10 ** place) + 1);
    const prefix =
      next.length > 1 ? next.slice(0, -1) : place < value.length - 1 ? value.slice(0, -1 - place) : '';
    const digit = next.slice(-1);
    const from = Number(next) % 9 === 0 ? digit : `[${digit}-9]`;
    alternatives.push(`${prefix}${from}[0-9]${place > 1 ? `{${place},}` : ''}`);
  }
  return new RegExp(`^(?:${alternatives.join('|')}|[1-9][0-9]{${value.length},})$`);
}

const anyBound = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);

describe('findableBound', () => {
  test.each([
    [1_000_000, 1_000_000],
    [1690, 1690],
    [1790, 1000],
    [2699, 2000],
    [8, 8],
    [80, 80],
    [800, 100],
    [0.5, undefined],
    [0, undefined],
    [-3, undefined],
    [Infinity, undefined],
  ])('of %d is %d', (bound, expected) => {
    expect(findableBound(bound)).toBe(expected);
  });

  test('is never above the bound, and has as many digits', () => {
    fc.assert(
      fc.property(anyBound, (bound) => {
        const found = findableBound(bound) ?? Number.NaN;
        expect(found).toBeLessThanOrEqual(bound);
        expect(String(found)).toHaveLength(String(bound).length);
      }),
    );
  });

  test('is found with all numbers above it, so that nothing is lost', () => {
    fc.assert(
      fc.property(anyBound, fc.nat({ max: Number.MAX_SAFE_INTEGER - 1 }), (bound, more) => {
        const found = String(findableBound(bound));
        for (const number of [
          bound,
          bound + (more % 1000),
          Math.min(bound + more, Number.MAX_SAFE_INTEGER),
        ]) {
          expect(String(number)).toMatch(lookedFor(found));
        }
      }),
    );
  });

  test('differs from the bound where that loses numbers', () => {
    expect('1900').not.toMatch(lookedFor('1790'));
    expect('1900').toMatch(lookedFor('1000'));
  });
});
