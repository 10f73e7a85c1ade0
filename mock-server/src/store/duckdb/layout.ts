import { createHash } from 'node:crypto';

import type { Database } from './database.ts';
import { SCHEMA } from './schema.ts';
import { sql } from './sql.ts';

/** To be counted up when stored values come to mean something else in the same columns. */
const MEANING = 2;

const LAYOUT = createHash('sha256')
  .update(JSON.stringify([MEANING, SCHEMA.map(({ text }) => text)]))
  .digest('hex');

/**
 * Makes the tables where there are none.
 *
 * Throws when there are tables of another layout: what they lack could not be made up for, and answers would be
 * wrong in silence.
 */
export async function layOut(database: Database): Promise<void> {
  const { rows } = await database.read(
    sql`select table_name from duckdb_tables() where database_name = current_database() and not temporary`,
  );
  const tables = rows.map(([name]) => name);
  if (tables.length === 0) {
    await database.transaction(async () => {
      for (const statement of SCHEMA) {
        await database.write(statement);
      }
      await database.write(sql`create table layout (hash varchar)`);
      await database.write(sql`insert into layout values (${LAYOUT})`);
    });
    return;
  }
  const known = tables.includes('layout') ? await database.read(sql`select hash from layout`) : undefined;
  if (known?.rows[0]?.[0] !== LAYOUT) {
    throw new Error('it was written by another version of this program; delete it or use another directory');
  }
}
