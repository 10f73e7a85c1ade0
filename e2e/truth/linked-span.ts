import type { Recording } from '../recording.ts';

/** A span of time, whose end is not in it, and the link to it. */
export type LinkedSpan = { readonly fromMs: number; readonly toMs: number; readonly query: string };

/** So many seconds of a recording, the first so long after its beginning. A link has its last second, too. */
export function secondsOf({ firstMs }: Recording, afterS: number, seconds: number): LinkedSpan {
  const startS = Math.floor(firstMs / 1000) + afterS;
  return {
    fromMs: startS * 1000,
    toMs: (startS + seconds) * 1000,
    query: `startTime=${startS}&endTime=${startS + seconds - 1}`,
  };
}

/** A minute of the tour in which its longest conversations neither begin nor end. */
export function minuteOf(recording: Recording): LinkedSpan {
  return secondsOf(recording, 75, 61);
}
