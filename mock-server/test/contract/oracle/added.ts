import { foldEvents } from '#model/conversation/fold.ts';
import { isEvent } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';

import type { KnownRecord } from './known-record.ts';

/** Fields that count up over the events of a conversation (section 4.1 of the reference). */
const CUMULATIVE = new Set(
  ['Bytes', 'Packets', 'PktDropBytes', 'PktDropPackets'].flatMap((name) => [
    name,
    `${name}_AB`,
    `${name}_BA`,
  ]),
).add('numFlowLogs');

/** Knows of each event which one of the same conversation instance came before it. */
export class Added {
  readonly #before = new Map<string, TrafficRecord | undefined>();

  constructor(records: readonly TrafficRecord[]) {
    for (const { events } of foldEvents(records.filter(isEvent))) {
      events.forEach((event, index) => {
        this.#before.set(JSON.stringify(event), events[index - 1]);
      });
    }
  }

  /** Whether it is the first that is known of its conversation. */
  isFirst({ record }: KnownRecord): boolean {
    return this.#before.get(JSON.stringify(record)) === undefined;
  }

  /** What an event adds to the one before it; of other fields, and of flows, their own number. */
  value(known: KnownRecord, field: string): number | undefined {
    const own = known.number(field);
    if (own === undefined || known.type === 'flowLog' || !CUMULATIVE.has(field)) {
      return own;
    }
    const before = this.#before.get(JSON.stringify(known.record));
    // An event that tells nothing new adds nothing, which is no value.
    return own - Number(before?.[field] ?? 0) || undefined;
  }
}
