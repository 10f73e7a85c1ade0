import { describe, expect, test } from 'vitest';

import { foldEvents } from '#model/conversation/fold.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { netObservBackend } from '#model/testing/netobserv-backend.ts';
import { flowExample } from '../../testing/examples.ts';
import { lifeOf } from '../../testing/life-of.ts';
import { refusal, startRecordsEndpoint } from '../../testing/records-endpoint.ts';
import { BackendLimits } from './backend-limits.ts';
import { readConversation } from './read-conversation.ts';
import { readConversations } from './read-conversations.ts';
import { contextOf } from './testing/read-options.ts';

const endpoint = startRecordsEndpoint();

type Asking = { readonly entries?: number; readonly areFlowsKept?: boolean; readonly namespace?: string };

function read(key: string, { entries = 1000, areFlowsKept = true, namespace }: Asking = {}) {
  const asking = { backend: netObservBackend(), namespace, limits: new BackendLimits(entries), areFlowsKept };
  return readConversation(key, asking, new AbortController().signal);
}

/** The flow logs of a conversation, of which each tells of 100 bytes, the oldest first. */
function flowsOf(events: readonly TrafficRecord[], but: TrafficRecord = {}): readonly TrafficRecord[] {
  return events.map(({ _HashId, TimeFlowEndMs }, index) =>
    flowExample({
      _HashId,
      TimeFlowStartMs: Number(TimeFlowEndMs) - 100,
      TimeFlowEndMs,
      SrcPort: 40_000 + (index % 2),
      Bytes: 100,
      ...but,
    }),
  );
}

const life = lifeOf('life', { startMs: 4_000_000, untilMs: 4_100_000 });

