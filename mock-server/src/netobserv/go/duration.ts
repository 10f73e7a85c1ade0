import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import { quote } from './quote.ts';

const UNITS_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration as Go's `time.ParseDuration` reads it, in ms, or its error. */
export function parseDuration(text: string): Result<number, string> {
  const sign = text.startsWith('-') ? -1 : 1;
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') {
    return ok(0);
  }
  if (rest === '') {
    return err(`time: invalid duration ${quote(text)}`);
  }
  let ms = 0;
  while (rest !== '') {
    const [number] = /^(?:\d+\.?\d*|\.\d+)/.exec(rest) ?? [''];
    if (number === '') {
      return err(`time: invalid duration ${quote(text)}`);
    }
    const [unit] = /^[^.\d]*/.exec(rest.slice(number.length)) ?? [''];
    if (unit === '') {
      return err(`time: missing unit in duration ${quote(text)}`);
    }
    const unitMs = UNITS_MS[unit];
    if (unitMs === undefined) {
      return err(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    }
    ms += Number(number) * unitMs;
    rest = rest.slice(number.length + unit.length);
  }
  return ok(sign * ms);
}

/** A duration of a second or more as Go prints it: `1h0m0s`, `12.5s`. */
export function printDuration(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = (ms % 60_000) / 1000;
  const withMinutes = hours > 0 || minutes > 0 ? `${minutes}m` : '';
  return `${hours > 0 ? `${hours}h` : ''}${withMinutes}${seconds}s`;
}
