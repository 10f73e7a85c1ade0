import { describe, expect, test } from 'vitest';

import { shortened, shortenedText } from './shorten.ts';

describe('shortened', () => {
  test('leaves what is short', () => {
    const value = { a: [1, 'two'], b: { c: null, d: true } };
    expect(shortened(value)).toEqual(value);
  });

  test('cuts lists, objects and texts, and says how much is missing', () => {
    const keys = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`key${index}`, index]));
    expect(shortened([1, 2, 3, 4])).toEqual([1, 2, '… 2 more']);
    expect(Object.entries(shortened(keys) as object).at(-1)).toEqual(['…', '6 more']);
    expect(shortened('x'.repeat(200))).toBe(`${'x'.repeat(160)}…`);
  });

  test('goes no deeper than it is told to', () => {
    expect(shortened({ a: { b: { c: 1 } } }, 1)).toEqual({ a: { b: '…' } });
  });

  test('hides what differs from one checkout to the next', () => {
    expect(shortened({ buildDate: '2026-01-01 10:00' })).toEqual({ buildDate: '…' });
  });
});

describe('shortenedText', () => {
  test('has the first lines of those that are wanted', () => {
    const text = Array.from({ length: 20 }, (_, index) => `${index % 2 === 0 ? 'a' : 'b'} ${index}\n`).join(
      '',
    );
    expect(shortenedText(text, /^a/).split('\n')).toHaveLength(9);
    expect(shortenedText(text, /^a/)).toMatch(/^a 0\na 2\n[^]*… 2 more$/);
    expect(shortenedText('one\n')).toBe('one');
  });
});
