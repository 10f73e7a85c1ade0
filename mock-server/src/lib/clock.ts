/** Stops what it was returned for; calling it again does nothing. */
export type Stop = () => void;

/**
 * Time as the server sees it: the only way in which anything here learns what time it is or waits.
 *
 * `now` never goes back. `every` calls `action` once a period, the first time after one period; a call that
 * is still running is not overlapped by the next, which is skipped.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  every(periodMs: number, action: () => Promise<void>): Stop;
}
