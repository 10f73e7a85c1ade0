import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { all, EVERYTHING, match } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { netObservBackend } from '#model/testing/netobserv-backend.ts';
import { flowExample } from '../../testing/examples.ts';
import { startRecordsEndpoint } from '../../testing/records-endpoint.ts';
import { readFlows } from './read-flows.ts';
import { WHOLE } from './reading-end.ts';
import { budgetOf, contextOf } from './testing/read-options.ts';

const endpoint = startRecordsEndpoint();

const SPAN = { fromMs: 100_000, toMs: 200_000 };

/** A flow of a second that ended at a time, as the node reports that it was sent to. */
function received(id: number, TimeFlowEndMs: number, but: TrafficRecord = {}): TrafficRecord {
  return flowExample({
    _HashId: `c${id}`,
    SrcPort: 40_000 + id,
    TimeFlowEndMs,
    TimeFlowStartMs: TimeFlowEndMs - 1000,
    AgentIP: '10.0.0.11',
    FlowDirection: 0,
    ...but,
  });
}

/** The same, as the node reports that sent it. */
function sent(id: number, TimeFlowEndMs: number, but: TrafficRecord = {}): TrafficRecord {
  return received(id, TimeFlowEndMs + 10, { AgentIP: '10.0.0.12', FlowDirection: 1, ...but });
}

/** A connection each second, of which both nodes report a flow; the newest first. */
const seconds = Array.from({ length: 60 }, (_none, index) => index);
const flows = seconds.map((index) => received(index, 190_500 - index * 1000));
const others = seconds.map((index) => sent(index, 190_500 - index * 1000));

type But = Partial<Parameters<typeof contextOf>[0]> & { readonly showDup?: boolean; readonly limit?: number };

function read(filter: Filter, { showDup = false, limit = 100, ...but }: But = {}) {
  return readFlows(
    { span: SPAN, filter, limit, showDup },
    contextOf({ nowMs: 300_000, entries: 1000, ...but }),
  );
}

const idsOf = (records: readonly TrafficRecord[]) => records.map(({ _HashId }) => _HashId);
const filtersAsked = () => endpoint.asked().map(({ filters }) => filters);

describe('readFlows', () => {
  test('lists what one of the nodes reported, and counts what the other one did', async () => {
    endpoint.keep([...flows, ...others]);
    expect(await read(EVERYTHING)).toEqual({
      records: flows,
      hasMore: false,
      secondObservers: 60,
      end: WHOLE,
    });
  });

  test('lists what a second node reported where that is wanted, and marks it', async () => {
    endpoint.keep([...flows, ...others]);
    const { records, secondObservers } = await read(EVERYTHING, { showDup: true, limit: 500 });
    expect(records).toHaveLength(120);
    expect(records.filter(({ Duplicate }) => Duplicate === true)).toEqual(
      others.map((flow) => ({ ...flow, Duplicate: true })),
    );
    expect(secondObservers).toBe(0);
  });

  test('lists the newest so many, and counts what was left out between them', async () => {
    endpoint.keep([...flows, ...others]);
    const { records, hasMore, secondObservers, end } = await read(EVERYTHING, { limit: 5 });
    expect(idsOf(records)).toEqual(idsOf(flows.slice(0, 5)));
    expect({ hasMore, secondObservers, end }).toEqual({ hasMore: true, secondObservers: 5, end: WHOLE });
  });

  test('knows what was reported just after the time that is asked about', async () => {
    endpoint.keep([sent(1, 199_900), received(1, 201_000)]);
    await expect(read(EVERYTHING)).resolves.toMatchObject({ records: [], secondObservers: 1 });
  });

  test('lists nothing that ended outside of the time that is asked about', async () => {
    endpoint.keep([received(1, 99_999), received(2, 100_000), received(3, 199_999), received(4, 200_000)]);
    expect(idsOf((await read(EVERYTHING)).records)).toEqual(['c3', 'c2']);
  });

  test('applies the whole filter to what the backend finds', async () => {
    const named = ['web', 'web-2', 'api'].map((SrcK8S_Name, id) =>
      received(id, 150_000 - id, { SrcK8S_Name }),
    );
    endpoint.keep(named);
    const { records } = await read(match('SrcK8S_Name', '=', 'web'));
    expect(idsOf(records)).toEqual(['c0']);
    expect(filtersAsked()).toEqual(['SrcK8S_Name=web']);
  });

  test('asks for few at first, and for more where they are not enough', async () => {
    endpoint.keep(Array.from({ length: 900 }, (_none, index) => received(index, 199_900 - index * 100)));
    await read(EVERYTHING, { limit: 10, entries: 5000 });
    expect(endpoint.asked().map(({ limit }) => limit)).toEqual([500]);
    expect(await read(EVERYTHING, { limit: 1000, entries: 800 })).toMatchObject({
      hasMore: false,
      end: WHOLE,
    });
    expect(endpoint.asked()[1]?.limit).toBe(800);
  });
});

