import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { Database } from '../database.ts';
import { sql } from '../sql.ts';
import type { Column } from './column.ts';
import { insertInto, WaitingRows } from './waiting-rows.ts';

const COLUMNS: readonly Column[] = [
  { name: 'n', kind: 'number' },
  { name: 'c', kind: 'count' },
  { name: 'b', kind: 'boolean' },
  { name: 'code', kind: 'code' },
  { name: 't', kind: 'text' },
];

type Row = readonly [number | null, number | null, boolean | null, number | null, string | null];

const anyRow = fc.tuple(
  fc.option(fc.double({ noNaN: true })),
  fc.option(fc.maxSafeInteger()),
  fc.option(fc.boolean()),
  fc.option(fc.nat()),
  fc.option(fc.string({ unit: 'binary' }).filter((text) => !text.includes('\u0000'))),
);

describe('WaitingRows', () => {
  let database: Database;
  beforeEach(async () => {
    database = await Database.open(undefined);
    await database.write(sql`create table things (n double, c bigint, b boolean, code integer, t varchar)`);
  });
  afterEach(() => {
    database.close();
  });

  const rowsOf = async () =>
    (await database.read(sql`select n, c, b, code, t from things`)).rows.map(([n, c, ...others]) => [
      n,
      c === null ? null : Number(c),
      ...others,
    ]);

  test('writes the rows that it was given, in their order, however they come', async () => {
    const waiting = new WaitingRows(database.writer, 'new things', COLUMNS);
    const anyBatches = fc.array(fc.array(anyRow, { maxLength: 6 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(anyBatches, async (batches) => {
        await database.write(sql`delete from things`);
        for (const rows of batches) {
          rows.forEach((row) => {
            put(waiting, row);
          });
          await waiting.wait();
          await database.script(insertInto('things', waiting));
        }
        expect(await rowsOf()).toEqual(batches.flat());
      }),
    );
  });

  test('writes more rows than a chunk holds, and says which columns have a value', async () => {
    const waiting = new WaitingRows(database.writer, 'new things', COLUMNS);
    const rows = Array.from({ length: 5000 }, (_, index): Row => [index, null, null, null, null]);
    rows.forEach((row) => {
      put(waiting, row);
    });
    expect(await waiting.wait()).toEqual([true, false, false, false, false]);
    await database.script(insertInto('things', waiting));
    expect((await rowsOf()).map(([n]) => n)).toEqual(rows.map(([n]) => n));
    expect(await waiting.wait()).toEqual([false, false, false, false, false]);
  });

  test('has nothing to insert before the first row', async () => {
    const waiting = new WaitingRows(database.writer, 'new things', COLUMNS);
    expect(await waiting.wait()).toEqual([false, false, false, false, false]);
    expect(insertInto('things', waiting)).toEqual([]);
  });

  test('goes on after a script that failed, without the rows of it', async () => {
    const waiting = new WaitingRows(database.writer, 'new things', COLUMNS);
    put(waiting, [1, 2, true, 3, 'lost']);
    await waiting.wait();
    const failing = database.script([...insertInto('things', waiting), sql`select cast('x' as integer)`]);
    await expect(failing).rejects.toThrow(/Could not convert/);
    put(waiting, [4, null, null, null, 'lost, too']);
    waiting.reset();
    put(waiting, [5, 6, false, 7, 'kept']);
    await waiting.wait();
    await database.script(insertInto('things', waiting));
    expect(await rowsOf()).toEqual([[5, 6, false, 7, 'kept']]);
  });
});

function put(rows: WaitingRows, row: Row): void {
  for (const [index, value] of row.entries()) {
    if (typeof value === 'string') {
      rows.putText(index, value);
    } else if (value !== null) {
      rows.putNumber(index, Number(value));
    }
  }
  rows.endRow();
}
