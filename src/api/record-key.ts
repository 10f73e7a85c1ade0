import type { TrafficRecord } from '#model/flow.ts';

/**
 * A key that names a record by all that it says: 53 bits, in base 36.
 *
 * The same record has the same key whichever route told it, however its fields are ordered and whichever of
 * them travel as labels. Two records that differ in any field have different keys but for chance: about one
 * in two hundred million among 10 000.
 */
export function recordKey(record: TrafficRecord): string {
  const names = Object.keys(record).sort();
  return hash(names.map((name) => `${name}\u0000${fieldText(record[name])}`).join('\u0001'));
}

/** Labels are text where fields are numbers: `"1"` and `1` count as the same. */
function fieldText(value: TrafficRecord[string]): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** cyrb53 (public domain): fast, well spread, no cryptography. */
function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
