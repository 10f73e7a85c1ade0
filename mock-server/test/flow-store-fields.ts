import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { RECORD_TYPES, recordTypeOf } from '#model/event.ts';
import { FIELDS } from '#model/fields/registry.ts';
import { compileFilter } from '#model/filter/compile.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { anyRecord } from '#model/testing/arbitrary-records.ts';

import type { ExportQuery, FlowStore } from '../src/store/flow-store.ts';
import { event, flow, T0 } from './flow-builder.ts';

const EVERY: ExportQuery = {
  span: { fromMs: -Infinity, toMs: Infinity },
  types: RECORD_TYPES,
  filter: EVERYTHING,
};

/** What holds of `FlowStore.fields`, and of long exports, of every `FlowStore`. `createStore` opens an empty one. */
export function describeFields(name: string, createStore: () => Promise<FlowStore>): void {
  async function withStore(records: readonly TrafficRecord[], use: (store: FlowStore) => Promise<void>) {
    const store = await createStore();
    try {
      await store.ingest(records);
      await use(store);
    } finally {
      await store.close();
    }
  }

  describe(`${name}: fields`, () => {
    test('are those that any record has that matches, in the order of the table, then by name', async () => {
      const queries = fc.record({
        types: fc.subarray([...RECORD_TYPES], { minLength: 1 }),
        filter: fc.constantFrom(EVERYTHING, match('SrcK8S_Name', '=', 'a'), match('SrcPort', '>=', '80')),
        span: fc.constantFrom(EVERY.span, { fromMs: T0, toMs: Infinity }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(anyRecord, { maxLength: 20 }), queries, async (records, query) => {
          await withStore(records, async (store) => {
            expect(await store.fields(query)).toEqual(naiveFields(records, query));
          });
        }),
        { numRuns: 40 },
      );
    });

    test('are also those that one record of many has, known to the project or not', async () => {
      const many = Array.from({ length: 7000 }, () => flow());
      await withStore([...many, flow({ DnsId: 0, Odd: '' })], async (store) => {
        expect(await store.fields(EVERY)).toEqual(expect.arrayContaining(['SrcAddr', 'DnsId', 'Odd']));
      });
    });

    test('are none where nothing is stored or nothing matches', async () => {
      await withStore([], async (store) => {
        expect(await store.fields(EVERY)).toEqual([]);
        await store.ingest([flow()]);
        expect(await store.fields({ ...EVERY, types: ['endConnection'] })).toEqual([]);
      });
    });
  });

  describe(`${name}: export`, () => {
    const records = Array.from({ length: 13_000 }, (_, index) =>
      index % 4000 === 7 ? event('newConnection', { Bytes: index }) : flow({ Bytes: index }),
    );

    test.each<[string, Partial<ExportQuery>, readonly TrafficRecord[]]>([
      ['all records', {}, records],
      ['few of many', { types: ['newConnection'] }, records.filter(({ _RecordType }) => _RecordType)],
      ['up to a limit', { limit: 6001 }, records.slice(-6001).reverse()],
    ])('gives each once and in order: %s', async (_name, query, expected) => {
      await withStore(records, async (store) => {
        const exported: TrafficRecord[] = [];
        for await (const step of store.export({ ...EVERY, ...query })) {
          expect(step.length).toBeLessThanOrEqual(5000);
          exported.push(...step);
        }
        expect(exported.map(({ Bytes }) => Bytes)).toEqual(expected.map(({ Bytes }) => Bytes));
      });
    });
  });
}

function naiveFields(
  records: readonly TrafficRecord[],
  { span, types, filter }: ExportQuery,
): readonly string[] {
  const passes = compileFilter(filter);
  const matching = records.filter((record) => {
    const endMs = numberField(record, 'TimeFlowEndMs') ?? 0;
    return (
      endMs >= span.fromMs && endMs < span.toMs && types.includes(recordTypeOf(record)) && passes(record)
    );
  });
  const has = (field: string) =>
    matching.some((record) => record[field] !== undefined && record[field] !== null);
  const known = FIELDS.map((field) => field.name);
  const others = [...new Set(matching.flatMap((record) => Object.keys(record)))].filter(
    (field) => !known.includes(field),
  );
  return [...known, ...others.sort()].filter(has);
}
