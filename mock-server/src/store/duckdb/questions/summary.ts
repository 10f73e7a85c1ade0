import { RECORD_TYPES } from '#model/event.ts';

import type { StoreSummary } from '../../flow-store.ts';
import type { Database } from '../database.ts';
import { sql } from '../sql.ts';

/** What is in the store: see `FlowStore.summary`. Many ask for it, and it is the same until something is written. */
export class KnownSummary {
  readonly #database: Database;
  #known: Promise<StoreSummary> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  async get(signal: AbortSignal | undefined): Promise<StoreSummary> {
    signal?.throwIfAborted();
    if (this.#known === undefined) {
      const asked = summarise(this.#database);
      this.#known = asked;
      asked.catch(() => {
        this.forget();
      });
    }
    return signal === undefined ? this.#known : Promise.race([this.#known, endOf(signal)]);
  }

  /** Something was written, or it could not be found out. */
  forget(): void {
    this.#known = undefined;
  }
}

/** Rejects when a signal is aborted, with its reason. */
function endOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}

async function summarise(database: Database): Promise<StoreSummary> {
  const [byType, conversations] = await Promise.all([
    database.read(sql`select "record type", count(*), min(time), max(time) from records group by 1`),
    database.read(sql`select count(*), count(*) filter (status = 'open') from conversations`),
  ]);
  const counts = new Map(byType.rows.map(([type, count]) => [RECORD_TYPES[Number(type)], Number(count)]));
  const [total, open] = conversations.rows[0] ?? [];
  const times = byType.rows.flatMap(([, , first, last]) => [Number(first), Number(last)]);
  return {
    records: Object.fromEntries(
      RECORD_TYPES.map((type) => [type, counts.get(type) ?? 0]),
    ) as StoreSummary['records'],
    conversations: Number(total),
    openConversations: Number(open),
    ...(times.length === 0 ? {} : { firstMs: Math.min(...times), lastMs: Math.max(...times) }),
  };
}
