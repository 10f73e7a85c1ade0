import { describe, expect, test } from 'vitest';

import { Fnv64, isAbove, printHash } from './fnv64.ts';

describe('Fnv64', () => {
  test('starts from the offset basis, also after a reset', () => {
    const hash = new Fnv64();
    expect(printHash(hash.high, hash.low)).toBe('cbf29ce484222325');

    hash.word(0x61, 1);
    expect(printHash(hash.high, hash.low)).toBe('af63dc4c8601ec8c');

    hash.reset();
    expect(printHash(hash.high, hash.low)).toBe('cbf29ce484222325');
  });

  test('takes words by their most significant byte first', () => {
    const word = new Fnv64();
    word.word(0x666f6f62, 4);
    word.word(0x6172, 2);
    const text = new Fnv64();

    expect(text.ascii('foobar')).toBe(true);
    expect([word.high, word.low]).toEqual([text.high, text.low]);
    expect(printHash(text.high, text.low)).toBe('85944171f73967e8');
  });

  test('leaves a text that is not ASCII alone', () => {
    const hash = new Fnv64();

    expect(hash.ascii('abcé')).toBe(false);
    expect(printHash(hash.high, hash.low)).toBe('cbf29ce484222325');
  });
});

describe('printHash', () => {
  test.each([
    [0, 0, '0'],
    [0, -1, 'ffffffff'],
    [1, 2, '100000002'],
    [-1, 0, 'ffffffff00000000'],
  ])('of %d and %d has no leading zeros', (high, low, text) => {
    expect(printHash(high, low)).toBe(text);
  });
});

describe('isAbove', () => {
  test.each([
    [[0, 2], [0, 1], true],
    [[0, 1], [0, 1], false],
    [[0, -1], [0, 1], true],
    [[-1, 0], [1, 5], true],
    [[1, 0], [2, 5], false],
  ] as const)('compares %j with %j without a sign', ([high, low], [otherHigh, otherLow], answer) => {
    expect(isAbove(high, low, otherHigh, otherLow)).toBe(answer);
  });
});
