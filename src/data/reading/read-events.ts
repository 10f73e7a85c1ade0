import type { ReadPlan } from '#model/backend/read-plan.ts';
import type { LogType, RecordType } from '#model/event.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { Slice } from '#model/reading/slice.ts';
import { secondsIn } from '#model/reading/slice.ts';
import type { ReadContext } from './read-context.ts';
import { eventOptions, idConditions, wantedOf } from './read-context.ts';
import { readParts } from './read-parts.ts';
import type { ReadingEnd } from './reading-end.ts';
import { stopped, WHOLE } from './reading-end.ts';
import type { Wanted } from './slice-source.ts';

/** Events of a slice, as far as they were read. */
export type EventsRead = { readonly events: readonly TrafficRecord[]; readonly end: ReadingEnd };

/** When to stop before the budget is spent. */
export type StopEarly = {
  /** After so many answers for each part. */
  readonly answers?: number;
  /** Once what was read is enough. It is asked after some answers, and then each time there is twice as much. */
  readonly isEnough?: ((read: EventsRead) => boolean) | undefined;
};

/** After so many full answers it is asked for the first time whether they are enough. */
const ANSWERS_BEFORE = 2;

/** Reads the events of a plan, as far as the budget goes, unless it is to stop before. */
export function readPlanned(
  plan: ReadPlan,
  slice: Slice,
  context: ReadContext,
  early: StopEarly = {},
): Promise<EventsRead> {
  return readAll(wantedOf(plan, 'allConnections', context), slice, { context, early });
}

/** Reads the events of some ids, all or those of one type. */
export function readByIds(
  ids: readonly string[],
  { recordType, slice }: { readonly recordType: LogType | RecordType; readonly slice: Slice },
  context: ReadContext,
): Promise<EventsRead> {
  const { namespace } = context;
  const parts = idConditions(ids).map((filters) => ({ recordType, filters, namespace }));
  return readAll(parts, slice, { context, early: {} });
}

async function readAll(
  parts: readonly Wanted[],
  slice: Slice,
  { context, early }: { readonly context: ReadContext; readonly early: StopEarly },
): Promise<EventsRead> {
  const { answers = Number.POSITIVE_INFINITY, isEnough } = early;
  const events: TrafficRecord[] = [];
  let stretches = 0;
  let askedAt = ANSWERS_BEFORE * context.limits.entries;
  if (secondsIn(slice) === 0) {
    return { events, end: WHOLE };
  }
  for await (const { records, backToMs, stop } of readParts(parts, slice, eventOptions(context))) {
    events.push(...records);
    context.budget.spend(records.length);
    stretches += 1;
    const isWhole = stop === undefined && backToMs <= slice.startS * 1000;
    if (!isWhole && (stop !== undefined || context.budget.isSpent || stretches >= answers)) {
      return { events, end: stopped(stop ?? { by: 'budget' }, backToMs) };
    }
    if (!isWhole && isEnough !== undefined && events.length > askedAt) {
      const read: EventsRead = { events, end: stopped({ by: 'budget' }, backToMs) };
      if (isEnough(read)) {
        return read;
      }
      askedAt = events.length * 2;
    }
  }
  return { events, end: WHOLE };
}
