import type { TimeRange } from '#model/time-range.ts';
import { RELATIVE_RANGES } from '#model/time-range.ts';

/** A fixed span is widened by its own length, but by no less than this, in seconds. */
const LEAST_STEP_S = 300;

/** The next larger range that ends where this one does; nothing when there is none to offer. */
export function widerRange(range: TimeRange): TimeRange | undefined {
  if (range.kind === 'absolute') {
    const step = Math.max(range.endS - range.startS, LEAST_STEP_S);
    return { kind: 'absolute', startS: Math.max(0, range.startS - step), endS: range.endS };
  }
  const seconds = RELATIVE_RANGES.find((length) => length > range.seconds);
  return seconds === undefined ? undefined : { kind: 'relative', seconds };
}
