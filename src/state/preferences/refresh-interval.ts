const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How often the page can ask again by itself, in ms: 15 seconds to a day. */
export const REFRESH_INTERVALS = [
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  24 * HOUR,
] as const;
export type RefreshInterval = (typeof REFRESH_INTERVALS)[number];
