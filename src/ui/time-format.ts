/** Formatters are costly to make and are asked for in every row, so each is made once. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

const TIME: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
};

/** Local time of day to the millisecond, 24 hours, so that rows line up: `10:02:11.123`. */
export function formatTimeOfDay(ms: number, locale: string): string {
  return formatter(locale, TIME).format(ms);
}

/** Local day: `23 Sep 2025` in the order of the language. */
export function formatDay(ms: number, locale: string): string {
  return formatter(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(ms);
}

/** Local day and time to the millisecond. */
export function formatDayAndTime(ms: number, locale: string): string {
  return `${formatDay(ms, locale)}, ${formatTimeOfDay(ms, locale)}`;
}

/** Local time of day to the second, with the day where that is not the day of another instant. */
export function formatInstant(
  ms: number,
  { nowMs, locale }: { readonly nowMs: number; readonly locale: string },
) {
  const day = formatDay(ms, locale);
  const time = formatTimeOfDay(ms, locale).slice(0, 8);
  return day === formatDay(nowMs, locale) ? time : `${day}, ${time}`;
}

const TO_THE_SECOND: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};

/** A span in local time to the second, without saying twice what is the same: `23 Sep 2025, 10:02:11 – 10:08:00`. */
export function formatSpan(fromMs: number, toMs: number, locale: string): string {
  return formatter(locale, { ...TO_THE_SECOND, year: 'numeric' }).formatRange(fromMs, toMs);
}

/** The same without the year. */
export function formatSpanOfYear(fromMs: number, toMs: number, locale: string): string {
  return formatter(locale, TO_THE_SECOND).formatRange(fromMs, toMs);
}

/** ISO 8601 in UTC, for `dateTime` and tooltips; `undefined` for what is not an instant (±1.8e308, NaN). */
export function isoInstant(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
