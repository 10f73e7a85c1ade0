import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { flow, T0 } from '../../../test/flow-builder.ts';
import { arrivalMs } from '../arrival.ts';
import { Tally } from '../tally.ts';
import { mergeByArrival } from './merge-by-arrival.ts';
import { oldestFirst } from './oldest-first.ts';
import { OrderBuffer } from './order-buffer.ts';
import { compareByArrival } from './record-order.ts';

type Timed = { readonly time: number; readonly index: number };

const batchesOfTimes = fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 }), {
  maxLength: 20,
});

describe('OrderBuffer', () => {
  test('sorts stably what fits into its window', () => {
    fc.assert(
      fc.property(batchesOfTimes, (batches) => {
        const things = timed(batches);
        expect(throughBuffer(1000, things)).toEqual({ out: stableSort(things.flat()), late: 0 });
      }),
    );
  });

  test('hands on everything once, whatever its window, and counts what goes back', () => {
    fc.assert(
      fc.property(batchesOfTimes, fc.integer({ min: 1, max: 10 }), (batches, window) => {
        const things = timed(batches);
        const { out, late } = throughBuffer(window, things);
        expect(stableSort([...out].sort(byIndex))).toEqual(stableSort(things.flat()));
        expect(out.some((thing, index) => thing.time < (out[index - 1]?.time ?? 0))).toBe(late > 0);
      }),
    );
  });

  test('sorts what is displaced by less than its window', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 7 }), { maxLength: 200 }), (delays) => {
        const things = stableSort(delays.map((delay, index) => ({ time: index + delay, index })));
        const swapped = things.map(({ index }) => ({ time: index, index }));
        expect(throughBuffer(8, [swapped])).toEqual({ out: stableSort(swapped), late: 0 });
      }),
    );
  });
});

describe('mergeByArrival', () => {
  test('is a stable sort of files that are sorted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batchesOfTimes, { maxLength: 4 }), async (files) => {
        const sorted = files.map((batches, file) =>
          timed(batches)
            .flat()
            .map(({ time, index }) => flow({ TimeFlowEndMs: T0 + time, Bytes: file * 1000 + index }))
            .sort(compareByArrival),
        );
        const merged = await all(
          mergeByArrival(
            sorted.map((records) => inBatches(records, 7)),
            new Tally(),
          ),
        );
        expect(merged).toEqual(sorted.flat().sort(compareByArrival));
      }),
    );
  });
});

describe('oldestFirst', () => {
  const records = (count: number, timeOf: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => flow({ TimeFlowEndMs: T0 + timeOf(index), Bytes: index }));
  const file = { path: 'some.json', order: 'nearly-sorted' } as const;
  const order = async (
    some: readonly TrafficRecord[],
    how: 'nearly-sorted' | 'unsorted' = 'nearly-sorted',
  ) => {
    const tally = new Tally();
    const times = (await all(oldestFirst(inBatches(some, 700), { ...file, order: how }, tally))).map(
      arrivalMs,
    );
    return { times, late: tally.facts.late };
  };
  const isSorted = (times: readonly number[]) =>
    times.every((time, index) => time >= (times[index - 1] ?? 0));

  test.each([
    ['newest first', 25_000, (index: number) => -index],
    ['in no order at all but short', 9_000, (index: number) => (index * 7919) % 9001],
    ['a little late now and then', 30_000, (index: number) => (index % 50 === 0 ? index - 900 : index)],
  ])('sorts files that are %s', async (_name, count, timeOf) => {
    const { times, late } = await order(records(count, timeOf));
    expect(times).toHaveLength(count);
    expect(isSorted(times)).toBe(true);
    expect(late).toBe(0);
  });

  test('sorts a long file of a format without order', async () => {
    const { times } = await order(
      records(30_000, (index) => (index * 7919) % 30_011),
      'unsorted',
    );
    expect(isSorted(times)).toBe(true);
  });

  test('hands on what is far too late, and counts it', async () => {
    const { times, late } = await order(records(40_000, (index) => (index === 39_999 ? 0 : index)));
    expect(times).toHaveLength(40_000);
    expect(late).toBe(1);
  });

  test('refuses a file that is newest first and too large to turn around', async () => {
    await expect(order(records(301_000, (index) => -index))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/some\.json.*tac.*logcli --forward/) as string,
    });
  });
});

function timed(batches: readonly (readonly number[])[]): readonly (readonly Timed[])[] {
  let index = 0;
  return batches.map((times) => times.map((time) => ({ time, index: index++ })));
}

function stableSort(things: readonly Timed[]): readonly Timed[] {
  return [...things].sort((one, other) => one.time - other.time);
}

function byIndex(one: Timed, other: Timed): number {
  return one.index - other.index;
}

function throughBuffer(window: number, batches: readonly (readonly Timed[])[]) {
  const buffer = new OrderBuffer<Timed>(window, (one, other) => one.time - other.time);
  const out = batches.flatMap((things) => buffer.push(things));
  out.push(...buffer.flush());
  return { out, late: buffer.late };
}

async function* inBatches(
  records: readonly TrafficRecord[],
  size: number,
): AsyncGenerator<readonly TrafficRecord[], undefined> {
  for (let from = 0; from < records.length; from += size) {
    yield await Promise.resolve(records.slice(from, from + size));
  }
  return undefined;
}

async function all(batches: AsyncIterable<readonly TrafficRecord[]>): Promise<TrafficRecord[]> {
  const records: TrafficRecord[] = [];
  for await (const batch of batches) {
    records.push(...batch);
  }
  return records;
}
