import { COUNTERS } from '#model/fields/counters.ts';
import { FIELDS } from '#model/fields/registry.ts';
import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import { numberOfName } from '#model/names/named-number.ts';
import { PROTOCOLS } from '#model/names/network-names.ts';

import { parseAmount, parseNumber } from './amount.ts';
import type { Oddity } from './oddity.ts';
import { stoodThere } from './oddity.ts';

const NUMBER_FIELDS: ReadonlySet<string> = new Set(
  FIELDS.filter((field) => field.type === 'number').map((field) => field.name),
);
const COUNTER_FIELDS: ReadonlySet<string> = new Set(COUNTERS);
const ETHER_TYPES: Readonly<Record<string, number>> = { ipv4: 0x0800, ipv6: 0x86dd, arp: 0x0806 };

/** How numbers are written where they are text. */
export type NumberStyle = { readonly hasDecimalComma: boolean };

/** Whether `withNumbers` would change a field. */
export function isOddNumber(field: string, value: JsonValue | undefined): boolean {
  switch (typeof value) {
    case 'string':
      return NUMBER_FIELDS.has(field);
    case 'number':
      return !(value >= 0 && value !== Infinity) && COUNTER_FIELDS.has(field);
    case 'undefined':
      return false;
    default:
      return value !== null && COUNTER_FIELDS.has(field);
  }
}

/**
 * A record whose numbers are numbers: text in a field that holds numbers becomes one, however people write them
 * (see `parseAmount`), and the name of a protocol its number.
 *
 * Other text in such a field stays as it is, but in counters: one that is no number, or negative, is taken out and
 * told, because 0 would be a lie. Integers that a double cannot hold are rounded and told; instants are
 * `withTimes`'s.
 */
export function withNumbers(
  record: TrafficRecord,
  style: NumberStyle,
): { readonly record: TrafficRecord; readonly oddities: readonly Oddity[] } {
  const oddities: Oddity[] = [];
  const fields = Object.entries(record).flatMap(([field, value]) => {
    if (!isOddNumber(field, value)) {
      return [[field, value] as const];
    }
    const isCounter = COUNTER_FIELDS.has(field);
    const number = typeof value === 'string' ? numberOf(field, value, style) : value;
    if (isCounter && !(typeof number === 'number' && number >= 0 && number !== Infinity)) {
      if (value !== '') {
        oddities.push({ code: 'counters-unknown', detail: stoodThere(field, value) });
      }
      return [];
    }
    if (typeof number === 'number' && Math.abs(number) > Number.MAX_SAFE_INTEGER) {
      if (field.startsWith('Time')) {
        return [[field, value] as const];
      }
      oddities.push({ code: 'integers-rounded', detail: stoodThere(field, value) });
    }
    return [[field, number] as const];
  });
  return { record: Object.fromEntries(fields), oddities };
}

function numberOf(field: string, text: string, { hasDecimalComma }: NumberStyle): JsonValue {
  if (COUNTER_FIELDS.has(field)) {
    return parseAmount(text) ?? text;
  }
  return parseNumber(text, hasDecimalComma) ?? namedNumber(field, text.trim()) ?? text;
}

function namedNumber(field: string, text: string): number | undefined {
  switch (field) {
    case 'Proto':
      return numberOfName(PROTOCOLS, text);
    case 'Etype':
      return ETHER_TYPES[text.toLowerCase()];
    default:
      return undefined;
  }
}
