const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['μs', 1e-3],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;

/**
 * The milliseconds of a length of time as Go writes it: `30s`, `1m30s`, `0.5h`.
 *
 * `undefined` for anything else, and for what is not a whole number of milliseconds above 0.
 */
export function parseDuration(text: string): number | undefined {
  let ms = 0;
  PART.lastIndex = 0;
  for (let at = 0; at < text.length; at = PART.lastIndex) {
    const [, amount, unit = ''] = PART.exec(text) ?? [];
    if (amount === undefined) {
      return undefined;
    }
    ms += Number(amount) * (UNIT_MS.get(unit) ?? Number.NaN);
  }
  return Number.isSafeInteger(ms) && ms > 0 ? ms : undefined;
}
