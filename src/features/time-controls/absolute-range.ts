import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';
import type { TimeRange } from '#model/time-range.ts';

/** One end of a range as it is typed: local day `YYYY-MM-DD` and local time `HH:MM:SS`. */
export type TypedInstant = { readonly day: string; readonly time: string };

/** A range as it is typed. */
export type TypedRange = { readonly start: TypedInstant; readonly end: TypedInstant };

/** What is wrong with a range as it is typed. The dialog's text hangs on it. */
export type RangeError = 'bad-start' | 'bad-end' | 'backwards';

/** An instant as it would be typed here, from seconds since the epoch. */
export function typeInstant(seconds: number): TypedInstant {
  const date = new Date(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    day: `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`,
  };
}

/** The range that was typed, if it is one. An end in the same second as the start is a range of that second. */
export function readRange({ start, end }: TypedRange): Result<TimeRange, RangeError> {
  const startS = readInstant(start);
  const endS = readInstant(end);
  if (startS === undefined) {
    return err('bad-start');
  }
  if (endS === undefined) {
    return err('bad-end');
  }
  return endS < startS ? err('backwards') : ok({ kind: 'absolute', startS, endS });
}

/** Seconds since the epoch; nothing for what is no day or no time. Seconds that are left out are 0. */
function readInstant({ day, time }: TypedInstant): number | undefined {
  const [, hours, minutes, seconds = '00'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time.trim()) ?? [];
  if (hours === undefined || minutes === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    return undefined;
  }
  const date = new Date(`${day}T${hours.padStart(2, '0')}:${minutes}:${seconds}`);
  // The 31st of a short month would be read as a day of the next one.
  const isThatDay = typeInstant(date.getTime() / 1000).day === day;
  return Number.isNaN(date.getTime()) || !isThatDay ? undefined : date.getTime() / 1000;
}
