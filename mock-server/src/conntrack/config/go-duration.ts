import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

const NANOSECONDS_PER: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};
const MAX_NANOSECONDS = 2 ** 63;
const NANOSECONDS_PER_MS = 1e6;
const PART = /^(?<whole>\d*)(?<fraction>\.\d*)?(?<unit>[^.\d]*)/;

/**
 * The milliseconds of a Go duration: `300ms`, `1.5h`, `2m30s`, `-1s`, `0`.
 *
 * The error is the text of Go's `time.ParseDuration`. A bare number other than 0 has no unit and is refused.
 */
export function parseGoDuration(text: string): Result<number, string> {
  const invalid = err(`time: invalid duration ${JSON.stringify(text)}`);
  const negative = text.startsWith('-');
  let rest = negative || text.startsWith('+') ? text.slice(1) : text;
  if (rest === '0') {
    return ok(0);
  }
  if (rest === '') {
    return invalid;
  }
  let nanoseconds = 0;
  while (rest !== '') {
    const { whole = '', fraction = '', unit = '' } = PART.exec(rest)?.groups ?? {};
    if (whole === '' && fraction.length < 2) {
      return invalid;
    }
    if (unit === '') {
      return err(`time: missing unit in duration ${JSON.stringify(text)}`);
    }
    const scale = Object.hasOwn(NANOSECONDS_PER, unit) ? NANOSECONDS_PER[unit] : undefined;
    if (scale === undefined) {
      return err(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`);
    }
    nanoseconds += Number(whole) * scale + Math.trunc(Number(`0${fraction}`) * scale);
    if (nanoseconds > MAX_NANOSECONDS) {
      return invalid;
    }
    rest = rest.slice(whole.length + fraction.length + unit.length);
  }
  return ok(((negative ? -1 : 1) * nanoseconds) / NANOSECONDS_PER_MS);
}
