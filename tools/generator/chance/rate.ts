const MS_PER_HOUR = 3_600_000;
const HOURS_PER_DAY = 24;
/** The busiest hour of the day, in UTC, and how far the rate departs from the day's mean. */
const PEAK_HOUR = 14;
const SWING = 0.5;

/** How busy a moment is, next to the mean of a day: 1.5 in the early afternoon, 0.5 in the night (UTC). */
export function busyness(momentMs: number): number {
  const hour = momentMs / MS_PER_HOUR;
  return 1 + SWING * Math.cos((2 * Math.PI * (hour - PEAK_HOUR)) / HOURS_PER_DAY);
}

/** The mean of `busyness` over some hours: the integral of the cosine, not a sum. */
export function meanBusyness(startMs: number, hours: number): number {
  const angle = (hour: number) => (2 * Math.PI * (hour - PEAK_HOUR)) / HOURS_PER_DAY;
  const start = (startMs / MS_PER_HOUR) % HOURS_PER_DAY;
  const swing = Math.sin(angle(start + hours)) - Math.sin(angle(start));
  return 1 + (SWING * HOURS_PER_DAY * swing) / (2 * Math.PI * hours);
}
