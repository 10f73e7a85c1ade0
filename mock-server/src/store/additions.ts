import type { Conversation } from '#model/conversation/conversation.ts';
import { countOf, totalOf } from '#model/conversation/event-facts.ts';
import { COUNTERS } from '#model/fields/counters.ts';
import type { TrafficRecord } from '#model/flow.ts';

/**
 * What an event adds to what was known of its conversation.
 *
 * Over all events of a conversation it amounts to the conversation's own totals, in whichever order they come and
 * however often: an event that tells nothing new adds nothing.
 */
export type Additions = {
  /** It is the first that is known of its conversation. */
  readonly isFirst: boolean;
  /** By the place of the counter in `COUNTERS`; those that it adds 0 to are left out. */
  readonly counters: readonly (readonly [index: number, added: number])[];
};

/** What turned a conversation into what it is now; `before` is absent where it began. */
export function additions(before: Conversation | undefined, after: Conversation): Additions {
  const counters: [number, number][] = [];
  if (before?.latest !== after.latest) {
    for (const [index, counter] of COUNTERS.entries()) {
      const added =
        counted(after.latest, counter) - (before === undefined ? 0 : counted(before.latest, counter));
      if (added !== 0) {
        counters.push([index, added]);
      }
    }
  }
  return { isFirst: before === undefined, counters };
}

function counted(event: TrafficRecord, counter: (typeof COUNTERS)[number]): number {
  return counter === 'Bytes' || counter === 'Packets' ? totalOf(event, counter) : countOf(event, counter);
}
