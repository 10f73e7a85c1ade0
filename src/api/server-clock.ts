/** A `Date` header is cut to the second, and an answer takes its time: less than this is no difference, in ms. */
const PRECISION_MS = 3_000;

let offsetMs = 0;

/**
 * Takes note of the time that an answer says it was made at (its `Date` header).
 *
 * "The last five minutes" are those of the cluster: where the browser's clock is wrong they are others.
 */
export function noteServerTime(dateHeader: string | null): void {
  const serverMs = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (!Number.isNaN(serverMs)) {
    const differenceMs = serverMs - Date.now();
    offsetMs = Math.abs(differenceMs) < PRECISION_MS ? 0 : differenceMs;
  }
}

/** The backend's clock, in ms since the epoch, as far as its answers told it. */
export function serverNowMs(): number {
  return Date.now() + offsetMs;
}
