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
  const isSingle = high === 0 && low >>> 0 <= MAX_SINGLE;
  const width = isSingle ? 0 : octetsOf(high, low);
  hash.octet(3 + width);
  hash.octet(type);
  hash.octet(0);
  if (isSingle) {
    hash.octet(low);
    return;
  }
  hash.octet(256 - width);
  for (let octet = width - 1; octet >= 4; octet--) {
    hash.octet((high >>> ((octet - 4) * 8)) & 0xff);
  }
  for (let octet = Math.min(width, 4) - 1; octet >= 0; octet--) {
    hash.octet((low >>> (octet * 8)) & 0xff);
  }
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
  if (text.length <= MAX_SHORT_TEXT) {
    const { high, low } = hash;
    hash.octet(3 + text.length);
    hash.octet(GOB.text);
    hash.octet(0);
    hash.octet(text.length);
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
  hash.octet(GOB.text);
  hash.octet(0);
  hashLength(hash, length);
  for (const octet of octets) {
    hash.octet(octet);
  }
}

function hashLength(hash: Fnv64, length: number): void {
  if (length <= MAX_SINGLE) {
    hash.octet(length);
    return;
  }
  const width = octetsOf(0, length);
  hash.octet(256 - width);
  for (let octet = width - 1; octet >= 0; octet--) {
    hash.octet((length >>> (octet * 8)) & 0xff);
  }
}

/** How many bytes an unsigned 64-bit number takes without leading zeros. */
function octetsOf(high: number, low: number): number {
  return high === 0 ? 4 - (Math.clz32(low) >>> 3) : 8 - (Math.clz32(high) >>> 3);
}