describe('readConversation', () => {
  test('tells of a conversation what its row does', async () => {
    const flows = flowsOf(life);
    endpoint.keep([...life, ...flows, ...lifeOf('other', { startMs: 4_000_000, untilMs: 4_100_000 })]);
    const rows = await readConversations(
      {
        span: { fromMs: 3_900_000, toMs: 4_200_000 },
        filter: EVERYTHING,
        sort: { key: 'end', direction: 'desc' },
        limit: 10,
      },
      contextOf({ nowMs: 4_200_000 }),
    );
    const row = rows.items.find(({ id }) => id === 'life');
    const panel = await read(row?.key ?? '');
    expect(panel.conversation).toEqual(row);
    expect(row).toMatchObject({ key: 'life@4000000', status: 'ended', events: 5, flows: 5 });
    expect(panel.events.map(({ record }) => record)).toEqual(life);
    expect(panel.flows.map(({ record }) => record)).toEqual(flows);
    expect(panel.areFlowsCut).toBe(false);
    expect(panel.reconciliation).toEqual({
      numFlowLogs: 5,
      flowsFound: 5,
      duplicates: 0,
      areFlowsKept: true,
    });
  });

  test('asks from a minute before the start that the key tells, and for flows about its time', async () => {
    endpoint.keep(life);
    await read('life@4000000', { namespace: 'lab' });
    expect(endpoint.asked()).toMatchObject([
      { recordType: 'allConnections', filters: '_HashId="life"', startS: 3940, namespace: 'lab' },
      { recordType: 'flowLog', startS: 3979, endS: 4120, namespace: 'lab' },
    ]);
  });

  test.each([
    ['the one that began then', 'life@4500000', 4_500_000],
    ['the one that was alive then, where it began earlier than was known', 'life@4050000', 4_000_000],
  ])('of several with one id takes %s', async (_name, key, startMs) => {
    endpoint.keep([...life, ...lifeOf('life', { startMs: 4_500_000, untilMs: 4_600_000 })]);
    expect((await read(key)).conversation).toMatchObject({ key: `life@${startMs}`, events: 5 });
  });

  test.each([
    ['one after it', 4_500_000, 'life@4000000', { after: 'life@4500000' }],
    ['none that ended long before it', 4_500_000, 'life@4500000', {}],
    ['one that ended shortly before it', 4_130_000, 'life@4130000', { before: 'life@4000000' }],
  ])('of several with one id names %s, without another question', async (_name, startMs, key, expected) => {
    endpoint.keep([...life, ...lifeOf('life', { startMs, untilMs: startMs + 100_000 })]);
    const { before, after } = await read(key, { areFlowsKept: false });
    expect({ before, after }).toEqual(expected);
    expect(endpoint.asked()).toHaveLength(1);
  });

  test.each(['life@4110000', 'nosuch@4000000', 'life', ''])('knows no conversation %j', async (key) => {
    endpoint.keep(life);
    await expect(read(key)).rejects.toMatchObject({ code: 'conversation-not-found', status: 404 });
  });

  test('asks for no flow logs where none are kept', async () => {
    endpoint.keep([...life, ...flowsOf(life)]);
    const { flows, reconciliation } = await read('life@4000000', { areFlowsKept: false });
    expect(flows).toEqual([]);
    expect(reconciliation).toEqual({ numFlowLogs: 5, flowsFound: 0, duplicates: 0, areFlowsKept: false });
    expect(endpoint.asked()).toHaveLength(1);
  });

  test('lists the flow logs of a second observer, and counts them for themselves', async () => {
    const both = [
      ...flowsOf(life, { AgentIP: '10.0.0.11', FlowDirection: 0 }),
      ...flowsOf(life, { AgentIP: '10.0.0.12', FlowDirection: 1 }),
    ];
    endpoint.keep([...life, ...both]);
    const { flows, reconciliation } = await read('life@4000000');
    expect(flows).toHaveLength(10);
    expect(reconciliation).toMatchObject({ flowsFound: 5, duplicates: 5 });
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_none, index) =>
      flowExample({
        _HashId: 'life',
        TimeFlowEndMs: 4_000_000 + Math.floor((index * 100_000) / count),
        TimeFlowStartMs: 4_000_000,
        Bytes: index,
      }),
    );

  test('lists all flow logs', async () => {
    const flows = many(1600);
    endpoint.keep([...life, ...flows]);
    const panel = await read('life@4000000', { entries: 500 });
    expect(panel).toMatchObject({ areFlowsCut: false, areFlowsUnread: false });
    expect(panel.flows.map(({ record }) => record)).toEqual(flows);
    expect(panel.reconciliation).toMatchObject({ flowsFound: 1600, duplicates: 0 });
  });

  test('counts all flow logs of a second observer, too', async () => {
    const flows = many(700);
    const times = { AgentIP: '10.0.0.11', FlowDirection: 0 };
    endpoint.keep([
      ...life,
      ...flows.map((flow) => ({ ...flow, ...times })),
      ...flows.map((flow) => ({ ...flow, AgentIP: '10.0.0.12', FlowDirection: 1 })),
    ]);
    const panel = await read('life@4000000');
    expect(panel).toMatchObject({ areFlowsCut: false, areFlowsUnread: false, secondObservers: 700 });
    expect(panel.reconciliation).toMatchObject({ flowsFound: 700, duplicates: 700 });
  });

  test('lists the newest flow logs where there are more than are read, and says so', async () => {
    const flows = many(10_500);
    endpoint.keep([...life, ...flows]);
    const panel = await read('life@4000000', { entries: 5000 });
    expect(panel).toMatchObject({ areFlowsCut: true, areFlowsUnread: true });
    expect(panel.flows.map(({ record }) => record)).toEqual(flows.slice(-10_000));
  });

  test('reads back to its start from an instant of its life', async () => {
    const long = lifeOf('long', { startMs: 4_000_000, untilMs: 4_600_000 });
    endpoint.keep(long);
    const panel = await read('long@4300000');
    expect(panel.conversation).toMatchObject({ key: 'long@4000000', isStartSeen: true });
    expect(panel.conversation.unread).toBeUndefined();
    expect(panel.events.map(({ record }) => record)).toEqual(long);
  });

  test('counts what a second observer saw end before its start', async () => {
    const early = flowExample({
      _HashId: 'life',
      TimeFlowStartMs: 3_999_990,
      TimeFlowEndMs: 3_999_998,
      AgentIP: '10.0.0.12',
      FlowDirection: 1,
    });
    const twin = {
      ...early,
      TimeFlowStartMs: 4_000_000,
      TimeFlowEndMs: 4_000_010,
      AgentIP: '10.0.0.11',
      FlowDirection: 0,
    };
    endpoint.keep([...life, early, twin]);
    const panel = await read('life@4000000');
    expect(panel.flows.map(({ record }) => record)).toEqual([{ ...early, Duplicate: true }, twin]);
  });

  test('finds an open conversation by a flow that is newer than its latest event', async () => {
    const open = life.slice(0, -1);
    const latestMs = Number(open.at(-1)?.['TimeFlowEndMs']);
    const later = flowExample({
      _HashId: 'life',
      TimeFlowStartMs: latestMs + 8_000,
      TimeFlowEndMs: latestMs + 9_000,
    });
    endpoint.keep([...open, ...flowsOf(open), later]);
    const panel = await read(`life@${latestMs + 8_000}`);
    expect(panel.conversation).toMatchObject({ key: 'life@4000000', status: 'open' });
    expect(panel.flows.at(-1)?.record).toEqual(later);
  });

  test('says that its start was not read, where that was not answered', async () => {
    const long = lifeOf('long', { startMs: 4_000_000, untilMs: 7_600_000 });
    endpoint.keep(long, ({ recordType }, index) =>
      recordType === 'allConnections' && index > 0 ? refusal('connect: connection refused', 503) : undefined,
    );
    const { conversation, events } = await read('long@4000000', { entries: 50 });
    expect(conversation).toMatchObject({
      key: 'long@4000000',
      status: 'ended',
      bytes: foldEvents(long)[0]?.conversation.bytes,
      unread: { start: true, events: true },
    });
    expect(events.length).toBeGreaterThan(40);
  });
});
