const TWO_TO_MINUS_32 = 1 / 0x1_0000_0000;

/** Weyl increment of SplitMix: 2^32 divided by the golden ratio, made odd. */
const GOLDEN = 0x9e37_79b9;

/**
 * A 32-bit number spread over all 32 bits: near inputs give unrelated outputs, 0 gives 0.
 *
 * The finaliser of MurmurHash3 (`fmix32`, Austin Appleby, public domain), a bijection.
 */
export function mix32(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * The number from 0 up to 1 (never 1) that belongs to a place in a sequence: chance that can be asked again.
 *
 * Where `Random` must be drawn from in order, this is a function of seed and place alone.
 */
export function chanceAt(seed: number, place: number): number {
  return mix32(seed + Math.imul(place + 1, GOLDEN)) * TWO_TO_MINUS_32;
}

/**
 * A stream of pseudo-random numbers: xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain,
 * https://prng.di.unimi.it/xoshiro128starstar.c).
 *
 * The same state gives the same numbers everywhere. Not for secrets.
 */
export class Random {
  #s0: number;
  #s1: number;
  #s2: number;
  #s3: number;

  /** Begins at a state of four 32-bit numbers, not all 0. */
  constructor(state: readonly [number, number, number, number]) {
    [this.#s0, this.#s1, this.#s2, this.#s3] = state;
  }

  /** The stream of a seed; streams of one seed and different names are unrelated. */
  static of(seed: number, stream: number): Random {
    const high = Math.floor(seed * TWO_TO_MINUS_32);
    const start = mix32(mix32(seed + GOLDEN) ^ mix32(high) ^ Math.imul(stream + 1, 0x85eb_ca6b));
    const word = (place: number) => mix32(start + Math.imul(place, GOLDEN));
    return new Random([word(1), word(2), word(3), word(4) | 1]);
  }

  /** The next number, 0 to 2^32 - 1. */
  uint32(): number {
    const scrambled = Math.imul(rotate(Math.imul(this.#s1, 5), 7), 9) >>> 0;
    const shifted = this.#s1 << 9;
    this.#s2 ^= this.#s0;
    this.#s3 ^= this.#s1;
    this.#s1 ^= this.#s2;
    this.#s0 ^= this.#s3;
    this.#s2 ^= shifted;
    this.#s3 = rotate(this.#s3, 11);
    return scrambled;
  }

  /** The next number from 0 up to 1, never 1. */
  fraction(): number {
    return this.uint32() * TWO_TO_MINUS_32;
  }

  /** A whole number from 0 up to `limit`, never `limit` itself; `limit` is at most 2^32. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** Whether something of this probability happens. */
  happens(probability: number): boolean {
    return this.fraction() < probability;
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
