import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { planConversations } from '#model/backend/conversation-plan.ts';
import { planFlows } from '#model/backend/flow-plan.ts';
import { planRead } from '#model/backend/read-plan.ts';
import { isEvent } from '#model/event.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { JsonValue, TrafficRecord } from '#model/flow.ts';
import { markSecondObservers } from '#model/observers/second-observers.ts';
import { anyLoweredFilter } from './any-filter.ts';
import { DECLARED, expectAskable, FIELDS, missed, worldOf } from './plan-world.ts';
import { conversationsOf, namedAlike, pairsAmong } from './told-together.ts';
import { TRACKED_RECORDS } from './tracked-records.ts';

const isLong = process.env['LAWS'] === 'long';

/** In all some two thousand filters for each law in every run. */
const RUNS = { numRuns: isLong ? 10_000 : 300 };

/** What goes wrong with some values only is rare. */
const CHANGED_RUNS = { numRuns: isLong ? 100_000 : 3_000 };

describe.each(TRACKED_RECORDS)('of %s', (_name, source) => {
  const world = worldOf(source);
  const { records: stored } = world;
  const flows = stored.filter((record) => !isEvent(record));
  const marked = markSecondObservers(flows);
  const pairs = pairsAmong(flows);
  const conversations = conversationsOf(stored);
  const samples = [...marked, ...conversations.map(({ conversation }) => conversationRecord(conversation))];
  const filters = anyLoweredFilter(samples, FIELDS);

  test('every record that passes is found by a part, and no part is refused', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const plan = planRead(filter, world.backend, () => true);
        expectAskable(plan, world);
        expect(missed(plan, stored.filter(compileFilter(filter)), world)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('every flow log that passes is found, and what another observer reported of it', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const { shared, narrow = shared } = planFlows(filter, world.backend);
        const passes = compileFilter(filter);
        const passing = flows.filter((_flow, index) => passes(marked[index] ?? {}));
        expectAskable(shared, world);
        expectAskable(narrow, world);
        expect(missed(narrow, passing, world)).toEqual([]);
        const reported = new Set(passing.flatMap((flow) => [flow, ...(pairs.get(flow) ?? [])]));
        expect(missed(shared, [...reported], world)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('of every conversation that passes the events are found that are asked for', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const passes = compileFilter(filter);
        const passing = conversations.filter(({ conversation }) => passes(conversationRecord(conversation)));
        const plans = planConversations(filter, world.backend, { isEveryEventWanted: false });
        const { lasting: keys } = planConversations(filter, world.backend, { isEveryEventWanted: true });
        const { lasting, hasNames, latest = lasting } = plans;
        [keys, lasting, latest].forEach((plan) => {
          expectAskable(plan, world);
        });
        const every = passing.flatMap(({ events }) => events);
        expect(missed(keys, every, world)).toEqual([]);
        expect(missed(lasting, hasNames ? passing.flatMap(namedAlike) : every, world)).toEqual([]);
        const newest = passing.map(({ conversation }) => conversation.latest);
        expect(missed(latest, newest, world)).toEqual([]);
      }),
      RUNS,
    );
  });
});

/** Texts that look alike to a backend which takes parts, patterns and any case; names hold no quotes and brackets. */
const TEXTS = ['a.b', 'axb', 'A.B', 'ab', 'a', 'b', 'a-b', 'a/b', 'a:b', 'a_b', 'a b', 'é', '', null];
/** Texts that fields hold which are free. */
const FREE_TEXTS = [...TEXTS, 'x"y', 'a]b', 'a[b', 'a}b', 'a\\b', '<a>'];
const FREE_FIELDS = ['NetworkEvents', 'IPSecStatus'];
/** Numbers about which patterns of digits go wrong, or might. */
const COUNTS = [0, 1, 8, 9, 10, 79, 80, 89, 90, 99, 899, 1000, 1790, 1899, 1900, 1999, 2700, 65_535, 1e6];
/** As agents write them, which never map one of IPv4 into IPv6: Go's `net.IP` prints both the same. */
const ADDRESSES = ['10.0.0.1', '10.0.0.10', '10.0.1.1', 'fd00::1', '::1', ''];

/** Another value of a field that is declared. */
const anyChange: fc.Arbitrary<TrafficRecord> = fc
  .constantFrom(...DECLARED.fields.filter(({ name }) => !name.startsWith('_') && !name.startsWith('Time')))
  .chain(({ name, type, format }) => {
    const texts = FREE_FIELDS.includes(name) ? FREE_TEXTS : TEXTS;
    const pool = format === 'IP' ? ADDRESSES : type.startsWith('number') ? COUNTS : texts;
    const one = fc.constantFrom<JsonValue>(...pool);
    return (type.endsWith('[]') ? fc.array(one, { maxLength: 2 }) : one).map((value) => ({ [name]: value }));
  });

/** Recorded records, but for some values. */
const anyChangedRecords = fc.array(
  fc
    .tuple(
      fc.constantFrom(...TRACKED_RECORDS.flatMap(([, some]) => some)),
      fc.array(anyChange, { maxLength: 6 }),
    )
    .map(([record, changes]) => changes.reduce((changed, change) => ({ ...changed, ...change }), record)),
  { minLength: 1, maxLength: 6 },
);

test('every record that passes is found by a part, whatever its fields hold', () => {
  const anyAsked = anyChangedRecords.chain((records) =>
    fc.record({
      records: fc.constant(records),
      filter: anyLoweredFilter(records, FIELDS),
    }),
  );
  fc.assert(
    fc.property(anyAsked, ({ records, filter }) => {
      const world = worldOf(records);
      const plan = planRead(filter, world.backend, () => true);
      expectAskable(plan, world);
      expect(missed(plan, world.records.filter(compileFilter(filter)), world)).toEqual([]);
    }),
    CHANGED_RUNS,
  );
});
