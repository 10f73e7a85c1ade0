/** A local day `YYYY-MM-DD` and a local time `HH:MM:SS`, as a clock on the wall shows them. */
export type LocalTime = { readonly day: string; readonly time: string };

const HOUR_MS = 3_600_000;

/** Clocks are at most so far from UTC, and a day of their change is as long again. */
const SEARCHED_HOURS = 40;

/** What the clocks of a time zone (IANA; the browser's when absent) show at an instant, in whole seconds since the epoch. */
export function localTimeOf(seconds: number, zone?: string): LocalTime {
  const shown = new Date(shownMs(seconds * 1000, formatOf(zone))).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 19) };
}

/**
 * The instants at which the clocks of a time zone show a time, in seconds since the epoch, earliest first.
 *
 * As a rule there is one. There are two in the hour that clocks show twice when they are put back, and none in the one
 * that they leave out when they are put forward. `undefined` for what is no day or no time: hours of one digit, and
 * seconds that are left out (0), will do.
 */
export function instantsOf({ day, time }: LocalTime, zone?: string): readonly number[] | undefined {
  const wallMs = wallClockMs(day, time);
  if (wallMs === undefined) {
    return undefined;
  }
  const format = formatOf(zone);
  const offsets = new Set<number>();
  for (let hours = -SEARCHED_HOURS; hours <= SEARCHED_HOURS; hours += 1) {
    const ms = wallMs + hours * HOUR_MS;
    offsets.add(shownMs(ms, format) - ms);
  }
  return [...offsets]
    .map((offset) => wallMs - offset)
    .filter((ms) => shownMs(ms, format) === wallMs)
    .sort((a, b) => a - b)
    .map((ms) => ms / 1000);
}

/** A day and a time as if they were UTC, in ms since the epoch. */
function wallClockMs(day: string, time: string): number | undefined {
  const [, hours, minutes, seconds = '00'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(time.trim()) ?? [];
  if (hours === undefined || minutes === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    return undefined;
  }
  const text = `${day}T${hours.padStart(2, '0')}:${minutes}:${seconds}`;
  const ms = Date.parse(`${text}Z`);
  // The 31st of a short month would be read as a day of the next one, and 24:00 as the next day.
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text) ? undefined : ms;
}

/** What the clocks show at an instant, as if that were UTC; both in ms since the epoch, whole seconds. */
function shownMs(ms: number, format: Intl.DateTimeFormat): number {
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const date = new Date(0);
  // `Date.UTC` takes the years 0 to 99 for those of the last century.
  date.setUTCFullYear(part('year'), part('month') - 1, part('day'));
  return date.setUTCHours(part('hour'), part('minute'), part('second'));
}

function formatOf(zone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    ...(zone === undefined ? {} : { timeZone: zone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}
