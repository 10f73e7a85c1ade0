import type { Forgotten, RetentionLimits } from '../flow-store.ts';
import type { Database } from './database.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql.ts';

/** The oldest record that stays, and the instant before which conversations are over for good. */
type Cut = { readonly records: Sql; readonly atMs: number };

/** Drops what is too old or too much: see `FlowStore.forget`. Only for whoever may write. */
export async function forgetOld(database: Database, limits: RetentionLimits): Promise<Forgotten> {
  const cut = await findCut(database, limits);
  const forgotten = { records: 0, conversations: 0 };
  await database.transaction(async () => {
    forgotten.records = await remove(database, sql`delete from records where ${cut.records}`);
    forgotten.conversations = await remove(
      database,
      sql`delete from conversations
        where "end ms" < ${limits.beforeMs} or (status = 'ended' and "end ms" < ${cut.atMs})`,
    );
  });
  if (forgotten.records + forgotten.conversations > 0) {
    // Deleted rows take their room until the table is written anew without them.
    await database.write(sql`checkpoint`);
  }
  return forgotten;
}

async function findCut(database: Database, { beforeMs, maxRecords }: RetentionLimits): Promise<Cut> {
  const isTooOld = sql`time < ${beforeMs}`;
  const { rows } = await database.read(sql`select count(*) from records`);
  if (Number(rows[0]?.[0]) <= maxRecords) {
    return { records: isTooOld, atMs: beforeMs };
  }
  const oldest = await database.read(
    sql`select time, seq from records order by time desc, seq desc limit 1 offset ${maxRecords - 1}`,
  );
  const [time, seq] = oldest.rows[0] ?? [];
  if (typeof time !== 'number' || typeof seq !== 'bigint') {
    return { records: isTooOld, atMs: beforeMs };
  }
  return {
    records: sql`(${isTooOld} or time < ${time} or (time = ${time} and seq < ${seq}))`,
    atMs: Math.max(beforeMs, time),
  };
}

async function remove(database: Database, statement: Sql): Promise<number> {
  const { rowsChanged } = await database.writer.run(statement.text, [...statement.values]);
  return rowsChanged;
}
