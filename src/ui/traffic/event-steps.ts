import {
  countOf,
  isAbsentMark,
  isFirstEvent,
  observersOfEvent,
  totalOf,
} from '#model/conversation/event-facts.ts';
import type { RecordType } from '#model/event.ts';
import { recordTypeOf } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

/** A counter at an event: the total since the start, and what came since the event before; 0 where that is not known. */
export type Step = { readonly total: number; readonly added: number };

/** One event of a conversation as a step of its life. */
export type EventStep = {
  readonly type: RecordType;
  /** The agent (`AgentIP`) whose tracker tells it. */
  readonly observer: string | undefined;
  /** End of its last flow so far, in ms since the epoch; `undefined` where the event does not say. */
  readonly atMs: number | undefined;
  readonly bytes: Step;
  readonly packets: Step;
  readonly flows: Step;
};

/**
 * What each event of one instance added to the one before of the same observer, oldest first as they come.
 *
 * Counters of events are cumulative. One that falls (the tracker started anew) adds nothing, never less. Before the first
 * event there was nothing; what came before another one whose events before are not known, is not known either.
 */
export function eventSteps(events: readonly TrafficRecord[]): readonly EventStep[] {
  const latest = new Map<string | undefined, TrafficRecord>();
  return events.map((event): EventStep => {
    const [observer] = observersOfEvent(event);
    const before = latest.get(observer) ?? (isFirstEvent(event) ? {} : event);
    latest.set(observer, event);
    const step = (read: (record: TrafficRecord) => number): Step => {
      const total = read(event);
      return { total, added: Math.max(0, total - read(before)) };
    };
    return {
      type: recordTypeOf(event),
      observer,
      atMs: isAbsentMark(event['TimeFlowEndMs']) ? undefined : numberField(event, 'TimeFlowEndMs'),
      bytes: step((record) => totalOf(record, 'Bytes')),
      packets: step((record) => totalOf(record, 'Packets')),
      flows: step((record) => countOf(record, 'numFlowLogs')),
    };
  });
}
