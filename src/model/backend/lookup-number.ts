/**
 * The greatest number up to `bound` of which NetObserv's backend finds all that are at least as great.
 *
 * It looks for `Field>=n` by a regular expression that it makes of the digits of n, which leaves numbers out when a
 * digit that is counted up makes a multiple of nine that does not end in 9: `>=1790` misses 1900 to 1999. `undefined`
 * when there is no such number above 0.
 */
export function findableBound(bound: number): number | undefined {
  const whole = Math.floor(bound);
  if (!Number.isSafeInteger(whole) || whole < 1) {
    return undefined;
  }
  const digits = String(whole);
  // Fewer and fewer digits are kept, the rest are zeros: numbers that are less and less close.
  for (let kept = digits.length; kept > 0; kept -= 1) {
    const candidate = Number(digits.slice(0, kept).padEnd(digits.length, '0'));
    if (isFindable(candidate)) {
      return candidate;
    }
  }
  return 10 ** (digits.length - 1);
}

function isFindable(bound: number): boolean {
  const places = String(bound).length;
  for (let place = 1; place < places; place += 1) {
    const next = Math.floor(bound / 10 ** place) + 1;
    if (next % 9 === 0 && next % 10 !== 9) {
      return false;
    }
  }
  return true;
}
