import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { RECORD_TYPES } from '#model/event.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { anyEventStream } from '#model/testing/arbitrary-events.ts';
import { anyFilter } from '#model/testing/arbitrary-filters.ts';
import { anyRecord } from '#model/testing/arbitrary-records.ts';

import type { ExportQuery, FlowStore } from '../src/store/flow-store.ts';
import { event, flow, T0 } from './flow-builder.ts';
import { NaiveFlowStore } from './naive-flow-store.ts';

const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const EVERY_RECORD = { span: ALWAYS, types: RECORD_TYPES, filter: EVERYTHING };
const ALL_RECORDS = { ...EVERY_RECORD, limit: 10_000 };
const ALL_CONVERSATIONS = {
  span: ALWAYS,
  filter: EVERYTHING,
  order: { key: 'end', direction: 'desc' },
  limit: 10_000,
} as const;
const FOR_EVER = { beforeMs: -Infinity, maxRecords: Infinity };

/** What holds of every `FlowStore` when it exports and when it forgets. `createStore` opens an empty one. */
export function describeRetention(name: string, createStore: () => Promise<FlowStore>): void {
  const withStore = async (use: (fresh: FlowStore) => Promise<void>) => {
    const fresh = await createStore();
    try {
      await use(fresh);
    } finally {
      await fresh.close();
    }
  };

  describe(`${name}, exporting`, () => {
    const exported = async (store: FlowStore, query: Partial<ExportQuery> = {}) => {
      const records: TrafficRecord[] = [];
      for await (const some of store.export({ ...EVERY_RECORD, ...query })) {
        records.push(...some);
      }
      return records;
    };

    test('gives all records as they were ingested, in that order, however many there are', async () => {
      await withStore(async (store) => {
        const flows = Array.from({ length: 12_345 }, (_, index) =>
          flow({ Bytes: index, TimeFlowEndMs: T0 + ((index * 7919) % 5000) }),
        );
        for (let from = 0; from < flows.length; from += 1000) {
          await store.ingest(flows.slice(from, from + 1000));
        }
        expect(await exported(store)).toEqual(flows);
      });
    });

    test('gives the newest ones up to a limit, newest first, as a page of records does', async () => {
      await withStore(async (store) => {
        const naive = new NaiveFlowStore();
        for (let batch = 0; batch < 8; batch += 1) {
          const flows = Array.from({ length: 1600 }, (_, index) =>
            flow({ Bytes: index, SrcPort: batch, TimeFlowEndMs: T0 + ((index * 7919) % 500) + batch * 100 }),
          );
          naive.ingest(flows);
          await store.ingest(flows);
        }
        for (const limit of [1, 500, 501, 6000, 12_800, 20_000]) {
          const newest = await exported(store, { limit });
          expect(newest).toEqual(naive.export({ ...EVERY_RECORD, limit }));
          expect(newest).toEqual((await store.records({ ...ALL_RECORDS, limit })).records);
        }
        const few = { filter: match('SrcPort', '=', '3'), limit: 1000 };
        expect(await exported(store, few)).toEqual(naive.export({ ...EVERY_RECORD, ...few }));
      });
    });

    test('gives the newest of any records by any filter, span and types', async () => {
      const batches = fc.array(fc.array(anyRecord, { maxLength: 12 }), { maxLength: 4 });
      const queries = fc.record({
        span: fc.constantFrom(ALWAYS, { fromMs: T0, toMs: T0 + 60_000 }),
        types: fc.subarray([...RECORD_TYPES], { minLength: 1 }),
        filter: anyFilter.map((filter) => {
          const lowered = lowerFilter(filter);
          return lowered.ok ? lowered.value : EVERYTHING;
        }),
        limit: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
      });
      await fc.assert(
        fc.asyncProperty(batches, queries, async (all, { limit, ...query }) => {
          await withStore(async (store) => {
            const naive = new NaiveFlowStore();
            for (const batch of all) {
              naive.ingest(batch);
              await store.ingest(batch);
            }
            const asked = { ...query, ...(limit === undefined ? {} : { limit }) };
            expect((await exported(store, asked)).map(withoutNulls)).toEqual(
              naive.export(asked).map(withoutNulls),
            );
          });
        }),
        { numRuns: 40 },
      );
    });

    test('gives what a span, types and a filter let through', async () => {
      await withStore(async (store) => {
        const records = [event('newConnection'), flow({ TimeFlowEndMs: T0 }), flow({ SrcPort: 7 }), flow()];
        const naive = new NaiveFlowStore();
        naive.ingest(records);
        await store.ingest(records);
        const queries: readonly Partial<ExportQuery>[] = [
          { span: { fromMs: T0, toMs: T0 + 1 } },
          { types: ['flowLog'] },
          { filter: match('SrcPort', '=', '7') },
          { filter: match('SrcPort', '=', '8') },
          { types: ['flowLog'], limit: 1 },
        ];
        for (const query of queries) {
          expect(await exported(store, query)).toEqual(naive.export({ ...EVERY_RECORD, ...query }));
        }
      });
    });

    test('leaves out what is ingested after its first step', async () => {
      await withStore(async (store) => {
        await store.ingest(Array.from({ length: 6000 }, () => flow()));
        for (const limit of [{}, { limit: 10_000 }]) {
          const { records: held } = await store.records(ALL_RECORDS);
          let [steps, count] = [0, 0];
          for await (const some of store.export({ ...EVERY_RECORD, ...limit })) {
            steps += 1;
            count += some.length;
            await store.ingest([flow({ TimeFlowEndMs: T0 }), flow({ TimeFlowEndMs: T0 + 9000 })]);
          }
          expect(steps).toBeGreaterThan(1);
          expect(count).toBe(held.length);
        }
      });
    });

    test('stops when it is aborted, with the reason', async () => {
      await withStore(async (store) => {
        await store.ingest(Array.from({ length: 6000 }, () => flow()));
        for (const limit of [{}, { limit: 5000 }]) {
          const reason = new Error('nobody is waiting');
          const controller = new AbortController();
          const query = { ...EVERY_RECORD, ...limit };
          const steps = store.export(query, controller.signal)[Symbol.asyncIterator]();
          expect((await steps.next()).done).toBe(false);
          controller.abort(reason);
          await expect(steps.next()).rejects.toBe(reason);
        }
      });
    });
  });

  describe(`${name}, forgetting`, () => {
    test('keeps all that the limits allow', async () => {
      await withStore(async (store) => {
        await store.ingest([flow(), event('newConnection')]);
        expect(await store.forget(FOR_EVER)).toEqual({ records: 0, conversations: 0 });
        expect(await store.forget({ beforeMs: T0 + 5000, maxRecords: 2 })).toEqual({
          records: 0,
          conversations: 0,
        });
      });
    });

    test('drops records that ended before the cut, and all but so many of the newest', async () => {
      await withStore(async (store) => {
        const times = [3, 1, 2, 5, 4, 4];
        await store.ingest(times.map((ms, index) => flow({ TimeFlowEndMs: T0 + ms, Bytes: index })));
        const bytes = async () => (await store.records(ALL_RECORDS)).records.map(({ Bytes }) => Bytes);
        expect((await store.forget({ beforeMs: T0 + 2, maxRecords: Infinity })).records).toBe(1);
        expect(await bytes()).toEqual([3, 5, 4, 0, 2]);
        expect((await store.forget({ beforeMs: -Infinity, maxRecords: 2 })).records).toBe(3);
        expect(await bytes()).toEqual([3, 5]);
      });
    });

    test('drops conversations that ended before the cut; an open one stays whole without its first records', async () => {
      await withStore(async (store) => {
        await store.ingest([
          event('newConnection', { _HashId: 'ended' }),
          event('endConnection', { _HashId: 'ended', TimeFlowEndMs: T0 + 6000, numFlowLogs: 2 }),
          event('newConnection', { _HashId: 'open' }),
          event('heartbeat', { _HashId: 'open', TimeFlowEndMs: T0 + 60_000, numFlowLogs: 9 }),
        ]);
        const before = await store.conversation({ id: 'open', startMs: T0 }, 10);
        expect(await store.forget({ beforeMs: T0 + 7000, maxRecords: Infinity })).toEqual({
          records: 3,
          conversations: 1,
        });
        expect(await store.conversation({ id: 'ended', startMs: T0 }, 10)).toBeUndefined();
        const after = await store.conversation({ id: 'open', startMs: T0 }, 10);
        expect(after?.conversation).toEqual(before?.conversation);
        expect(after?.events).toHaveLength(1);
      });
    });

    test('drops an open conversation of which nothing was heard, and has it whole when it is told of again', async () => {
      await withStore(async (store) => {
        await store.ingest([event('newConnection')]);
        expect((await store.forget({ beforeMs: T0 + 9000, maxRecords: Infinity })).conversations).toBe(1);
        expect(await store.conversation({ id: 'f00d', startMs: T0 }, 10)).toBeUndefined();
        await store.ingest([event('endConnection', { TimeFlowEndMs: T0 + 10_000, numFlowLogs: 2 })]);
        const found = await store.conversation({ id: 'f00d', startMs: T0 }, 10);
        expect(found?.conversation).toMatchObject({ key: `f00d@${T0}`, events: 2, isStartSeen: true });
      });
    });

    test('never loses an open conversation to the number of records', async () => {
      await withStore(async (store) => {
        await store.ingest([event('newConnection')]);
        await store.ingest(Array.from({ length: 20 }, () => flow({ TimeFlowEndMs: T0 + 90_000 })));
        expect(await store.forget({ beforeMs: T0, maxRecords: 5 })).toEqual({
          records: 16,
          conversations: 0,
        });
      });
    });

    test('forgets what the limits say and nothing else, once, whenever it is asked to', async () => {
      const anyStep = fc.record({
        size: fc.integer({ min: 1, max: 12 }),
        beforeMs: fc.oneof(fc.constant(-Infinity), fc.integer({ min: 0, max: 40_000 })),
        maxRecords: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 30 })),
      });
      await fc.assert(
        fc.asyncProperty(anyEventStream, fc.array(anyStep, { maxLength: 4 }), async (stream, steps) => {
          // Each once: an event that says nothing new may bring a forgotten conversation back, or may not.
          const events = [...new Map(stream.events.map((one) => [JSON.stringify(one), one])).values()];
          await withStore(async (store) => {
            const naive = new NaiveFlowStore();
            const firstMs = Math.min(...events.map((one) => Number(one['TimeFlowEndMs'])));
            let from = 0;
            let latest = FOR_EVER;
            for (const { size, beforeMs, maxRecords } of steps) {
              const some = events.slice(from, from + size);
              from += size;
              // Limits only ever become tighter: what was dropped is not asked for again.
              latest = {
                beforeMs: Math.max(latest.beforeMs, firstMs + beforeMs),
                maxRecords: Math.min(latest.maxRecords, maxRecords),
              };
              naive.ingest(some);
              await store.ingest(some);
              naive.forget(latest);
              await store.forget(latest);
              expect(await store.forget(latest)).toEqual({ records: 0, conversations: 0 });
              const page = await store.records(ALL_RECORDS);
              expect(page.records).toEqual(naive.records(ALL_RECORDS));
              const { items, total } = await store.conversations(ALL_CONVERSATIONS);
              expect(byKey(items)).toEqual(byKey(naive.conversations(ALL_CONVERSATIONS)));
              expect(total).toBe(items.length);
            }
          });
        }),
        { numRuns: 20 },
      );
    });

    test('answers questions meanwhile, each with all that stays', async () => {
      await withStore(async (store) => {
        await store.ingest(Array.from({ length: 5000 }, (_, index) => flow({ TimeFlowEndMs: T0 + index })));
        const asked = Array.from({ length: 8 }, () =>
          store.records({ ...ALL_RECORDS, span: { fromMs: T0 + 4000, toMs: Infinity } }),
        );
        const forgotten = store.forget({ beforeMs: -Infinity, maxRecords: 1000 });
        const sizes = (await Promise.all(asked)).map(({ records }) => records.length);
        expect(sizes).toEqual(sizes.map(() => 1000));
        expect((await forgotten).records).toBe(4000);
      });
    });
  });
}

function byKey<T extends { readonly key: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** A record as a store is to keep it: `null` is the same as absent. */
function withoutNulls(record: TrafficRecord): TrafficRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
