import type { TimeRange, TimeSpan } from '#model/time-range.ts';

/** The range from the second of an instant to the end of a span, or to that second where the span ends before. */
export function rangeFrom(ms: number, { toMs }: TimeSpan): TimeRange {
  const startS = Math.floor(ms / 1000);
  return { kind: 'absolute', startS, endS: Math.max(startS, lastSecond(toMs)) };
}

/** The range from the start of a span to the second of an instant, or that second where the span starts after. */
export function rangeUpTo(ms: number, { fromMs }: TimeSpan): TimeRange {
  const endS = Math.floor(ms / 1000);
  return { kind: 'absolute', startS: Math.min(endS, Math.floor(fromMs / 1000)), endS };
}

/** The last second that a span has a part of; its end itself is outside. */
function lastSecond(toMs: number): number {
  return Math.ceil(toMs / 1000) - 1;
}
