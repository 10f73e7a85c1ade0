import { describe, expect, test } from 'vitest';

import { planRead } from '#model/backend/read-plan.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { netObservBackend } from '#model/testing/netobserv-backend.ts';
import { endExample } from '../../testing/examples.ts';
import { startRecordsEndpoint } from '../../testing/records-endpoint.ts';
import type { EventsRead } from './read-events.ts';
import { readByIds, readPlanned } from './read-events.ts';
import { WHOLE } from './reading-end.ts';
import { budgetOf, contextOf } from './testing/read-options.ts';

const endpoint = startRecordsEndpoint();

const SLICE = { startS: 100, endS: 199 };
const PLAN = planRead(EVERYTHING, netObservBackend(), () => true);

/** Events of as many conversations, two in each second, the newest first. */
const events = Array.from({ length: 200 }, (_none, index) =>
  endExample({ _HashId: `id${index}`, TimeFlowEndMs: 199_500 - index * 500 }),
);

/** So many at once that no answer holds them. */
const crowd = Array.from({ length: 30 }, (_none, index) =>
  endExample({ _HashId: `${(index % 16).toString(16)}${index}`, TimeFlowEndMs: 150_000 + index }),
);

const context = (but = {}) => contextOf({ nowMs: 200_000, entries: 20, ...but });

/** How many of the newest events were read, and how far back all of them. */
function expectRead({ events: read, end }: EventsRead, { atLeast, by }: { atLeast: number; by: string }) {
  const fromMs = end.kind === 'stopped' ? end.fromMs : 0;
  expect(end).toMatchObject({ kind: 'stopped', stop: { by }, toMs: Infinity });
  expect(read.length).toBeGreaterThanOrEqual(atLeast);
  expect(read.map(({ _HashId }) => _HashId)).toEqual(
    events.filter(({ TimeFlowEndMs }) => Number(TimeFlowEndMs) >= fromMs).map(({ _HashId }) => _HashId),
  );
}

describe('readPlanned', () => {
  test('reads all events of a slice', async () => {
    endpoint.keep(events);
    const { events: read, end } = await readPlanned(PLAN, SLICE, context());
    expect(read).toHaveLength(200);
    expect(end).toEqual(WHOLE);
  });

  test('stops when so many records were read as the budget has', async () => {
    endpoint.keep(events);
    const read = await readPlanned(PLAN, SLICE, context({ budget: budgetOf({ records: 50 }) }));
    expectRead(read, { atLeast: 50, by: 'budget' });
    expect(read.events.length).toBeLessThan(50 + 20);
  });

  test('is whole where the last record of the budget was the last one', async () => {
    endpoint.keep(events.slice(0, 5));
    const read = await readPlanned(PLAN, SLICE, context({ budget: budgetOf({ records: 5 }) }));
    expect(read.end).toEqual(WHOLE);
  });

  test('stops after so many answers', async () => {
    endpoint.keep(events);
    expectRead(await readPlanned(PLAN, SLICE, context(), { answers: 1 }), { atLeast: 18, by: 'budget' });
    expect(endpoint.asked()).toHaveLength(1);
  });

  test('asks whether it is enough after two answers, and then each time there is twice as much', async () => {
    endpoint.keep(events);
    const sizes: number[] = [];
    const isEnough = (read: EventsRead) => {
      sizes.push(read.events.length);
      return sizes.length === 2;
    };
    const read = await readPlanned(PLAN, SLICE, context(), { isEnough });
    expectRead(read, { atLeast: 2 * (sizes[0] ?? Infinity), by: 'budget' });
    expect(sizes).toHaveLength(2);
    expect(sizes[0]).toBeGreaterThan(40);
    expect(sizes[0]).toBeLessThan(60);
  });

  test('asks nothing of a slice that ends before it starts', async () => {
    endpoint.keep(events);
    await expect(readPlanned(PLAN, { startS: 200, endS: 199 }, context())).resolves.toEqual({
      events: [],
      end: WHOLE,
    });
    expect(endpoint.asked()).toEqual([]);
  });
});

describe('readByIds', () => {
  test('asks for a hundred ids at a time, each once', async () => {
    endpoint.keep(events);
    const ids = Array.from({ length: 150 }, (_none, index) => `id${index}`);
    const { events: read, end } = await readByIds(
      [...ids, 'id0'],
      { recordType: 'endConnection', slice: SLICE },
      context({ entries: 1000 }),
    );
    expect(read.map(({ _HashId }) => _HashId).toSorted()).toEqual(ids.toSorted());
    expect(end).toEqual(WHOLE);
    expect(endpoint.asked().map(({ filters }) => filters.split(',').length)).toEqual([100, 50]);
    expect(endpoint.asked().every(({ recordType }) => recordType === 'endConnection')).toBe(true);
  });

  test('reads a second part by part that holds more than an answer, by what ids begin with', async () => {
    endpoint.keep(crowd);
    const { events: read, end } = await readPlanned(PLAN, SLICE, context());
    expect(read).toHaveLength(30);
    expect(end).toEqual(WHOLE);
    expect(endpoint.asked().filter(({ filters }) => filters === '_HashId=f*')).toHaveLength(1);
  });

  test('cannot do so where ids are not found', async () => {
    endpoint.keep(crowd);
    const backend = netObservBackend({ fields: new Map() });
    const { end } = await readPlanned(PLAN, SLICE, context({ backend }));
    expect(end).toMatchObject({ kind: 'stopped', stop: { by: 'second' }, fromMs: 151_000 });
  });
});
