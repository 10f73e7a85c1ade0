import fc from 'fast-check';

import type { LogType } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import type { TimeRange } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';
import { anyFilterOf } from './any-filter.ts';

/** A question as a link of the page asks it. */
export type Asked = {
  readonly logType: LogType;
  readonly filter: Filter;
  readonly timeRange: Extract<TimeRange, { readonly kind: 'absolute' }>;
  readonly sort: Sort;
  readonly limit: number;
  readonly showDup: boolean;
  /** How many records one answer of the backend holds: fewer than it allows, so that there are many answers. */
  readonly entries: number;
  readonly budget: number;
  /** Whether reading may stop once the rows are known. */
  readonly isForRows: boolean;
};

/** Questions about records, whose values are those of the records as a rule. */
export function anyAsked(records: readonly TrafficRecord[]): fc.Arbitrary<Asked> {
  const conversations = foldEvents(records).map(({ conversation }) => conversationRecord(conversation));
  const samples = [...records, ...conversations];
  const times = records.map((record) => Math.floor((numberField(record, 'TimeFlowEndMs') ?? 0) / 1000));
  const firstS = times.reduce((least, time) => Math.min(least, time), Infinity);
  const lastS = times.reduce((most, time) => Math.max(most, time), -Infinity);
  const anyRange = fc
    .oneof(
      fc.constant([firstS - 10, lastS + 10] as const),
      fc
        .tuple(fc.integer({ min: firstS - 70, max: lastS + 70 }), fc.integer({ min: 0, max: 60 }))
        .map(([startS, length]) => [startS, startS + length] as const),
      fc
        .tuple(fc.integer({ min: firstS, max: lastS }), fc.integer({ min: 0, max: lastS - firstS }))
        .map(([startS, length]) => [startS, startS + length] as const),
    )
    .map(([startS, endS]) => ({ kind: 'absolute', startS, endS }) as const);
  return fc.record({
    logType: fc.constantFrom('allConnections', 'allConnections', 'flowLog'),
    filter: anyFilterOf(samples),
    timeRange: anyRange,
    sort: fc.record({
      key: fc.oneof(fc.constant('end' as const), fc.constantFrom(...CONVERSATION_SORT_KEYS)),
      direction: fc.constantFrom('desc', 'asc'),
    }),
    limit: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(100, 1000, 10_000)),
    showDup: fc.boolean(),
    entries: fc.oneof(fc.integer({ min: 5, max: 400 }), fc.constant(5000)),
    budget: fc.oneof(
      { arbitrary: fc.constant(1_000_000), weight: 4 },
      { arbitrary: fc.integer({ min: 1, max: 2_000 }), weight: 1 },
    ),
    isForRows: fc.boolean(),
  });
}
