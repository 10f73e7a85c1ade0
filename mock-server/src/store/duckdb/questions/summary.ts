import { RECORD_TYPES } from '#model/event.ts';

import type { StoreSummary } from '../../flow-store.ts';
import type { Database } from '../database.ts';
import { sql } from '../sql.ts';

/** What is in the store: see `FlowStore.summary`. */
export async function summarise(database: Database, signal: AbortSignal | undefined): Promise<StoreSummary> {
  const [byType, conversations] = await Promise.all([
    database.read(sql`select "record type", count(*), min(time), max(time) from records group by 1`, signal),
    database.read(sql`select count(*), count(*) filter (status = 'open') from conversations`, signal),
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
