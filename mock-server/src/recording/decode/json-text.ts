import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { Oddity } from './oddity.ts';

/** What Python and JavaScript write for numbers that JSON does not have. */
const NO_NUMBER = /([:[,]\s*)(-?(?:NaN|Infinity))(?=\s*[,}\]])/g;
const LONG_INTEGER = /\d{16}/;
const MEMBER = /"((?:[^"\\]|\\.)*)"\s*:\s*(-?\d{16,})(?![\d.eE])/g;

/** The value of a JSON text, or why there is none. `NaN` and `Infinity`, which JSON does not have, become text. */
export function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const mended = text.replace(NO_NUMBER, '$1"$2"');
    return mended === text ? err(notJson(error)) : parseJson(mended);
  }
}

/**
 * The integers in a JSON text that are not what they were once it is parsed: those beyond 2^53, which a double
 * cannot hold. Instants in ns are such, and are not told: nothing is shown that finely.
 */
export function roundedIn(text: string): readonly Oddity[] {
  if (!LONG_INTEGER.test(text)) {
    return [];
  }
  return [...text.matchAll(MEMBER)].flatMap(([, field = '', digits = '']) =>
    isRounded(digits) && !field.startsWith('Time')
      ? [{ code: 'integers-rounded' as const, detail: `${field} is ${digits}` }]
      : [],
  );
}

/** Whether a double cannot hold an integer. */
export function isRounded(digits: string): boolean {
  const number = Number(digits);
  return !Number.isSafeInteger(number) && !(Number.isFinite(number) && BigInt(number) === BigInt(digits));
}

/** Why text is no JSON, in one line. */
function notJson(error: unknown): string {
  return error instanceof Error ? `not JSON: ${error.message}` : 'not JSON';
}
