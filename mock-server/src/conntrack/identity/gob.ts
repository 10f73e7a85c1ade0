import type { Fnv64 } from './fnv64.ts';
import type { NumericKind } from './numeric-kind.ts';

/** Type ids of Go's gob encoding, as they stand in a message. */
export const GOB = { boolean: 0x02, int: 0x04, uint: 0x06, float: 0x08, text: 0x0c } as const;

const TWO_32 = 2 ** 32;
const TWO_63 = 2 ** 63;
const TWO_64 = 2 ** 64;

/** The largest number that gob writes as one byte, without a length in front. */
const MAX_SINGLE = 0x7f;

/** The longest text whose message has a length of one byte: type id, a zero and the text's length add 3. */
const MAX_SHORT_TEXT = MAX_SINGLE - 3;

const doubleView = new DataView(new ArrayBuffer(8));
const utf8 = new TextEncoder();

/**
 * Adds a value to the hash as the bytes of a stand-alone gob message; false for what has no such message
 * (`null`, lists and objects) or none that is the same in every process.
 */
export function hashGob(hash: Fnv64, value: unknown, kind: NumericKind): boolean {
  switch (typeof value) {
    case 'string':
      hashText(hash, value);
      return true;
    case 'number':
      hashNumber(hash, value, kind);
      return true;
    case 'boolean':
      hashUnsigned(hash, GOB.boolean, 0, value ? 1 : 0);
      return true;
    default:
      return false;
  }
}

/**
 * Adds the message `length · type · 0 · uint(n)` of an unsigned 64-bit number given in halves.
 *
 * Every scalar but text has this form: a signed int is written as its zigzag, a float as its bytes reversed.
 */
export function hashUnsigned(hash: Fnv64, type: number, high: number, low: number): void {
  if (high === 0 && low >>> 0 <= MAX_SINGLE) {
    hash.word((3 << 24) | (type << 16) | low, 4);
    return;
  }
  const width = octetsOf(high, low);
  hash.word(((3 + width) << 24) | (type << 16) | (256 - width), 4);
  if (width > 4) {
    hash.word(high, width - 4);
  }
  hash.word(low, Math.min(width, 4));
}

/**
 * A number that its kind cannot hold is hashed as what can: a fraction as a float, a negative number among
 * unsigned ones as a signed one.
 */
function hashNumber(hash: Fnv64, value: number, kind: NumericKind): void {
  if (kind === 'uint' && value >= 0 && value < TWO_64 && Number.isInteger(value)) {
    hashUnsigned(hash, GOB.uint, Math.floor(value / TWO_32), value >>> 0);
  } else if (kind === 'float' || !Number.isInteger(value) || value >= TWO_63 || value < -TWO_63) {
    hashFloat(hash, value);
  } else {
    hashSigned(hash, value);
  }
}

/** `n` as `2n`, below zero as `2(-n - 1) + 1`. */
function hashSigned(hash: Fnv64, value: number): void {
  const isNegative = value < 0;
  const magnitude = Math.abs(value);
  const low = magnitude >>> 0;
  const high = Math.floor(magnitude / TWO_32);
  const borrow = isNegative && low === 0 ? 1 : 0;
  const finalHigh = high - borrow;
  const finalLow = isNegative ? (low - 1) >>> 0 : low;
  const sign = isNegative ? 1 : 0;
  hashUnsigned(hash, GOB.int, (finalHigh << 1) | (finalLow >>> 31), (finalLow << 1) | sign);
}

function hashFloat(hash: Fnv64, value: number): void {
  doubleView.setFloat64(0, value, true);
  hashUnsigned(hash, GOB.float, doubleView.getInt32(0), doubleView.getInt32(4));
}

function hashText(hash: Fnv64, text: string): void {
  const { length } = text;
  if (length <= MAX_SHORT_TEXT) {
    const { high, low } = hash;
    hash.word(((3 + length) << 24) | (GOB.text << 16) | length, 4);
    if (hash.ascii(text)) {
      return;
    }
    hash.high = high;
    hash.low = low;
  }
  hashLongText(hash, utf8.encode(text));
}

function hashLongText(hash: Fnv64, octets: Uint8Array): void {
  const { length } = octets;
  hashLength(hash, 2 + (length <= MAX_SINGLE ? 1 : 1 + octetsOf(0, length)) + length);
  hash.word(GOB.text << 8, 2);
  hashLength(hash, length);
  for (const octet of octets) {
    hash.word(octet, 1);
  }
}

function hashLength(hash: Fnv64, length: number): void {
  if (length <= MAX_SINGLE) {
    hash.word(length, 1);
    return;
  }
  const width = octetsOf(0, length);
  hash.word(256 - width, 1);
  hash.word(length, width);
}

/** How many bytes an unsigned 64-bit number takes without leading zeros. */
function octetsOf(high: number, low: number): number {
  return high === 0 ? 4 - (Math.clz32(low) >>> 3) : 8 - (Math.clz32(high) >>> 3);
}
