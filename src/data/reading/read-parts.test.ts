import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';
import { flowExample } from '../../testing/examples.ts';
import { startRecordsEndpoint } from '../../testing/records-endpoint.ts';
import { BackendLimits } from './backend-limits.ts';
import type { Stretch } from './read-back.ts';
import { readParts } from './read-parts.ts';
import { budgetOf } from './testing/read-options.ts';

const endpoint = startRecordsEndpoint();

const SLICE = { startS: 100, endS: 199 };
const FROM_LAB = { recordType: 'flowLog', filters: 'SrcK8S_Namespace="lab"', namespace: undefined } as const;
const TO_SHOP = { ...FROM_LAB, filters: 'DstK8S_Namespace="shop"' };

/** From whom to whom a flow went: of one part, of the other one, or of both. */
type Way = 'from lab' | 'to shop' | 'from lab to shop';

function flow(way: Way, TimeFlowEndMs: number, SrcPort = TimeFlowEndMs): TrafficRecord {
  return flowExample({
    SrcPort,
    TimeFlowEndMs,
    SrcK8S_Namespace: way === 'to shop' ? 'other' : 'lab',
    DstK8S_Namespace: way === 'from lab' ? 'other' : 'shop',
  });
}

/** One in each half second. */
function flows(way: Way, count = 200): readonly TrafficRecord[] {
  return Array.from({ length: count }, (_none, index) => flow(way, 199_500 - index * 500));
}

const reading = (parts = [FROM_LAB, TO_SHOP]) =>
  readParts(parts, SLICE, {
    limits: new BackendLimits(10),
    signal: new AbortController().signal,
    budget: budgetOf(),
    partition: [],
  });

async function readAll(stretches: AsyncGenerator<Stretch, undefined>): Promise<readonly Stretch[]> {
  const read: Stretch[] = [];
  for await (const stretch of stretches) {
    read.push(stretch);
  }
  return read;
}

const recordsOf = (stretches: readonly Stretch[]) => stretches.flatMap(({ records }) => records);
const portsOf = (records: readonly TrafficRecord[]) => records.map(({ SrcPort }) => SrcPort).toSorted();
const askedFor = (filters: string) => endpoint.asked().filter((asked) => asked.filters === filters);

describe('readParts', () => {
  test('reads a record once that is in two parts', async () => {
    const some = [flow('from lab', 150_000), flow('from lab to shop', 160_000), flow('to shop', 170_000)];
    endpoint.keep([...some, flow('from lab to shop', 250_000)]);
    expect(portsOf(recordsOf(await readAll(reading())))).toEqual(portsOf(some));
  });

  test('has read all parts from the instant that it says', async () => {
    const anyFlows = fc
      .array(
        fc.record({
          way: fc.constantFrom<Way>('from lab', 'to shop', 'from lab to shop'),
          halfSecond: fc.nat({ max: 199 }),
        }),
        { maxLength: 80 },
      )
      .map((some) => some.map(({ way, halfSecond }, index) => flow(way, 100_000 + halfSecond * 500, index)))
      .filter((some) => {
        const seconds = some.map(({ TimeFlowEndMs }) => Math.floor(Number(TimeFlowEndMs) / 1000));
        return seconds.every((second) => seconds.filter((other) => other === second).length < 10);
      });
    await fc.assert(
      fc.asyncProperty(anyFlows, async (some) => {
        endpoint.keep(some);
        const stretches = await readAll(reading());
        stretches.forEach(({ backToMs }, index) => {
          const read = new Set(portsOf(recordsOf(stretches.slice(0, index + 1))));
          const known = some.filter(({ TimeFlowEndMs }) => Number(TimeFlowEndMs) >= backToMs);
          expect(known.filter(({ SrcPort }) => !read.has(SrcPort))).toEqual([]);
        });
        expect(stretches.at(-1)).toMatchObject({ backToMs: 100_000, stop: undefined });
        expect(portsOf(recordsOf(stretches))).toEqual(portsOf(some));
      }),
      { numRuns: 50 },
    );
  });

  test('asks no more of a part that is ahead', async () => {
    const old = Array.from({ length: 20 }, (_none, index) => flow('to shop', 100_000 + index * 500));
    endpoint.keep([...flows('from lab'), ...old]);
    const stretches = reading();
    await stretches.next();
    await stretches.next();
    await stretches.next();
    expect(askedFor(FROM_LAB.filters).length).toBeGreaterThan(2);
    expect(askedFor(TO_SHOP.filters)).toHaveLength(1);
    await stretches.return(undefined);
  });

  test('stops where one part cannot go on, once the others are read up to there', async () => {
    const many = Array.from({ length: 20 }, (_none, index) => flow('to shop', 150_000 + index));
    endpoint.keep([...flows('from lab'), ...many]);
    const stretches = await readAll(reading());
    expect(stretches.at(-1)).toMatchObject({ backToMs: 151_000, stop: { by: 'second' } });
    expect(stretches.slice(0, -1).every(({ stop }) => stop === undefined)).toBe(true);
    const newer = (some: readonly TrafficRecord[]) =>
      portsOf(some.filter(({ TimeFlowEndMs }) => Number(TimeFlowEndMs) >= 151_000));
    expect(newer(recordsOf(stretches))).toEqual(newer(flows('from lab')));
  });

  test('cancels what is asked of all parts when nobody takes more', async () => {
    const never = new Promise<undefined>(() => undefined);
    // The first two questions of each part are answered, and three more of each are on their way.
    endpoint.keep([...flows('from lab'), ...flows('to shop')], ({ filters }) =>
      askedFor(filters).length > 2 ? never : undefined,
    );
    const stretches = reading();
    await stretches.next();
    await stretches.next();
    expect(endpoint.asked()).toHaveLength(10);
    await stretches.return(undefined);
    expect(endpoint.givenUp()).toBe(6);
  });

  test('reads nothing of no parts', async () => {
    endpoint.keep(flows('from lab'));
    expect(await readAll(reading([]))).toEqual([]);
    expect(endpoint.asked()).toEqual([]);
  });
});
