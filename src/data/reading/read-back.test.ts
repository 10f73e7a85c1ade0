import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';
import type { Slice } from '#model/reading/slice.ts';
import { flowExample } from '../../testing/examples.ts';
import { refusal, startRecordsEndpoint } from '../../testing/records-endpoint.ts';
import { BackendLimits } from './backend-limits.ts';
import type { ReadOptions, Stretch } from './read-back.ts';
import { readBack } from './read-back.ts';
import { budgetOf } from './testing/read-options.ts';

const endpoint = startRecordsEndpoint();

const FLOWS = { recordType: 'flowLog', filters: '', namespace: undefined } as const;
const SLICE: Slice = { startS: 100, endS: 199 };

/** Flow logs that differ, which ended at some times in ms, the newest first. */
function flowsAt(times: readonly number[]): readonly TrafficRecord[] {
  return times
    .map((TimeFlowEndMs, SrcPort) => flowExample({ SrcPort, TimeFlowEndMs }))
    .sort((a, b) => timeOf(b) - timeOf(a));
}

/** So many in each second of the slice. */
function flowsInEachSecond(count: number): readonly TrafficRecord[] {
  return flowsAt(
    Array.from({ length: 100 * count }, (_none, index) => SLICE.startS * 1000 + index * (1000 / count)),
  );
}

function timeOf({ TimeFlowEndMs }: TrafficRecord): number {
  return Number(TimeFlowEndMs);
}

function portsOf(records: readonly TrafficRecord[]): readonly unknown[] {
  return records.map(({ SrcPort }) => SrcPort);
}

/** Reads with answers that hold `entries` records. */
function reading({ entries = 10, ...options }: Partial<ReadOptions> & { readonly entries?: number } = {}) {
  return readBack(FLOWS, SLICE, {
    limits: new BackendLimits(entries),
    signal: new AbortController().signal,
    budget: budgetOf(),
    partition: [],
    ...options,
  });
}

async function readAll(stretches: AsyncGenerator<Stretch, undefined>): Promise<readonly Stretch[]> {
  const read: Stretch[] = [];
  for await (const stretch of stretches) {
    read.push(stretch);
  }
  return read;
}

/** Each record once, and each in the stretch of time that it is said to be of. */
function expectTiles(stretches: readonly Stretch[], records: readonly TrafficRecord[]): void {
  expect(portsOf(stretches.flatMap((stretch) => stretch.records)).toSorted()).toEqual(
    portsOf(records).toSorted(),
  );
  stretches.forEach(({ records: some, backToMs, stop }, index) => {
    expect(stop).toBeUndefined();
    for (const record of some) {
      expect(timeOf(record)).toBeGreaterThanOrEqual(backToMs);
      expect(timeOf(record)).toBeLessThan(stretches[index - 1]?.backToMs ?? Infinity);
    }
  });
  expect(stretches.at(-1)?.backToMs).toBe(SLICE.startS * 1000);
}

