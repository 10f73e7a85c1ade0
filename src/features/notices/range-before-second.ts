import type { TimeRange, TimeSpan } from '#model/time-range.ts';

/** Conversations are read so far around a time range, in seconds: the next range must not reach the second again. */
const AROUND_S = 61;

/**
 * The part of a span that can be read although the second before an instant cannot; `undefined` where there is none.
 */
export function rangeBeforeSecond(ms: number, { fromMs }: TimeSpan): TimeRange | undefined {
  const startS = Math.floor(fromMs / 1000);
  const endS = Math.floor(ms / 1000) - 1 - AROUND_S;
  return Number.isFinite(ms) && endS >= startS ? { kind: 'absolute', startS, endS } : undefined;
}
