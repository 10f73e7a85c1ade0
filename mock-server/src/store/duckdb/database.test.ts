import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { Database } from './database.ts';
import { column, list, Sql, sql } from './sql.ts';

describe('Database', () => {
  let database: Database;
  beforeEach(async () => {
    database = await Database.open(undefined);
  });
  afterEach(() => {
    database.close();
  });

  test('takes text from outside as a value, whatever it says', async () => {
    const hostile = `'; drop table x; -- "`;
    await database.write(sql`create table ${column(hostile)} (${column('a "b"')} varchar)`);
    await database.write(sql`insert into ${column(hostile)} values (${hostile})`);
    const { rows } = await database.read(
      sql`select * from ${column(hostile)} where ${column('a "b"')} in (${list([sql`${hostile}`])})`,
    );
    expect(rows).toEqual([[hostile]]);
  });

  test('leaves nothing of a transaction that failed', async () => {
    await database.write(sql`create table numbers (n integer)`);
    const failing = database.transaction(async () => {
      await database.write(sql`insert into numbers values (1)`);
      await database.write(sql`insert into numbers values ('x')`);
    });
    await expect(failing).rejects.toThrow(/Could not convert/);
    expect((await database.read(sql`select count(*) from numbers`)).rows).toEqual([[0n]]);
    await database.transaction(() => database.write(sql`insert into numbers values (2)`));
    expect((await database.read(sql`select n from numbers`)).rows).toEqual([[2]]);
  });

  test('interrupts a question that is being worked on, and goes on with others', async () => {
    const controller = new AbortController();
    const endless = database.read(
      sql`select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = ${7}`,
      controller.signal,
    );
    const reason = new Error('nobody is waiting');
    const [answer] = (await database.read(sql`select 42`)).rows;
    controller.abort(reason);
    await expect(endless).rejects.toBe(reason);
    expect(answer).toEqual([42]);
    expect((await database.read(sql`select 43`)).rows).toEqual([[43]]);
  });

  test.each(["select * from read_text('/etc/hostname')", 'install httpfs', `attach '/tmp/other.duckdb'`])(
    'touches nothing but its own tables: %s',
    async (statement) => {
      const asked = database.read(new Sql(statement, []));
      await expect(asked).rejects.toThrow(/disabled/);
    },
  );
});