describe('readBack', () => {
  test('asks once for what one answer holds', async () => {
    const flows = flowsAt([100_000, 150_500, 199_999]);
    endpoint.keep([...flows, ...flowsAt([99_999, 200_000])]);
    expect(await readAll(reading())).toEqual([{ records: flows, backToMs: 100_000, stop: undefined }]);
    expect(endpoint.asked()).toMatchObject([{ startS: 100, endS: 199, limit: 10 }]);
  });

  test('reads each record once, from the newest back, without a gap', async () => {
    const flows = flowsInEachSecond(2);
    endpoint.keep(flows);
    const stretches = await readAll(reading());
    expectTiles(stretches, flows);
    expect(portsOf(stretches.flatMap(({ records }) => records))).toEqual(portsOf(flows));
  });

  test('reads each record once however they are spread, as long as no second holds too many', async () => {
    const anyTimes = fc
      .array(fc.integer({ min: 100_000, max: 199_999 }), { maxLength: 60 })
      .filter((times) => {
        const seconds = times.map((time) => Math.floor(time / 1000));
        return seconds.every((second) => seconds.filter((other) => other === second).length < 5);
      });
    await fc.assert(
      fc.asyncProperty(anyTimes, fc.option(fc.nat({ max: 6 })), async (times, first) => {
        const flows = flowsAt(times);
        endpoint.keep(flows);
        const firstLimit = first === null ? undefined : first + 1;
        expectTiles(await readAll(reading({ entries: 5, firstLimit })), flows);
      }),
      { numRuns: 50 },
    );
  });

  test('has four questions on their way at once, and no more', async () => {
    // None is answered before all that are asked at once have arrived.
    endpoint.keep(flowsInEachSecond(2), async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return undefined;
    });
    await readAll(reading());
    expect(endpoint.mostAtOnce()).toBe(4);
  });

  test('asks nothing that nobody takes', async () => {
    endpoint.keep(flowsInEachSecond(2));
    const stretches = reading();
    expect(endpoint.asked()).toHaveLength(0);
    await stretches.next();
    expect(endpoint.asked()).toHaveLength(1);
  });

  test('asks for shorter time ranges where the backend allows no longer ones', async () => {
    const flows = flowsInEachSecond(1);
    endpoint.keep(flows, ({ startS, endS }) =>
      endS - startS >= 40 ? refusal('the query time range exceeds the limit (limit: 40s)') : undefined,
    );
    expectTiles(await readAll(reading({ entries: 1000 })), flows);
    expect(endpoint.asked().map(({ startS, endS }) => [startS, endS])).toEqual([
      [100, 199],
      [161, 199],
      [122, 160],
      [100, 121],
    ]);
  });
});

describe('the first answer', () => {
  test('holds as few records as may be enough, and the next ones as many as they can', async () => {
    const flows = flowsInEachSecond(2);
    endpoint.keep(flows);
    expectTiles(await readAll(reading({ entries: 50, firstLimit: 10 })), flows);
    const [first, ...others] = endpoint.asked().map(({ limit }) => limit);
    expect(first).toBe(10);
    expect(new Set(others)).toEqual(new Set([50]));
    // Ten of two a second are five seconds, in one of which there may be more: fifty are five times four, but for room.
    expect(endpoint.asked()[1]).toMatchObject({ startS: 182, endS: 195 });
  });

  test('holds as many as it can where the newest second has more than that', async () => {
    const flows = flowsAt([199_100, 199_200, 199_300, 199_400, 150_000]);
    endpoint.keep(flows);
    expectTiles(await readAll(reading({ firstLimit: 2 })), flows);
    expect(endpoint.asked().map(({ limit }) => limit)).toEqual([2, 10]);
  });

  test('alone holds few, also where the backend allows no longer time ranges', async () => {
    const flows = flowsAt([199_000, 160_100, 160_200, 160_300]);
    endpoint.keep(flows, ({ startS, endS }) =>
      endS - startS >= 40 ? refusal('the query time range exceeds the limit (limit: 40s)') : undefined,
    );
    expectTiles(await readAll(reading({ firstLimit: 2 })), flows);
    expect(endpoint.asked().map(({ limit }) => limit)).toEqual([2, 2, 10, 10]);
  });
});

describe('a second that holds more than an answer', () => {
  /** Twelve in the second 150, each fourth of them sent, and one before and after it. */
  const flows = flowsAt([
    ...Array.from({ length: 12 }, (_none, index) => 150_000 + index),
    120_000,
    180_000,
  ]).map((flow, index) => ({ ...flow, FlowDirection: index % 4 === 0 ? 1 : 0 }));
  const partition = ['FlowDirection="0"', 'FlowDirection="1"'];

  test('is where reading stops, with what came after it', async () => {
    endpoint.keep(flows);
    const stretches = await readAll(reading());
    expect(stretches.at(-1)).toEqual({ records: [], backToMs: 151_000, stop: { by: 'second' } });
    expect(stretches.flatMap(({ records }) => records).map(timeOf)).toEqual([180_000]);
  });

  test('is read part by part, the newest record first', async () => {
    endpoint.keep(flows);
    const stretches = await readAll(reading({ partition }));
    expectTiles(stretches, flows);
    expect(stretches.flatMap(({ records }) => records).map(timeOf)).toEqual(flows.map(timeOf));
    expect(endpoint.asked().filter(({ filters }) => filters !== '')).toMatchObject([
      { filters: 'FlowDirection="0"', startS: 150, endS: 150 },
      { filters: 'FlowDirection="1"', startS: 150, endS: 150 },
    ]);
  });

  test('is where reading stops when a part of it holds more than an answer', async () => {
    endpoint.keep(flows);
    const stretches = await readAll(reading({ entries: 5, partition }));
    expect(stretches.at(-1)).toEqual({ records: [], backToMs: 151_000, stop: { by: 'second' } });
  });

  test('is where reading stops when it is the newest one', async () => {
    endpoint.keep(flowsAt(Array.from({ length: 12 }, () => 199_500)));
    expect(await readAll(reading())).toEqual([{ records: [], backToMs: 200_000, stop: { by: 'second' } }]);
  });
});

