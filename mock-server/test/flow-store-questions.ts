import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { RecordType } from '#model/event.ts';
import { RECORD_TYPES } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { anyFilter } from '#model/testing/arbitrary-filters.ts';
import { anyRecord } from '#model/testing/arbitrary-records.ts';

import type { FacetsQuery, FlowStore } from '../src/store/flow-store.ts';
import { event, flow, T0 } from './flow-builder.ts';
import { EVERY_RECORD, NaiveQuestions } from './naive-questions.ts';

const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const FACETS: FacetsQuery = { span: ALWAYS, filter: EVERYTHING, fields: ['_Status'], limit: 10 };

const anySpan = fc
  .tuple(
    fc.oneof(fc.integer({ min: T0 - 10, max: T0 + 300 }), fc.constant(-Infinity)),
    fc.oneof(fc.nat({ max: 300 }), fc.constant(Infinity)),
  )
  .map(([fromMs, length]) => ({ fromMs, toMs: fromMs === -Infinity ? T0 + length : fromMs + length }));
const anyTypes: fc.Arbitrary<readonly RecordType[]> = fc.subarray([...RECORD_TYPES], { minLength: 1 });
const anyLowered = anyFilter.map((filter) => {
  const lowered = lowerFilter(filter);
  return lowered.ok ? lowered.value : EVERYTHING;
});
const anyOf = fc.constantFrom('records' as const, 'conversations' as const);

/** What holds of every `FlowStore` that is asked how many, where in time, and with which values. */
export function describeQuestions(name: string, createStore: () => Promise<FlowStore>): void {
  describe(`${name}, asked about what is not listed`, () => {
    const records = recordsOfAllTypes();
    const naive = new NaiveQuestions(records);
    let store: FlowStore;
    beforeEach(async () => {
      store = await createStore();
    });
    afterEach(() => store.close());

    test('counts what each of any filters lets through', async () => {
      await store.ingest(records);
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            of: anyOf,
            span: anySpan,
            types: anyTypes,
            filters: fc.array(anyLowered, { maxLength: 6 }),
          }),
          async (query) => {
            expect(await store.counts(query)).toEqual(naive.counts(query));
          },
        ),
      );
    });

    test('finds where in time anything next to any span passes any filter', async () => {
      await store.ingest(records);
      await fc.assert(
        fc.asyncProperty(
          fc.record({ of: anyOf, span: anySpan, types: anyTypes, filter: anyLowered }),
          async (query) => {
            expect(await store.nearest(query)).toEqual(naive.nearest(query));
          },
        ),
      );
    });

    test('counts the values of any fields among the conversations that match', async () => {
      await store.ingest(records);
      const anyFields = fc.array(
        fc.constantFrom(
          ...['_Status', '_Events', '_IsStartSeen', '_IsFirst', 'Bytes', 'SrcPort', 'DstPort', 'SrcAddr'],
          ...[
            'SrcK8S_Name',
            'DstK8S_Type',
            'Proto',
            'Flags',
            'IfDirections',
            'Odd field',
            'x"y\\',
            '_HashId',
          ],
          ...['TimeFlowEndMs', 'Nothing', 'DnsFlagsResponseCode'],
        ),
        { minLength: 1, maxLength: 5 },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            span: anySpan,
            filter: fc.oneof(fc.constant(EVERYTHING), anyLowered),
            fields: anyFields,
            limit: fc.integer({ min: 1, max: 30 }),
          }),
          async (query) => {
            expect(await store.facets(query)).toEqual(naive.facets(query));
          },
        ),
      );
    });

    test('counts nothing, and is near to nothing, while it is empty', async () => {
      expect(await store.counts({ ...EVERY_RECORD, filters: [EVERYTHING, EVERYTHING] })).toEqual([0, 0]);
      expect(await store.nearest({ ...EVERY_RECORD, filter: EVERYTHING })).toEqual({ count: 0 });
      expect(await store.facets(FACETS)).toEqual([{ field: '_Status', values: [], valueCount: 0 }]);
    });

    test('counts two filters of one condition, and its complement, right', async () => {
      await store.ingest([flow({ Bytes: 5 }), flow({ Bytes: 6 }), flow({ Bytes: undefined })]);
      const isLarge = match('Bytes', '>', '5');
      const filters: readonly Filter[] = [isLarge, { kind: 'not', of: isLarge }, EVERYTHING];
      expect(await store.counts({ ...EVERY_RECORD, filters })).toEqual([1, 2, 3]);
    });

    test('takes a conversation that was alive in the span for one within it, however long before it began', async () => {
      await store.ingest([event('newConnection'), event('endConnection', { TimeFlowEndMs: T0 + 60_000 })]);
      const query = { of: 'conversations', types: RECORD_TYPES, filter: EVERYTHING } as const;
      expect(await store.nearest({ ...query, span: { fromMs: T0 + 1, toMs: T0 + 2 } })).toEqual({ count: 0 });
      expect(await store.nearest({ ...query, span: { fromMs: T0 + 60_001, toMs: T0 + 1e6 } })).toEqual({
        beforeMs: T0 + 60_000,
        count: 1,
      });
      expect(await store.nearest({ ...query, span: { fromMs: 0, toMs: T0 } })).toEqual({
        afterMs: T0 + 60_000,
        count: 1,
      });
    });

    test('gives up a question that is aborted, with the reason', async () => {
      const reason = new Error('nobody is waiting');
      const gone = AbortSignal.abort(reason);
      await expect(store.counts(EVERY_RECORD, gone)).rejects.toBe(reason);
      await expect(store.nearest({ ...EVERY_RECORD, filter: EVERYTHING }, gone)).rejects.toBe(reason);
      await expect(store.facets(FACETS, gone)).rejects.toBe(reason);
    });
  });
}

/** Records that arbitrary filters tell apart, events of a hundred conversations among them. */
function recordsOfAllTypes(): readonly TrafficRecord[] {
  return fc.sample(anyRecord, { numRuns: 300, seed: 3 }).map((fields, index) => {
    const type = RECORD_TYPES[index % 4];
    if (type === undefined || type === 'flowLog') {
      return { ...fields, TimeFlowEndMs: T0 + index };
    }
    return {
      ...fields,
      ...event(type),
      ...Object.fromEntries(KEPT.map((field) => [field, fields[field]])),
      _HashId: `id${index % 100}`,
      TimeFlowStartMs: T0 + index - (index % 50),
      TimeFlowEndMs: T0 + index,
    };
  });
}

const KEPT = ['SrcAddr', 'SrcPort', 'DstPort', 'Proto', 'Bytes_AB', '_IsFirst'];
