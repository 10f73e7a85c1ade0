import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { Database } from '../database.ts';
import { SCHEMA } from '../schema.ts';
import { sql } from '../sql.ts';
import { Places } from './places.ts';

describe('Places', () => {
  let database: Database;
  beforeEach(async () => {
    database = await Database.open(undefined);
    for (const statement of SCHEMA) {
      await database.write(statement);
    }
    await database.write(
      sql`insert into records (seq, "_HashId") values (0, 7), (1, 7), (2, 9000), (3, null), (4, 7), (5, 9000)`,
    );
  });
  afterEach(() => {
    database.close();
  });

  async function near(places: Places, code: number): Promise<readonly unknown[]> {
    const { rows } = await database.read(
      sql`select seq from records where ${places.condition(code)} order by seq`,
    );
    return rows.map(([seq]) => Number(seq));
  }

  test('knows where the records of an id begin and end that are stored', async () => {
    const places = await Places.of(database);
    expect(await near(places, 7)).toEqual([0, 1, 2, 3, 4]);
    expect(await near(places, 9000)).toEqual([2, 3, 4, 5]);
  });

  test('counts the records of an id, stored and noted', async () => {
    const places = await Places.of(database);
    places.note(7, 6);
    places.note(8, 7);
    expect([7, 8, 9000, 9].map((code) => places.count(code))).toEqual([4, 1, 2, 0]);
  });

  test('finds nothing of an id that no record has', async () => {
    const places = await Places.of(database);
    expect(await near(places, 8)).toEqual([]);
    expect(await near(places, 1_000_000)).toEqual([]);
  });

  test('takes note of more records, in any order', async () => {
    const places = await Places.of(database);
    places.note(20_000, 3);
    places.note(20_000, 1);
    places.note(9000, 0);
    expect(await near(places, 20_000)).toEqual([1, 2, 3]);
    expect(await near(places, 9000)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await near(places, 7)).toEqual([0, 1, 2, 3, 4]);
  });
});
