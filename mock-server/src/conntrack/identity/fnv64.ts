/** The offset basis of FNV-1a, `cbf29ce484222325`, in two signed halves. */
const OFFSET_HIGH = 0xcbf29ce4 | 0;
const OFFSET_LOW = 0x84222325 | 0;

/** The prime of FNV-1a is 2^40 + this: the 2^40 shifts the low half by 8 into the high one. */
const PRIME = 0x1b3;

const FIRST_NON_ASCII = 0x80;

/**
 * A running 64-bit FNV-1a hash.
 *
 * The value is kept in two signed 32-bit halves, as 64-bit numbers do not fit a `number` and `BigInt`
 * allocates; every step is 32-bit integer arithmetic. Bytes are added in runs, over which the halves are local
 * variables: through the fields it takes twice the time. A hash is reset and used again, not made anew.
 */
export class Fnv64 {
  high = OFFSET_HIGH;
  low = OFFSET_LOW;

  reset(): void {
    this.high = OFFSET_HIGH;
    this.low = OFFSET_LOW;
  }

  /** Adds the low `count` bytes of a 32-bit word, 1 to 4, most significant first. */
  word(bits: number, count: number): void {
    let { high, low } = this;
    for (let shift = (count - 1) * 8; shift >= 0; shift -= 8) {
      low ^= (bits >>> shift) & 0xff;
      high = (Math.imul(high, PRIME) + ((low << 8) + carry(low))) | 0;
      low = Math.imul(low, PRIME);
    }
    this.high = high;
    this.low = low;
  }

  /** Adds a text of ASCII alone and says so; at any other text it says no and leaves the hash as it was. */
  ascii(text: string): boolean {
    let { high, low } = this;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code >= FIRST_NON_ASCII) {
        return false;
      }
      low ^= code;
      high = (Math.imul(high, PRIME) + ((low << 8) + carry(low))) | 0;
      low = Math.imul(low, PRIME);
    }
    this.high = high;
    this.low = low;
    return true;
  }
}

/** What `low * PRIME`, with `low` unsigned, carries over 32 bits. */
function carry(low: number): number {
  return (Math.imul(low >>> 16, PRIME) + (Math.imul(low & 0xffff, PRIME) >>> 16)) >>> 16;
}

/** A 64-bit hash as the ids of records print it: lowercase hexadecimal without leading zeros. */
export function printHash(high: number, low: number): string {
  const lowDigits = (low >>> 0).toString(16);
  return high === 0 ? lowDigits : (high >>> 0).toString(16) + lowDigits.padStart(8, '0');
}

/** Whether the first of two unsigned 64-bit values is above the second. */
export function isAbove(high: number, low: number, otherHigh: number, otherLow: number): boolean {
  return high === otherHigh ? low >>> 0 > otherLow >>> 0 : high >>> 0 > otherHigh >>> 0;
}
