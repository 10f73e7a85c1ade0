const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

const MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** The ways in which numbers are written. */
const NUMBER_STYLES = {
  full: { maximumFractionDigits: 2 },
  short: { notation: 'compact', maximumSignificantDigits: 3 },
  threeDigits: { maximumSignificantDigits: 3, useGrouping: false },
} as const satisfies Readonly<Record<string, Intl.NumberFormatOptions>>;

/** Kept, because making one costs as much as a hundred uses of it; there is one a style and language. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(style: keyof typeof NUMBER_STYLES, locale: string): Intl.NumberFormat {
  const name = `${style} ${locale}`;
  const known = numberFormats.get(name);
  if (known !== undefined) {
    return known;
  }
  const made = new Intl.NumberFormat(locale, NUMBER_STYLES[style]);
  numberFormats.set(name, made);
  return made;
}

/** Bytes in decimal units (1 kB = 1000 B), to three digits: `1.23 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const { value, unit } = scaleBytes(bytes);
  return `${threeDigits(value, locale)} ${unit}`;
}

/** A count in full, grouped as the locale does: `12,345`. */
export function formatCount(count: number, locale: string): string {
  return numberFormat('full', locale).format(count);
}

/** A count in few characters: `12.3K`. For places where the whole number is one hover away. */
export function formatShortCount(count: number, locale: string): string {
  return numberFormat('short', locale).format(count);
}

/** Bytes per second: `1.23 MB/s`. */
export function formatRate(bytesPerSecond: number, locale: string): string {
  return `${formatBytes(bytesPerSecond, locale)}/s`;
}

/**
 * A length of time, from ms: its two greatest units, such as `2 h 5 min`, `1 min 3 s`; below a minute one unit
 * to three digits: `12.3 s`, `250 ms`, `0.35 ms`.
 */
export function formatDuration(ms: number, locale: string): string {
  const length = Math.abs(ms);
  const sign = ms < 0 ? '−' : '';
  if (length < MS.second) {
    return `${sign}${threeDigits(length, locale)} ms`;
  }
  // Seconds that round to 60 are a minute.
  if (length < MS.minute - 50) {
    return `${sign}${threeDigits(length / MS.second, locale)} s`;
  }
  return `${sign}${twoUnits(length, locale)}`;
}

/** A length of time from ns, as `formatDuration`; below 1 ms in µs. */
export function formatNanoseconds(ns: number, locale: string): string {
  return Math.abs(ns) > 0 && Math.abs(ns) < 1e6
    ? `${threeDigits(ns / 1000, locale)} µs`
    : formatDuration(ns / 1e6, locale);
}

function scaleBytes(bytes: number): { readonly value: number; readonly unit: string } {
  let value = bytes;
  let step = 0;
  // 999.5 prints as 1000 with three digits: the next unit reads better.
  while (Math.abs(value) >= 999.5 && step < BYTE_UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return { value, unit: BYTE_UNITS[step] ?? 'B' };
}

function twoUnits(length: number, locale: string): string {
  // As it will be printed: what rounds to 60 min is an hour, what rounds to 24 h is a day.
  const days = Math.round(length / MS.minute) * MS.minute >= MS.day;
  const hours = Math.round(length / MS.second) * MS.second >= MS.hour;
  const [large, small, largeName, smallName] = days
    ? [MS.day, MS.hour, 'd', 'h']
    : hours
      ? [MS.hour, MS.minute, 'h', 'min']
      : [MS.minute, MS.second, 'min', 's'];
  const total = Math.round(length / small);
  const perLarge = large / small;
  const high = `${formatCount(Math.floor(total / perLarge), locale)} ${largeName}`;
  return total % perLarge === 0 ? high : `${high} ${formatCount(total % perLarge, locale)} ${smallName}`;
}

function threeDigits(value: number, locale: string): string {
  return numberFormat('threeDigits', locale).format(value);
}
