import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { foldEvents } from '#model/conversation/fold.ts';
import { EVENT_TYPES, RECORD_TYPES } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';
import { anyEventStream } from '#model/testing/arbitrary-events.ts';
import { anyFilter } from '#model/testing/arbitrary-filters.ts';
import { anyRecord } from '#model/testing/arbitrary-records.ts';

import type { FlowStore, MetricsAnswer, MetricsQuery } from '../src/store/flow-store.ts';
import { METRIC_FUNCTIONS } from '../src/store/flow-store.ts';
import { event, flow, T0 } from './flow-builder.ts';
import { NaiveMetrics } from './naive-metrics.ts';

/** Sums of bytes over the first ten seconds, in one series. */
const BYTES = {
  span: { fromMs: T0, toMs: T0 + 10_000 },
  types: ['flowLog'],
  filter: EVERYTHING,
  by: [],
  field: 'Bytes',
  fn: 'sum',
  stepMs: 5000,
  windowMs: 5000,
  limit: 100,
} as const satisfies MetricsQuery;

const LABELS = [
  'SrcK8S_Namespace',
  'SrcK8S_Type',
  'DstPort',
  'Proto',
  'Flags',
  'IfDirections',
  '_IsFirst',
  '_RecordType',
  '_HashId',
  'Odd field',
  'x"y\\',
  'Unheard',
];
const VALUES = [
  'Bytes',
  'Bytes_AB',
  'Packets',
  'numFlowLogs',
  'MaxTimeFlowRttNs',
  'Proto',
  'DstPort',
  'Odd field',
];
const STEPS = [250, 999, 1000, 5000, 60_000];

const anyFlow: fc.Arbitrary<TrafficRecord> = fc
  .tuple(anyRecord, fc.option(fc.integer({ min: -10_000, max: 60_000 })))
  .map(([record, offset]) => (offset === null ? record : { ...record, TimeFlowEndMs: T0 + offset }));

/** The events of a few conversation ids, each told twice now and then. */
const anyEvents: fc.Arbitrary<readonly TrafficRecord[]> = fc
  .array(fc.tuple(anyEventStream, anyRecord, fc.boolean()), { maxLength: 4 })
  .map((streams) =>
    streams.flatMap(([{ events }, { SrcK8S_Namespace, Proto }, isTwice], index) =>
      events.flatMap((told) => {
        const one = { ...told, _HashId: `id-${index}`, SrcK8S_Namespace, Proto };
        return isTwice ? [one, one] : [one];
      }),
    ),
  );

const anyQuery: fc.Arbitrary<MetricsQuery> = fc
  .record({
    from: fc.integer({ min: -20_000, max: 60_000 }),
    length: fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.constant(1_000_000)),
    types: fc.subarray([...RECORD_TYPES], { minLength: 1 }),
    filter: fc.oneof(fc.constant(EVERYTHING), anyFilter.map(lowered)),
    by: fc.subarray(LABELS, { maxLength: 3 }),
    field: fc.option(fc.constantFrom(...VALUES), { nil: undefined }),
    fn: fc.constantFrom(...METRIC_FUNCTIONS),
    stepMs: fc.constantFrom(...STEPS),
    window: fc.constantFrom(500, 999, 4000, 30_000),
    limit: fc.constantFrom(1, 3, 1000),
  })
  .map(({ from, length, window, field, ...query }) => ({
    ...query,
    span: { fromMs: T0 + from, toMs: T0 + from + length },
    ...(field === undefined ? {} : { field }),
    windowMs: query.fn === 'rate' ? window : query.stepMs,
  }));

/** A long campaign may take so long. */
const CAMPAIGN_MS = 20 * 60_000;

