import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import { printDuration } from '../go/duration.ts';
import { nearestInteger } from '../go/integer.ts';
import { quote } from '../go/quote.ts';
import { LOKI_LIMITS } from './loki-limits.ts';

/** The parameters of `query_range` as they came, '' where there is none; start and end are integers. */
export type RangeParameters = {
  readonly start: string;
  readonly end: string;
  readonly limit: string;
  readonly step: string;
};

/** From when to before when, in ms since the epoch, how much of it, and how far from one instant to the next. */
export type QueryRange = {
  readonly startMs: number;
  readonly endMs: number;
  readonly limit: number;
  readonly stepMs: number;
};

/** Integers with more digits are nanoseconds, those with as many or fewer are seconds. */
const SECONDS_DIGITS = 10;
const DURATION =
  /^(?:(?<y>\d+)y)?(?:(?<w>\d+)w)?(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?(?:(?<s>\d+)s)?(?:(?<ms>\d+)ms)?$/;
const HOUR_MS = 3_600_000;
const UNITS_MS: Readonly<Record<string, number>> = {
  y: 365 * 24 * HOUR_MS,
  w: 7 * 24 * HOUR_MS,
  d: 24 * HOUR_MS,
  h: HOUR_MS,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** Reads the parameters of `query_range`, as Loki does before it looks at the query. The error is Loki's. */
export function readQueryRange(
  { start, end, limit, step }: RangeParameters,
  nowMs: number,
): Result<QueryRange, string> {
  const endMs = end === '' ? nowMs : instantOf(end);
  const startMs = start === '' ? Math.min(endMs, nowMs) - LOKI_LIMITS.sinceMs : instantOf(start);
  const entries = limit === '' ? LOKI_LIMITS.defaultEntries : Number(nearestInteger(limit));
  if (endMs < startMs) {
    return err('end timestamp must not be before or equal to start time');
  }
  if (entries <= 0) {
    return err('limit must be a positive value');
  }
  if (entries > 2 ** 32 - 1) {
    return err(`limit value ${limit} is out of range [0, ${2 ** 32 - 1}]`);
  }
  const stepMs = step === '' ? defaultStepMs(startMs, endMs) : stepOf(step);
  if (stepMs === undefined) {
    return err(`cannot parse ${quote(step)} to a valid duration`);
  }
  if (stepMs <= 0) {
    return err('zero or negative query resolution step widths are not accepted. Try a positive integer');
  }
  if (Math.trunc((endMs - startMs) / stepMs) > LOKI_LIMITS.points) {
    return err(
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
    );
  }
  return ok({ startMs, endMs, limit: entries, stepMs });
}

/** Refuses a range that is too long, as Loki does once it knows the query. */
export function checkLength({ startMs, endMs }: QueryRange): Result<undefined, string> {
  const lengthMs = endMs - startMs;
  return lengthMs > LOKI_LIMITS.lengthMs
    ? err(`the query time range exceeds the limit (query length: ${printDuration(lengthMs)}, limit: 30d1h)`)
    : ok(undefined);
}

/** A duration as Loki and Prometheus read it, in ms: whole numbers, greatest unit first. */
export function parseLokiDuration(text: string): number | undefined {
  if (text === '0') {
    return 0;
  }
  const parts: Readonly<Record<string, string | undefined>> | undefined = DURATION.exec(text)?.groups;
  return text === '' || parts === undefined
    ? undefined
    : Object.entries(UNITS_MS).reduce((sum, [unit, ms]) => sum + Number(parts[unit] ?? 0) * ms, 0);
}

function instantOf(text: string): number {
  return Number(text) * (text.length <= SECONDS_DIGITS ? 1000 : 1e-6);
}

/** A number is so many seconds. */
function stepOf(text: string): number | undefined {
  return /^-?\d*\.?\d+$/.test(text) ? Number(text) * 1000 : parseLokiDuration(text);
}

function defaultStepMs(startMs: number, endMs: number): number {
  return Math.max(Math.floor((endMs - startMs) / 1000 / 250), 1) * 1000;
}
