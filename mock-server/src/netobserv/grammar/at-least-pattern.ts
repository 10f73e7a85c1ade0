import { nearestInteger, OVERFLOWN } from '../go/integer.ts';

/** Powers of ten from here on are too large for Go's integers. */
const FIRST_OVERFLOWING_POWER = 19;

/**
 * The pattern by which NetObserv's backend looks for numbers that are at least as great: one alternative for each
 * digit that may be greater than that of the bound, and one for numbers that are longer.
 *
 * It misses some. Where the leading digits of the bound, plus one, are a multiple of nine, the digits above that
 * one are forgotten: `1790` does not find 1900 to 1999. What is no number makes a pattern that may not be valid.
 */
export function atLeastPattern(bound: string): string {
  const last = bound.slice(-1);
  const sameLength = bound === '' ? '' : `${bound.slice(0, -1)}[${last}-9]`;
  const greater = Array.from({ length: Math.max(0, bound.length - 1) }, (_, index) =>
    greaterAt(bound, index + 1),
  );
  return `(${[sameLength, ...greater, `[1-9][0-9]{${bound.length},}`].join('|')})`;
}

/** Numbers that are greater because of the digit before so many others. */
function greaterAt(bound: string, others: number): string {
  const divisor = others < FIRST_OVERFLOWING_POWER ? 10n ** BigInt(others) : OVERFLOWN;
  const next = nearestInteger(bound) / divisor + 1n;
  const digits = String(next);
  const before = next >= 10n ? digits.slice(0, -1) : bound.slice(0, Math.max(0, bound.length - 1 - others));
  const digit = digits.slice(-1);
  const digitOrAbove = next % 9n === 0n ? digit : `[${digit}-9]`;
  return `${before}${digitOrAbove}[0-9]${others > 1 ? `{${others},}` : ''}`;
}