describe('a condition on what each node says for itself', () => {
  const large = match('Bytes', '>', '1000');

  test('is asked for, and what the other node reported is looked up', async () => {
    const some = [received(1, 150_000, { Bytes: 2000 }), sent(2, 140_000, { Bytes: 2000 })];
    // It lasted longer, as that node saw it.
    const other = received(2, 145_000, { Bytes: 500, TimeFlowStartMs: 139_500 });
    // The backend finds it, but it does not pass.
    const between = sent(3, 130_000, { Bytes: 1790 });
    endpoint.keep([...some, other, between, ...flows]);
    const { records, secondObservers } = await read(match('Bytes', '>', '1790'));
    // The other one is that of a second node, although the first one's does not pass.
    expect(records).toEqual([some[0]]);
    expect(secondObservers).toBe(1);
    expect(filtersAsked()).toEqual(['Bytes>=1000', '_HashId="c2"']);
  });

  test('has each conversation looked up once', async () => {
    endpoint.keep(seconds.map((index) => sent(index, 190_500 - index * 1000, { Bytes: 2000 })));
    const { records } = await read(large, { entries: 20 });
    expect(records).toHaveLength(60);
    const lookedUp = filtersAsked()
      .filter((filters) => filters.startsWith('_HashId'))
      .flatMap((filters) => filters.slice('_HashId='.length).split(','));
    expect(lookedUp).toHaveLength(60);
    expect(new Set(lookedUp).size).toBe(60);
  });

  test('is left to the page where not all that the other node reported can be read', async () => {
    const crowd = Array.from({ length: 15 }, (_none, index) => received(2, 140_000 + index, { Bytes: 500 }));
    endpoint.keep([sent(2, 140_000, { Bytes: 2000 }), ...crowd]);
    const backend = netObservBackend({
      fields: new Map([
        ['Bytes', 'number'],
        ['_HashId', 'text'],
      ]),
    });
    await expect(read(large, { entries: 10, backend })).resolves.toMatchObject({
      records: [],
      end: { kind: 'stopped', stop: { by: 'second' }, fromMs: 141_000 },
    });
  });

  test('is left to the page where flows have no ids', async () => {
    const withoutId = sent(2, 140_000, { Bytes: 2000, _HashId: undefined });
    endpoint.keep([withoutId, received(2, 140_000, { Bytes: 500, _HashId: undefined })]);
    await expect(read(large)).resolves.toMatchObject({ records: [], secondObservers: 1 });
    expect(filtersAsked()).toEqual(['Bytes>=1000', '']);
  });

  test('is left to the page where too much would have to be looked up', async () => {
    const many = Array.from({ length: 900 }, (_none, id) => sent(id, 199_900 - id * 100, { Bytes: 2000 }));
    endpoint.keep(many);
    const { records } = await read(large, { limit: 900 });
    expect(records).toHaveLength(900);
    expect(filtersAsked().filter((filters) => filters.startsWith('_HashId'))).toEqual([]);
    expect(filtersAsked()).toContain('');
  });
});

test('a flow that began early is listed once all is known that another node may have reported', async () => {
  const long = sent(99, 180_000, { TimeFlowStartMs: 165_000 });
  const other = received(99, 166_000);
  endpoint.keep([...flows, long, other]);
  const { records, secondObservers, end } = await read(EVERYTHING, { entries: 20, limit: 12 });
  expect(end).toEqual(WHOLE);
  expect(idsOf(records)).toEqual(idsOf(flows.slice(0, 12)));
  expect(secondObservers).toBe(1);
});

describe('where reading stops', () => {
  test('only what is known for certain is listed', async () => {
    endpoint.keep([...flows, ...others]);
    const { records, end, secondObservers } = await read(EVERYTHING, {
      entries: 20,
      budget: budgetOf({ records: 50 }),
    });
    const fromMs = end.kind === 'stopped' ? end.fromMs : 0;
    expect(end).toMatchObject({ stop: { by: 'budget' } });
    expect(idsOf(records)).toEqual(
      idsOf(flows.filter(({ TimeFlowEndMs }) => Number(TimeFlowEndMs) >= fromMs)),
    );
    expect(records.length).toBeGreaterThan(15);
    expect(secondObservers).toBeGreaterThanOrEqual(records.length - 1);
  });

  test('a flow is not listed that began before, as another node may have reported it by then', async () => {
    const long = sent(99, 180_000, { TimeFlowStartMs: 165_000 });
    endpoint.keep([...flows, long]);
    const { records, end } = await read(EVERYTHING, { entries: 20, budget: budgetOf({ records: 15 }) });
    expect(end).toMatchObject({ kind: 'stopped', stop: { by: 'budget' }, fromMs: 180_011 });
    expect(idsOf(records)).toEqual(idsOf(flows.slice(0, 11)));
  });

  test('by a second that holds too much, a label of flows tells its parts', async () => {
    const crowd = Array.from({ length: 25 }, (_none, id) =>
      received(id, 150_000 + id, { FlowDirection: id % 3 }),
    );
    endpoint.keep(crowd);
    const { records, end } = await read(EVERYTHING, { entries: 10 });
    expect(end).toEqual(WHOLE);
    expect(idsOf(records)).toEqual(idsOf(crowd.toReversed()));
    const backend = netObservBackend({ fields: new Map() });
    await expect(read(EVERYTHING, { entries: 10, backend })).resolves.toMatchObject({
      records: [],
      end: { kind: 'stopped', stop: { by: 'second' }, fromMs: 151_000 },
    });
  });

  test('nothing is listed that does not pass the whole filter', async () => {
    endpoint.keep(flows);
    const filter = all(match('Bytes', '>', '400'), match('nosuch', '=', 'x'));
    await expect(read(filter)).resolves.toMatchObject({ records: [], end: WHOLE });
  });
});
