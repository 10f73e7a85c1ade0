import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';
import type { TimeRange } from '#model/time-range.ts';
import type { LocalTime } from './local-time.ts';
import { instantsOf, localTimeOf } from './local-time.ts';

/** One end of a range as it is typed, and which of the instants it is that show this time: the later, or the first. */
export type TypedInstant = LocalTime & { readonly isLater?: boolean };

/** A range as it is typed. */
export type TypedRange = { readonly start: TypedInstant; readonly end: TypedInstant };

/** What is wrong with a range as it is typed. The dialog's text hangs on it. */
export type RangeError = {
  readonly end: 'start' | 'end';
  /** No day or no time; a time that clocks leave out; an end before its start. */
  readonly code: 'not-a-time' | 'left-out' | 'backwards';
};

/** An instant as it would be typed in a time zone (the browser's when absent), from seconds since the epoch. */
export function typeInstant(seconds: number, zone?: string): TypedInstant {
  const typed = localTimeOf(seconds, zone);
  const [first = seconds] = instantsOf(typed, zone) ?? [];
  return { ...typed, isLater: first < seconds };
}

/** The range that was typed, if it is one. An end in the same second as the start is a range of that second. */
export function readRange({ start, end }: TypedRange, zone?: string): Result<TimeRange, RangeError> {
  const startS = readInstant(start, zone);
  const endS = readInstant(end, zone);
  if (!startS.ok) {
    return err({ end: 'start', code: startS.error });
  }
  if (!endS.ok) {
    return err({ end: 'end', code: endS.error });
  }
  return endS.value < startS.value
    ? err({ end: 'end', code: 'backwards' })
    : ok({ kind: 'absolute', startS: startS.value, endS: endS.value });
}

/** Seconds since the epoch. */
function readInstant(typed: TypedInstant, zone?: string): Result<number, 'not-a-time' | 'left-out'> {
  const instants = instantsOf(typed, zone);
  if (instants === undefined) {
    return err('not-a-time');
  }
  const instant = typed.isLater === true ? instants.at(-1) : instants[0];
  return instant === undefined ? err('left-out') : ok(instant);
}
