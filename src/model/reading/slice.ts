import type { TimeSpan } from '../time-range.ts';

/** Whole seconds since the epoch, both included: what NetObserv's queries call `startTime` and `endTime`. */
export type Slice = { readonly startS: number; readonly endS: number };

/** How much of a slice is to be expected to fill an answer: the rest is room for what comes in bursts. */
const FILL = 0.7;

/** The shortest slice that holds a span. */
export function sliceHolding({ fromMs, toMs }: TimeSpan): Slice {
  return { startS: Math.floor(fromMs / 1000), endS: Math.ceil(toMs / 1000) - 1 };
}

/** How many seconds are in a slice; none when it ends before it starts. */
export function secondsIn({ startS, endS }: Slice): number {
  return Math.max(0, endS - startS + 1);
}

/** A slice in pieces of so many seconds at most, the newest first. */
export function cutSlice({ startS, endS }: Slice, seconds: number): readonly Slice[] {
  const pieces: Slice[] = [];
  for (let end = endS; end >= startS; end -= seconds) {
    pieces.push({ startS: Math.max(startS, end - seconds + 1), endS: end });
  }
  return pieces;
}

/**
 * What of a slice was not answered because there was more than `limit`, of which the newest came: the seconds up to
 * the one in which the oldest of those happened, which may be there in part. `undefined` when all was answered.
 */
export function unansweredPart(slice: Slice, oldestMs: number): Slice | undefined {
  const endS = Math.min(slice.endS, Math.floor(oldestMs / 1000));
  return endS < slice.startS ? undefined : { startS: slice.startS, endS };
}

/**
 * What is left of a slice in pieces that are likely to be answered whole, the newest first, after its newest seconds
 * filled an answer. The last piece is all that lies before those that are asked for at once.
 */
export function nextSlices(left: Slice, answeredSeconds: number, atOnce: number): readonly Slice[] {
  const seconds = Math.max(1, Math.floor(answeredSeconds * FILL));
  const pieces: Slice[] = [];
  let { endS } = left;
  while (pieces.length < atOnce - 1 && endS - seconds >= left.startS) {
    pieces.push({ startS: endS - seconds + 1, endS });
    endS -= seconds;
  }
  return [...pieces, { startS: left.startS, endS }];
}
