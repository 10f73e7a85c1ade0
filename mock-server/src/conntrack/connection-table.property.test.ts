import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ConnectionRows, NO_ROW, WORD } from './connection-rows.ts';
import { ConnectionTable } from './connection-table.ts';

/** Hashes that mostly meet in few places of the table, at its end among them. */
const anyHash = fc.record({
  high: fc.constantFrom(0, 1024, -1024, 2048),
  low: fc.constantFrom(0, 1, 2, 1022, 1023, -1, -2),
});

describe('ConnectionTable', () => {
  test('finds what a Map finds, however hashes meet and rows go', () => {
    fc.assert(
      fc.property(fc.array(anyHash, { maxLength: 200 }), (hashes) => {
        const rows = new ConnectionRows(0);
        const table = new ConnectionTable(rows);
        const expected = new Map<string, number>();
        for (const { high, low } of hashes) {
          const key = `${high} ${low}`;
          const row = expected.get(key);
          if (row === undefined) {
            const added = rows.take({
              id: key,
              keys: [],
              kept: [],
              isReported: false,
              isOpenerSeen: false,
              isNews: false,
            });
            rows.words[rows.wordsOf(added) + WORD.high] = high;
            rows.words[rows.wordsOf(added) + WORD.low] = low;
            table.add(added);
            expected.set(key, added);
          } else {
            table.remove(row);
            rows.release(row);
            expected.delete(key);
          }
          for (const hash of hashes) {
            expect(table.find(hash.high, hash.low)).toBe(expected.get(`${hash.high} ${hash.low}`) ?? NO_ROW);
          }
        }
      }),
    );
  });
});
