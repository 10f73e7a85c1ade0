import type { Load } from '../flow-store.ts';
import type { Column } from './columnar/column.ts';
import { insertInto, WaitingRows } from './columnar/waiting-rows.ts';
import type { Database } from './database.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql.ts';

export const LOADS = 'loads';

/** The table of loads: a row for each recording; `facts` is empty before it is loaded. */
export const LOAD_COLUMNS: readonly Column[] = [
  { name: 'recording', kind: 'text' },
  { name: 'settings', kind: 'text' },
  { name: 'records', kind: 'number' },
  { name: 'facts', kind: 'text' },
];

/** What is to be noted of loads together with the records of a batch. */
export class LoadNotes {
  readonly #rows: WaitingRows;

  constructor(database: Database) {
    this.#rows = new WaitingRows(database.writer, 'new loads', LOAD_COLUMNS);
  }

  /** The statements that put one in the place of what was noted of the recording before. */
  async write({ recording, settings, records, facts = '' }: Load): Promise<readonly Sql[]> {
    this.#rows.putText(0, recording);
    this.#rows.putText(1, settings);
    this.#rows.putNumber(2, records);
    this.#rows.putText(3, facts);
    this.#rows.endRow();
    await this.#rows.wait();
    return [
      sql`delete from loads using (${this.#rows.selection}) as noted(recording, settings, records, facts)
        where loads.recording = noted.recording`,
      ...insertInto(LOADS, this.#rows),
    ];
  }

  /** To be called when the statements could not be run. */
  reset(): void {
    this.#rows.reset();
  }
}

/** What was noted last of each recording. */
export async function readLoads(database: Database): Promise<readonly Load[]> {
  const { rows } = await database.read(sql`select recording, settings, records, facts from loads`);
  return rows.map(([recording, settings, records, facts]) => ({
    recording: String(recording),
    settings: String(settings),
    records: Number(records),
    ...(facts === '' ? {} : { facts: String(facts) }),
  }));
}