/** What holds of the metrics of every `FlowStore`. `createStore` opens an empty one. */
export function describeMetrics(name: string, createStore: () => Promise<FlowStore>): void {
  const withStore = async (use: (fresh: FlowStore) => Promise<void>) => {
    const fresh = await createStore();
    try {
      await use(fresh);
    } finally {
      await fresh.close();
    }
  };
  const answerOf = async (records: readonly TrafficRecord[], query: MetricsQuery) => {
    let answer: MetricsAnswer | undefined;
    await withStore(async (store) => {
      await store.ingest(records);
      answer = await store.metrics(query);
    });
    return answer;
  };

  describe(`${name} with many records`, () => {
    let store: FlowStore;
    const naive = new NaiveMetrics();
    beforeAll(async () => {
      store = await createStore();
      const flows = fc.sample(anyFlow, { numRuns: 300, seed: 1 });
      const batches = [flows, ...fc.sample(anyEvents, { numRuns: 20, seed: 1 }).map(renamed)];
      for (const batch of batches) {
        naive.ingest(batch);
        await store.ingest(batch);
      }
    });
    afterAll(() => store.close());

    test(
      'works out what one look at each record does',
      async () => {
        await fc.assert(
          fc.asyncProperty(anyQuery, async (query) => {
            expect(rounded(await store.metrics(query))).toEqual(rounded(naive.metrics(query)));
          }),
        );
      },
      CAMPAIGN_MS,
    );

    test('answers at multiples of the step that lie about the span', async () => {
      await fc.assert(
        fc.asyncProperty(anyQuery, async (query) => {
          const { span, stepMs } = query;
          const { series } = await store.metrics(query);
          for (const [at] of series.flatMap(({ points }) => points)) {
            expect([at % stepMs, at > span.fromMs, at - stepMs < span.toMs]).toEqual([0, true, true]);
          }
          expect(series.every(({ points }) => points.length > 0)).toBe(true);
        }),
      );
    });

    test('adds up to the span in windows of a step, however long that is', async () => {
      const fns = fc.constantFrom('count', 'sum', 'rate');
      await fc.assert(
        fc.asyncProperty(anyQuery, fns, fc.constantFrom(...STEPS), async (query, fn, other) => {
          const sums = [query.stepMs, other].map(async (stepMs) => {
            const asked = { ...query, fn, stepMs, windowMs: stepMs, by: [], limit: 1 };
            return sumOf(await store.metrics(asked)) * (fn === 'rate' ? stepMs / 1000 : 1);
          });
          const [one = 0, another = 0] = await Promise.all(sums);
          expect(one).toBeCloseTo(another, 4);
        }),
      );
    });

    test('stops when it is told to', async () => {
      const leaving = new AbortController();
      const answer = store.metrics(BYTES, leaving.signal);
      leaving.abort(new Error('gone'));
      await expect(answer).rejects.toThrow('gone');
    });
  });

  describe(`${name} with conversations`, () => {
    test('adds up to the totals of the conversations, open ones included, and counts each once', async () => {
      await fc.assert(
        fc.asyncProperty(anyEvents, fc.integer({ min: 3, max: 30 }), async (events, size) => {
          await withStore(async (store) => {
            for (let from = 0; from < events.length; from += size) {
              await store.ingest(events.slice(from, from + size));
            }
            const { field, ...counted } = {
              ...BYTES,
              span: { fromMs: T0, toMs: T0 + 1_000_000 },
              types: EVENT_TYPES,
            };
            const conversations = foldEvents(events).map(({ conversation }) => conversation);
            const bytes = conversations.reduce((sum, conversation) => sum + conversation.bytes, 0);
            const ab = conversations.reduce((sum, conversation) => sum + conversation.bytesAB, 0);
            expect(sumOf(await store.metrics({ ...counted, field }))).toBe(bytes);
            expect(sumOf(await store.metrics({ ...counted, field: 'Bytes_AB' }))).toBe(ab);
            expect(sumOf(await store.metrics(counted))).toBe(conversations.length);
          });
        }),
        { numRuns: 12 },
      );
    });

    test('takes what is no counter as it is, but for the mark of what was never measured', async () => {
      const events = [
        event('newConnection', { MaxTimeFlowRttNs: -Number.MAX_VALUE }),
        event('heartbeat', { MaxTimeFlowRttNs: 3e6, numFlowLogs: 2 }),
        event('endConnection', { MaxTimeFlowRttNs: 5e6, numFlowLogs: 3 }),
      ];
      const query = { ...BYTES, types: EVENT_TYPES, field: 'MaxTimeFlowRttNs', fn: 'avg' } as const;
      expect(await answerOf(events, query)).toMatchObject({ series: [{ points: [[T0 + 10_000, 4e6]] }] });
    });
  });

  describe(`${name} with a few flows`, () => {
    test('counts the start of a window in and its end out', async () => {
      const flows = [0, 4999, 5000, 9999, 10_000].map((offset, index) =>
        flow({ TimeFlowEndMs: T0 + offset, Bytes: 10 ** index }),
      );
      expect(await answerOf(flows, BYTES)).toEqual({
        series: [
          {
            labels: {},
            points: [
              [T0 + 5000, 11],
              [T0 + 10_000, 1100],
            ],
          },
        ],
        seriesCount: 1,
      });
    });

    test('answers at multiples of the step, and cuts windows to a span that begins and ends between them', async () => {
      const flows = [0, 1999, 2000, 4999, 5000, 6999, 7000].map((offset, index) =>
        flow({ TimeFlowEndMs: T0 + offset, Bytes: 10 ** index }),
      );
      const span = { fromMs: T0 + 2000, toMs: T0 + 7000 };
      const points = async (query: Partial<MetricsQuery>) =>
        (await answerOf(flows, { ...BYTES, span, ...query }))?.series[0]?.points;
      expect(await points({})).toEqual([
        [T0 + 5000, 1100],
        [T0 + 10_000, 110_000],
      ]);
      expect(await points({ fn: 'rate' })).toEqual([
        [T0 + 5000, 220],
        [T0 + 10_000, 22_000],
      ]);
      // Longer ones are whole, so that a rate does not have to begin with next to nothing.
      expect(await points({ fn: 'rate', windowMs: 10_000 })).toEqual([
        [T0 + 5000, 111.1],
        [T0 + 10_000, 11_111.1],
      ]);
    });

    test('has no instants, and so no series, while nothing lies in the span', async () => {
      const flows = [flow({ TimeFlowEndMs: T0 + 1000 })];
      const span = { fromMs: T0 + 2000, toMs: T0 + 2000 };
      const answer = await answerOf(flows, { ...BYTES, span, fn: 'rate', windowMs: 10_000 });
      expect(answer).toEqual({ series: [], seriesCount: 0 });
    });

    test('counts no series among the first ones of which no window sees anything', async () => {
      const flows = [
        flow({ SrcK8S_Namespace: 'between', Bytes: 9999, TimeFlowEndMs: T0 + 1000 }),
        flow({ SrcK8S_Namespace: 'seen', Bytes: 1, TimeFlowEndMs: T0 + 4500 }),
      ];
      const query = { ...BYTES, by: ['SrcK8S_Namespace'], fn: 'rate', windowMs: 1000, limit: 1 } as const;
      expect(await answerOf(flows, query)).toEqual({
        series: [{ labels: { SrcK8S_Namespace: 'seen' }, points: [[T0 + 5000, 1]] }],
        seriesCount: 1,
      });
    });

    test('looks back over the whole window of a rate, before the span, too', async () => {
      const flows = [-4000, 1000, 9000].map((offset) => flow({ TimeFlowEndMs: T0 + offset, Bytes: 100 }));
      const answer = await answerOf(flows, { ...BYTES, fn: 'rate', windowMs: 10_000 });
      expect(answer?.series[0]?.points).toEqual([
        [T0 + 5000, 20],
        [T0 + 10_000, 20],
      ]);
    });

    test.each([
      ['sum', ['c', 'b']],
      ['min', ['a', 'b']],
    ] as const)('gives the first series by %s, and says how many there are', async (fn, expected) => {
      const flows = ['a', 'b', 'c'].map((namespace, index) =>
        flow({ SrcK8S_Namespace: namespace, Bytes: index + 1 }),
      );
      const answer = await answerOf(flows, { ...BYTES, by: ['SrcK8S_Namespace'], fn, limit: 2 });
      expect(answer?.series.map(({ labels }) => labels['SrcK8S_Namespace'])).toEqual(expected);
      expect(answer?.seriesCount).toBe(3);
    });

    test('orders equal series by their labels', async () => {
      const flows = ['b', 'c', 'a'].map((namespace) => flow({ SrcK8S_Namespace: namespace }));
      const answer = await answerOf(flows, { ...BYTES, by: ['SrcK8S_Namespace'], limit: 2 });
      expect(answer?.series.map(({ labels }) => labels['SrcK8S_Namespace'])).toEqual(['a', 'b']);
    });

    test('makes one series of all the ways in which a label is not set', async () => {
      const flows = [flow({ SrcK8S_Namespace: '' }), flow({ SrcK8S_Namespace: null }), flow()];
      const answer = await answerOf(flows, { ...BYTES, by: ['SrcK8S_Namespace'] });
      expect(answer).toMatchObject({ series: [{ labels: {}, points: [[T0 + 10_000, 300]] }] });
    });

    test('answers with nothing when nothing matches', async () => {
      const query = { ...BYTES, filter: match('SrcAddr', '=', '10.9.9.9') };
      expect(await answerOf([flow()], query)).toEqual({ series: [], seriesCount: 0 });
    });
  });
}

/** Events of another batch under ids of their own. */
function renamed(events: readonly TrafficRecord[], batch: number): readonly TrafficRecord[] {
  return events.map((told) => ({ ...told, _HashId: `${textField(told, '_HashId') ?? ''}-${batch}` }));
}

function sumOf({ series }: MetricsAnswer): number {
  return series.flatMap(({ points }) => points).reduce((sum, [, value]) => sum + value, 0);
}

/** Without the last digits, which depend on the order in which numbers are added. */
function rounded({ series, seriesCount }: MetricsAnswer): MetricsAnswer {
  return {
    series: series.map(({ labels, points }) => ({
      labels,
      points: points.map(([at, value]) => [at, Number(value.toPrecision(9))] as const),
    })),
    seriesCount,
  };
}

function lowered(filter: Filter): Filter {
  const result = lowerFilter(filter);
  return result.ok ? result.value : EVERYTHING;
}
