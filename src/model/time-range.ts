/**
 * The span of time that a page looks at: the last so many seconds, or fixed instants.
 *
 * Instants are whole seconds since the epoch, as NetObserv's links carry them; `endS` is the last second
 * included.
 */
export type TimeRange =
  | { readonly kind: 'relative'; readonly seconds: number }
  | { readonly kind: 'absolute'; readonly startS: number; readonly endS: number };

/** Half-open span [fromMs, toMs) in ms since the epoch. */
export type TimeSpan = { readonly fromMs: number; readonly toMs: number };

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Lengths that are offered, in seconds: 5 minutes to 2 weeks. */
export const RELATIVE_RANGES = [
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  WEEK,
  2 * WEEK,
] as const;

/** What a page without a time in its link looks at: the last five minutes. */
export const DEFAULT_TIME_RANGE: TimeRange = { kind: 'relative', seconds: 5 * MINUTE };

/** The span of a range at an instant. The second `endS` of an absolute range is inside. */
export function resolveTimeRange(range: TimeRange, nowMs: number): TimeSpan {
  return range.kind === 'relative'
    ? { fromMs: nowMs - range.seconds * 1000, toMs: nowMs }
    : { fromMs: range.startS * 1000, toMs: (range.endS + 1) * 1000 };
}

/**
 * The absolute range that holds a span whole, and what the range before it held when they touch.
 *
 * Used when a conversation is switched to its flows: flows that were captured at its very edge must fit, so a
 * second of slack is added at both sides; not before 1970, where clocks begin that were never set.
 */
export function rangeHolding(span: TimeSpan): TimeRange {
  return {
    kind: 'absolute',
    startS: Math.max(0, Math.floor(span.fromMs / 1000) - 1),
    endS: Math.ceil(span.toMs / 1000) + 1,
  };
}