describe('a failure', () => {
  const GONE = 'Error from Loki query: [504] Loki message: context deadline exceeded';

  test('of the first question is thrown', async () => {
    endpoint.keep(flowsInEachSecond(2), () => refusal(GONE));
    await expect(readAll(reading())).rejects.toMatchObject({ code: 'loki-timeout' });
  });

  test('later is where reading stops, with what was read', async () => {
    const flows = flowsInEachSecond(2);
    endpoint.keep(flows, ({ endS }) => (endS < 190 ? refusal(GONE) : undefined));
    const stretches = await readAll(reading());
    const backToMs = stretches.at(-1)?.backToMs ?? 0;
    expect(stretches.at(-1)).toMatchObject({
      records: [],
      stop: { by: 'failure', error: { code: 'loki-timeout' } },
    });
    expect(backToMs).toBeLessThanOrEqual(191_000);
    expect(portsOf(stretches.flatMap(({ records }) => records))).toEqual(
      portsOf(flows.filter((flow) => timeOf(flow) >= backToMs)),
    );
  });
});

describe('what is no longer wanted', () => {
  test('is cancelled when nobody takes more', async () => {
    endpoint.keep(flowsInEachSecond(2), (_asked, index) => (index > 1 ? NEVER : undefined));
    const stretches = reading();
    await stretches.next();
    await stretches.next();
    expect(endpoint.asked()).toHaveLength(5);
    await stretches.return(undefined);
    expect(endpoint.givenUp()).toBe(3);
  });

  test('is cancelled when the question is given up, which is thrown', async () => {
    const asking = new AbortController();
    endpoint.keep(flowsInEachSecond(2), (_asked, index) => {
      if (index === 2) {
        asking.abort(new Error('another question'));
      }
      return index > 0 ? NEVER : undefined;
    });
    const stretches = reading({ signal: asking.signal });
    await stretches.next();
    await expect(stretches.next()).rejects.toThrow('another question');
    expect(await stretches.next()).toEqual({ done: true, value: undefined });
    expect(endpoint.asked().length).toBeLessThanOrEqual(5);
  });
});

describe('the time of a budget', () => {
  test('stops what is waited for, once something was read', async () => {
    let nowMs = 0;
    endpoint.keep(flowsInEachSecond(2), (_asked, index) => (index > 0 ? NEVER : undefined));
    const stretches = reading({ budget: budgetOf({ ms: 10_000 }, () => nowMs) });
    const { value } = await stretches.next();
    nowMs = 10_000;
    expect(await readAll(stretches)).toEqual([
      { records: [], backToMs: value?.backToMs, stop: { by: 'budget' } },
    ]);
    expect(endpoint.givenUp()).toBe(4);
  });

  test('does not stop the first question, however long that takes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      // It is answered once all that waits for a time has had its turn.
      endpoint.keep(flowsAt([150_000]), async () => {
        await vi.advanceTimersByTimeAsync(60_000);
        return undefined;
      });
      const stretches = await readAll(reading({ budget: budgetOf({ ms: 10_000 }) }));
      expect(stretches).toMatchObject([{ backToMs: 100_000, stop: undefined }]);
    } finally {
      vi.useRealTimers();
    }
  });
});

/** An answer that does not come. */
const NEVER = new Promise<undefined>(() => undefined);
