import { describe, expect, test } from 'vitest';

import { ConnectionRows } from './connection-rows.ts';

const DETAIL = { id: '1', keys: [], kept: [], isReported: false, isOpenerSeen: false, isNews: false };

describe('ConnectionRows', () => {
  test('gives out a row again that was given back', () => {
    const rows = new ConnectionRows(3);
    const [first, second] = [rows.take(DETAIL), rows.take(DETAIL)];
    expect(second).not.toBe(first);

    rows.release(first);
    expect(rows.detail(first)).toBeUndefined();
    expect(rows.take(DETAIL)).toBe(first);
    expect(rows.size).toBe(2);
  });

  test('grows with the rows given out, keeping what they hold, and goes back when none is', () => {
    const rows = new ConnectionRows(3);
    const emptyBytes = rows.words.byteLength + rows.numbers.byteLength;
    const taken = Array.from({ length: 5_000 }, () => rows.take(DETAIL));
    for (const row of taken) {
      rows.words[rows.wordsOf(row)] = row;
      rows.numbers[rows.numbersOf(row)] = row / 2;
    }
    taken.push(...Array.from({ length: 5_000 }, () => rows.take(DETAIL)));

    expect(rows.words[rows.wordsOf(4_999)]).toBe(4_999);
    expect(rows.numbers[rows.numbersOf(4_999)]).toBe(2_499.5);

    taken.forEach((row) => {
      rows.release(row);
    });
    expect(rows.words.byteLength + rows.numbers.byteLength).toBe(emptyBytes);
  });
});
