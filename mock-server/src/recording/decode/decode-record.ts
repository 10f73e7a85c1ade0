import type { TrafficRecord } from '#model/flow.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import { withBooleans } from './boolean-fields.ts';
import type { NumberStyle } from './number-fields.ts';
import { withPlainAddresses } from './mapped-addresses.ts';
import { isOddNumber, withNumbers } from './number-fields.ts';
import type { Oddity } from './oddity.ts';
import { stoodThere } from './oddity.ts';
import { withTimes } from './record-times.ts';
import { isNestedWithin, isWholeText, isWholeValue, wholeText, wholeValue } from './whole-text.ts';

/** A record, and what was wrong with it. */
export type Decoded = { readonly record: TrafficRecord; readonly oddities: readonly Oddity[] };

/** Flow logs are flat; what is nested deeper than this is damage. */
const MAX_DEPTH = 32;
const NO_ODDITIES: readonly Oddity[] = [];
const PLAIN: NumberStyle = { hasDecimalComma: false };

/**
 * A JSON value as a record with what was wrong with it, or a sentence that says why it is not one.
 *
 * A record is a JSON object with a time. Numbers and marks written as text, times in other units, IPv4
 * addresses in IPv6 and text that cannot be stored are put right (see `withNumbers`, `withBooleans`, `withTimes`,
 * `withPlainAddresses` and `wholeText`); nothing else is asked of it or changed, and no field is dropped but a counter
 * that is no number. A record that is right already is handed back itself.
 */
export function decodeRecord(value: unknown, style = PLAIN): Result<Decoded, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err('not a JSON object');
  }
  const found = value as TrafficRecord;
  const odd = oddIn(found);
  if (odd === 'nested') {
    return err(`nested deeper than ${MAX_DEPTH} lists and objects`);
  }
  const readable = odd.characters ? withWholeText(found) : { record: found, oddities: NO_ODDITIES };
  const numeric = odd.numbers ? withNumbers(readable.record, style) : readable;
  const timed = withTimes(withPlainAddresses(withBooleans(numeric.record)));
  if (!timed.ok) {
    return err(errorIn(found) ?? timed.error);
  }
  const oddities = [...readable.oddities, ...(odd.numbers ? numeric.oddities : []), ...timed.value.oddities];
  return ok({ record: timed.value.record, oddities });
}

/** What is to be put right, found in one look: most records are right. */
function oddIn(
  record: TrafficRecord,
): 'nested' | { readonly characters: boolean; readonly numbers: boolean } {
  let [characters, numbers] = [false, false];
  for (const field in record) {
    const value = record[field];
    if (typeof value === 'object' && !isNestedWithin(value, MAX_DEPTH)) {
      return 'nested';
    }
    numbers ||= isOddNumber(field, value);
    characters ||= !isWholeText(field) || !isWholeValue(value);
  }
  return { characters, numbers };
}

function withWholeText(record: TrafficRecord): Decoded {
  const broken = Object.entries(record).find(([field, value]) => !isWholeText(field) || !isWholeValue(value));
  return {
    record: Object.fromEntries(
      Object.entries(record).map(([field, value]) => [
        wholeText(field),
        value === undefined ? value : wholeValue(value),
      ]),
    ),
    oddities:
      broken === undefined
        ? NO_ODDITIES
        : [{ code: 'characters-replaced', detail: stoodThere(wholeText(broken[0]), broken[1]) }],
  };
}

/** What an answer says that is an error of whoever was asked, in its own words; absent for what is none. */
function errorIn({ status, error, kind, message }: TrafficRecord): string | undefined {
  if (status === 'error' && typeof error === 'string') {
    return `an error of Loki and no flow log: ${error}`;
  }
  if (kind === 'Status' && typeof message === 'string') {
    return `an error of Kubernetes and no flow log: ${message}`;
  }
  const said = [error, message].find((text) => typeof text === 'string');
  return said === undefined ? undefined : `no flow log; it says: ${said}`;
}
