import { describe, expect, test } from 'vitest';

import { Fnv64, printHash } from './fnv64.ts';
import { GOB, hashGob, hashUnsigned } from './gob.ts';
import type { NumericKind } from './numeric-kind.ts';

function hashOf(value: unknown, kind: NumericKind = 'uint'): string {
  const hash = new Fnv64();
  expect(hashGob(hash, value, kind)).toBe(true);
  return printHash(hash.high, hash.low).padStart(16, '0');
}

function hashOf64(type: number, bits: bigint): string {
  const hash = new Fnv64();
  hashUnsigned(hash, type, Number(BigInt.asIntN(32, bits >> 32n)), Number(BigInt.asIntN(32, bits)));
  return printHash(hash.high, hash.low).padStart(16, '0');
}

describe('hashGob', () => {
  test.each([
    [true, 'dbcd2d87ea33d4e3'],
    [false, 'dbcd2c87ea33d330'],
  ])('hashes the bool %s', (value, hash) => {
    expect(hashOf(value)).toBe(hash);
  });

  test.each([
    [0, '0fc60e8807a3cb32'],
    [6, '0fc6128807a3d1fe'],
    [17, '0fc62c8807a3fe2c'],
    [63, '0fc6808807a48ce8'],
    [64, '30a8195087b20c50'],
    [-1, '0fc60f8807a3cce5'],
    [-64, '0fc6818807a48e9b'],
    [-65, '30a81a5087b20e03'],
    [9001, '0d9f14aa2f472bbe'],
    [-(2 ** 63), '9d40902ae52ad8ca'],
  ])('hashes the signed int %d', (value, hash) => {
    expect(hashOf(value, 'int')).toBe(hash);
  });

  test.each([
    [0, 'fe731887fdd3cddc'],
    [6, 'fe731687fdd3ca76'],
    [17, 'fe730987fdd3b45f'],
    [127, 'fe732f87fdd3f4f1'],
    [128, 'f2e1193fdd21cc72'],
    [443, '9b5aabfc0612b560'],
    [65_535, '9b8aeffc063c4cae'],
    [70_000, 'ff8ec7e59f09f68c'],
  ])('hashes the unsigned int %d', (value, hash) => {
    expect(hashOf(value, 'uint')).toBe(hash);
  });

  test.each([
    ['2^63 - 1 as a signed int', GOB.int, 2n * (2n ** 63n - 1n), '9d40912ae52ada7d'],
    ['2^64 - 1 as an unsigned int', GOB.uint, 2n ** 64n - 1n, '7bb33b4a7633a494'],
  ])('hashes %s', (_what, type, bits, hash) => {
    expect(hashOf64(type, bits)).toBe(hash);
  });

  test.each([
    [0, '326bfa881b43c5de'],
    [-0, 'b3051971e29df70c'],
    [6, '28748b4ddc560b0a'],
    [17, '27ef814ddbe4964b'],
    [443, 'ada13e0725024347'],
    [1.5, '2a93ee4dde2366a3'],
    [-1, '2a786e4dde0bc56b'],
    [46_894, 'b73d1eb02b99a30b'],
    [0.1, '6b17b6d2e3f568a3'],
    [1_661_430_100, '6eb161543b0279d9'],
    [Infinity, '2a78ae4dde0c322b'],
  ])('hashes the float %d', (value, hash) => {
    expect(hashOf(value, 'float')).toBe(hash);
  });

  test.each([
    ['', '5511e6882ee3c08a'],
    ['a', '31bdce933a70d839'],
    ['é', '319e54f96cb2df46'],
    ['10.0.0.1', 'be38ddaf10c15252'],
    ['fe80::1', 'ed02a76f2615cb26'],
    ['x'.repeat(123), '5f3cd1411549afb6'],
    ['x'.repeat(124), 'f4ed7853dab0db8a'],
    ['x'.repeat(130), 'd8d82d3328053c41'],
    ['x'.repeat(300), '984b776ee7a5cc66'],
  ])('hashes the text %j', (value, hash) => {
    expect(hashOf(value)).toBe(hash);
  });

  test.each([
    ['a fraction among unsigned ints', 1.5, 'uint', 'float'],
    ['a fraction among signed ints', 1.5, 'int', 'float'],
    ['a negative number among unsigned ints', -1, 'uint', 'int'],
    ['what is beyond 64 bits', 2 ** 64, 'uint', 'float'],
    ['what is beyond 63 bits', 2 ** 63, 'int', 'float'],
  ] as const)('hashes %s by a kind that can hold it', (_what, value, kind, actual) => {
    expect(hashOf(value, kind)).toBe(hashOf(value, actual));
  });

  test.each([[null], [[]], [{}], [undefined]])('has no hash for %j', (value) => {
    expect(hashGob(new Fnv64(), value, 'uint')).toBe(false);
  });
});
