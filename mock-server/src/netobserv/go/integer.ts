import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import { quote } from './quote.ts';

const INTEGER = /^[+-]?\d+$/;
const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);

/** A decimal number of 64 bits, or the error that Go's `strconv.ParseInt` gives for the text. */
export function parseInteger(text: string): Result<bigint, string> {
  const problem = (what: string) => err(`strconv.ParseInt: parsing ${quote(text)}: ${what}`);
  if (!INTEGER.test(text)) {
    return problem('invalid syntax');
  }
  const value = BigInt(text.replace(/^\+/, ''));
  return value > LARGEST || value < SMALLEST ? problem('value out of range') : ok(value);
}

/** The number that Go's `strconv.Atoi` gives beside its error: 0 for what is none, the nearest one for what is too large. */
export function nearestInteger(text: string): bigint {
  if (!INTEGER.test(text)) {
    return 0n;
  }
  const value = BigInt(text.replace(/^\+/, ''));
  return value > LARGEST ? LARGEST : value < SMALLEST ? SMALLEST : value;
}

/** What Go makes on amd64 of a float that is too large for an integer. */
export const OVERFLOWN = SMALLEST;
