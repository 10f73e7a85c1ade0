import { describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { any, EVERYTHING, match } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { netObservBackend } from '#model/testing/netobserv-backend.ts';
import { lifeOf } from '../../testing/life-of.ts';
import { refusal, startRecordsEndpoint } from '../../testing/records-endpoint.ts';
import type { ConversationsQuestion } from './read-conversations.ts';
import { readConversations } from './read-conversations.ts';
import { WHOLE } from './reading-end.ts';
import { budgetOf, contextOf } from './testing/read-options.ts';

const endpoint = startRecordsEndpoint();

const NOW_MS = 5_000_000;
/** Five minutes that end now. */
const RECENTLY = { fromMs: 4_700_000, toMs: NOW_MS };
/** Two minutes long before. */
const ONCE = { fromMs: 1_000_000, toMs: 1_120_000 };

type But = Partial<ConversationsQuestion> & Partial<Parameters<typeof contextOf>[0]>;

function read({ span = RECENTLY, filter = EVERYTHING, sort, limit = 100, ...context }: But = {}) {
  return readConversations(
    { span, filter, sort: sort ?? { key: 'end', direction: 'desc' }, limit },
    contextOf({ nowMs: NOW_MS, entries: 1000, ...context }),
  );
}

/** What is true of a conversation, by all of its events. */
function truthOf(events: readonly TrafficRecord[]): Conversation | undefined {
  return foldEvents(events)[0]?.conversation;
}

const idsOf = (conversations: readonly Conversation[]) => conversations.map(({ id }) => id);
const filtersAsked = () => endpoint.asked().map(({ filters }) => filters);

describe('readConversations', () => {
  test('lists what was alive in the time that is asked about, the newest end first', async () => {
    const ended = lifeOf('ended', { startMs: 4_750_000, untilMs: 4_800_000 });
    const open = lifeOf('open', { startMs: 4_720_000, untilMs: 4_990_000, isOpen: true });
    const before = lifeOf('before', { startMs: 4_600_000, untilMs: 4_699_999 });
    endpoint.keep([...ended, ...open, ...before]);
    expect(await read()).toEqual({
      items: [truthOf(open), truthOf(ended)],
      total: 2,
      end: WHOLE,
      cutOff: [],
      failure: undefined,
    });
    expect(endpoint.asked()).toMatchObject([
      { recordType: 'allConnections', filters: '', startS: 4640, endS: 5059, limit: 1000 },
    ]);
  });

  test('does not know the start of what began long before', async () => {
    const long = lifeOf('long', { startMs: 4_000_000, untilMs: 4_900_000 });
    endpoint.keep(long);
    const { items } = await read();
    expect(items).toEqual([
      { ...truthOf(long), isStartSeen: false, events: 9, unread: { start: true, end: false, events: true } },
    ]);
  });

  test('reads every event where they are counted', async () => {
    const long = lifeOf('long', { startMs: 4_000_000, untilMs: 4_900_000 });
    endpoint.keep(long);
    const { items } = await read({ sort: { key: 'events', direction: 'desc' } });
    expect(items).toEqual([truthOf(long)]);
    expect(filtersAsked()).toEqual(['', '_HashId="long"']);
  });

  test('applies the filter to the whole of a conversation', async () => {
    const small = lifeOf('small', { startMs: 4_750_000, untilMs: 4_800_000 });
    const large = lifeOf('large', { startMs: 4_750_000, untilMs: 4_900_000 });
    endpoint.keep([...small, ...large]);
    // An event of it tells of 300 bytes, too.
    expect((await read({ filter: match('Bytes', '=', '300') })).items).toEqual([truthOf(small)]);
  });

  test('has the backend look for the few whose latest event passes, and reads all of theirs', async () => {
    const small = lifeOf('small', { startMs: 4_750_000, untilMs: 4_800_000 });
    const large = lifeOf('large', { startMs: 4_750_000, untilMs: 4_900_000 });
    endpoint.keep([...small, ...large]);
    expect((await read({ filter: match('Bytes', '>=', '500') })).items).toEqual([truthOf(large)]);
    expect(filtersAsked()).toEqual(['Bytes>=500', '_HashId="large"']);
  });

  test('reads all where more than a few pass', async () => {
    const many = Array.from({ length: 301 }, (_none, index) =>
      lifeOf(`id${index}`, { startMs: 4_900_000 + index * 100, untilMs: 4_930_000 + index * 100 }),
    );
    endpoint.keep(many.flat());
    expect((await read({ filter: match('Bytes', '>=', '200') })).total).toBe(301);
    expect(filtersAsked().slice(0, 2)).toEqual(['Bytes>=200', '']);
  });

  test('asks in the one namespace that a user may see', async () => {
    endpoint.keep([]);
    await read({ namespace: 'lab' });
    expect(endpoint.asked()).toMatchObject([{ namespace: 'lab' }]);
  });
});

describe('a conversation that lost its names', () => {
  const named = { DstK8S_Namespace: 'shop' };
  const filter = match('DstK8S_Namespace', '=', 'shop');

  test('is found by the latest event, and more is said to have been', async () => {
    const [first, ...others] = lifeOf('late', { startMs: 4_750_000, untilMs: 4_800_000 }, named);
    const nameless = { ...first, DstK8S_Namespace: undefined };
    endpoint.keep([nameless, ...others]);
    expect((await read({ filter })).items).toMatchObject([
      { id: 'late', bytes: 300, unread: { start: true, events: true } },
    ]);
  });

  test('is told of by more events, for all that is known, where none lacks them', async () => {
    const life = lifeOf('named', { startMs: 4_750_000, untilMs: 4_800_000 }, named);
    endpoint.keep(life);
    expect((await read({ filter })).items).toEqual([
      { ...truthOf(life), unread: { start: false, end: false, events: true } },
    ]);
  });

  test('is read on by its id, and is none of those that pass', async () => {
    const [first, second, last] = lifeOf('gone', { startMs: 4_750_000, untilMs: 4_800_000 }, named);
    endpoint.keep(
      [first, second, { ...last, DstK8S_Namespace: undefined }].filter((one) => one !== undefined),
    );
    expect((await read({ filter })).items).toEqual([]);
    expect(filtersAsked()).toContain('_HashId="gone"');
  });
});

describe('a time range in the past', () => {
  test('is completed with the end of what was open', async () => {
    const long = lifeOf('long', { startMs: 1_050_000, untilMs: 3_000_000 });
    endpoint.keep([...long, ...lifeOf('later', { startMs: 1_121_000, untilMs: 1_150_000 })]);
    const { items, cutOff } = await read({ span: ONCE });
    // Of 66 events those that were about the time, and the end.
    expect(items).toEqual([
      { ...truthOf(long), events: 6, unread: { start: false, end: false, events: true } },
    ]);
    expect(cutOff).toEqual([]);
    expect(endpoint.asked()).toMatchObject([
      { recordType: 'allConnections', startS: 940, endS: 1179, filters: '' },
      { recordType: 'endConnection', startS: 1180, endS: 5060, filters: '_HashId="long"' },
    ]);
  });

  test('is completed with the latest of what is open still', async () => {
    const long = lifeOf('long', { startMs: 1_050_000, untilMs: 4_990_000, isOpen: true });
    endpoint.keep(long);
    expect((await read({ span: ONCE })).items).toMatchObject([
      { status: 'open', endMs: 4_990_000, bytes: truthOf(long)?.bytes },
    ]);
    expect(endpoint.asked().slice(1)).toMatchObject([
      { recordType: 'endConnection', startS: 1180 },
      { recordType: 'allConnections', startS: 4940 },
    ]);
  });

  test('is completed with the latest of what fell silent without an end', async () => {
    const long = lifeOf('long', { startMs: 1_050_000, untilMs: 2_000_000, isOpen: true });
    endpoint.keep(long);
    expect((await read({ span: ONCE })).items).toMatchObject([
      { status: 'open', endMs: 2_000_000, bytes: truthOf(long)?.bytes },
    ]);
  });

  test('is completed with all of its few events where it is not long ago', async () => {
    const long = lifeOf('long', { startMs: 4_300_000, untilMs: 4_700_000 });
    endpoint.keep(long);
    const span = { fromMs: 4_290_000, toMs: 4_400_000 };
    expect((await read({ span })).items).toEqual([truthOf(long)]);
    expect(endpoint.asked()[1]).toMatchObject({ recordType: 'allConnections', startS: 4460, endS: 5060 });
  });

  test('is completed with every event where they are counted', async () => {
    const long = lifeOf('long', { startMs: 1_050_000, untilMs: 3_000_000 });
    endpoint.keep(long);
    const sort = { key: 'events', direction: 'desc' } as const;
    expect((await read({ span: ONCE, sort })).items).toEqual([truthOf(long)]);
  });

  test('is completed by nothing where all has ended', async () => {
    endpoint.keep(lifeOf('short', { startMs: 1_050_000, untilMs: 1_100_000 }));
    await read({ span: ONCE });
    expect(endpoint.asked()).toHaveLength(1);
  });

  test('is read with all later events where only ends are recorded', async () => {
    const end = lifeOf('long', { startMs: 1_050_000, untilMs: 3_000_000 }).slice(-1);
    endpoint.keep(end);
    const { items } = await read({ span: ONCE, backend: netObservBackend({ emitsHeartbeats: false }) });
    expect(items).toEqual([truthOf(end)]);
  });

  test('says of which it is not known how they went on, and why', async () => {
    const long = lifeOf('long', { startMs: 1_050_000, untilMs: 3_000_000 });
    const short = lifeOf('short', { startMs: 1_050_000, untilMs: 1_100_000 });
    const before = lifeOf('long', { startMs: 950_000, untilMs: 980_000 });
    endpoint.keep([...before, ...long, ...short], (_asked, index) =>
      index > 0 ? refusal('Error from Loki query: [504] Loki message: context deadline exceeded') : undefined,
    );
    const { items, cutOff, failure } = await read({ span: ONCE });
    expect(items).toMatchObject([{ id: 'long', status: 'open', unread: { end: true } }, { id: 'short' }]);
    expect(items[1]).toEqual(truthOf(short));
    expect(cutOff).toEqual(['long']);
    expect(failure).toMatchObject({ code: 'loki-timeout' });
  });
});

describe('of a conversation that was open it is not known how it went on', () => {
  test.each<[string, number]>([
    ['its end', 1],
    ['what it told lately', 2],
    ['all that it told', 3],
  ])('when %s cannot be read', async (_name, failing) => {
    endpoint.keep(
      lifeOf('long', { startMs: 1_050_000, untilMs: 2_000_000, isOpen: true }),
      (_asked, index) => (index === failing ? refusal('connect: connection refused', 503) : undefined),
    );
    const { items, cutOff, failure } = await read({ span: ONCE });
    expect(items).toMatchObject([{ id: 'long', status: 'open', unread: { end: true } }]);
    expect(cutOff).toEqual(['long']);
    expect(failure).toMatchObject({ code: 'loki-away' });
    expect(endpoint.asked()).toHaveLength(failing + 1);
  });
});

describe('where reading stops', () => {
  /** One each second, the newest first. */
  const many = Array.from({ length: 200 }, (_none, index) =>
    lifeOf(`id${index}`, { startMs: 4_989_500 - index * 1000, untilMs: 4_990_500 - index * 1000 }),
  );

  test('only what is known for certain is listed and counted', async () => {
    endpoint.keep(many.flat());
    const { items, total, end } = await read({ entries: 50, budget: budgetOf({ records: 100 }) });
    const fromMs = end.kind === 'stopped' ? end.fromMs : 0;
    expect(end).toMatchObject({ stop: { by: 'budget' }, toMs: Infinity });
    const known = many.map(truthOf).filter((one) => one !== undefined && one.endMs >= fromMs);
    expect(idsOf(items)).toEqual(known.map((one) => one?.id));
    expect(total).toBe(known.length);
    expect(total).toBeGreaterThan(40);
  });

  test('it stops once the newest rows are known, if it is read for them', async () => {
    endpoint.keep(many.flat());
    const budget = budgetOf({ isForRows: true });
    const { items, end } = await read({ entries: 50, limit: 10, budget });
    expect(idsOf(items)).toEqual(Array.from({ length: 10 }, (_none, index) => `id${index}`));
    expect(end).toMatchObject({ kind: 'stopped', stop: { by: 'budget' } });
    expect(endpoint.asked().length).toBeLessThan(10);
  });

  test('it does not stop for rows when all are to be counted', async () => {
    endpoint.keep(many.flat());
    await expect(read({ entries: 50, limit: 10 })).resolves.toMatchObject({ total: 200, end: WHOLE });
  });

  test('it does not stop for rows in another order', async () => {
    endpoint.keep(many.flat());
    const budget = budgetOf({ isForRows: true });
    const sort = { key: 'bytes', direction: 'desc' } as const;
    await expect(read({ entries: 50, limit: 10, budget, sort })).resolves.toMatchObject({
      total: 200,
      end: WHOLE,
    });
  });

  test('nothing is listed that one part of an OR goes further back to than the others', async () => {
    const old = lifeOf('old', { startMs: 4_700_000, untilMs: 4_710_000 }, { SrcPort: 9090 });
    endpoint.keep([...many.flat(), ...old]);
    const filter = any(match('DstPort', '=', '8080'), match('SrcPort', '=', '9090'));
    const { items, end } = await read({ filter, entries: 50, budget: budgetOf({ records: 60 }) });
    expect(end).toMatchObject({ kind: 'stopped', stop: { by: 'budget' } });
    expect(filtersAsked()).toContain('SrcPort=9090,8080');
    expect(idsOf(items)).not.toContain('old');
    expect(items.length).toBeGreaterThan(20);
  });

  test('what a second tracker told just before is read by the ids of the rows', async () => {
    const seenTwice = Array.from({ length: 60 }, (_none, index) => {
      const startMs = 4_980_500 - index * 1000;
      return [
        ...lifeOf(`id${index}`, { startMs, untilMs: startMs + 10_000 }, { AgentIP: '10.0.0.11' }),
        ...lifeOf(
          `id${index}`,
          { startMs, untilMs: startMs + 8_000 },
          { AgentIP: '10.0.0.12', Bytes: 9_000 },
        ),
      ];
    });
    endpoint.keep(seenTwice.flat());
    const { items, end } = await read({ entries: 50, budget: budgetOf({ records: 60 }) });
    expect(end).toMatchObject({ kind: 'stopped', stop: { by: 'budget' } });
    expect(items.length).toBeGreaterThan(10);
    expect(items.map(({ bytes, observers }) => ({ bytes, observers }))).toEqual(
      items.map(() => ({ bytes: 9_000, observers: ['10.0.0.12', '10.0.0.11'] })),
    );
  });

  test('in the past, nothing is known of what went on after what was read', async () => {
    const long = lifeOf('long', { startMs: 1_050_000, untilMs: 3_000_000 });
    const ended = Array.from({ length: 90 }, (_none, index) =>
      lifeOf(`id${index}`, { startMs: 1_119_000, untilMs: 1_179_500 - index * 200 }),
    );
    endpoint.keep([...long, ...ended.flat()]);
    const { items, end } = await read({ span: ONCE, entries: 50, budget: budgetOf({ records: 30 }) });
    expect(end).toMatchObject({ kind: 'stopped', stop: { by: 'budget' }, toMs: 1_180_000 });
    expect(idsOf(items)).not.toContain('long');
    expect(items.length).toBeGreaterThan(20);
  });

  test('where only ends are recorded, nothing is known of those that came later', async () => {
    const ended = lifeOf('ended', { startMs: 1_050_000, untilMs: 1_100_000 }).slice(-1);
    const later = Array.from({ length: 300 }, (_none, index) =>
      lifeOf(`id${index}`, { startMs: 1_050_000, untilMs: 4_900_000 - index * 1000 }).slice(-1),
    );
    endpoint.keep([...ended, ...later.flat()]);
    const { items, end } = await read({
      span: ONCE,
      entries: 50,
      budget: budgetOf({ records: 60 }),
      backend: netObservBackend({ emitsHeartbeats: false }),
    });
    expect(end).toMatchObject({ stop: { by: 'budget' }, fromMs: -Infinity, toMs: 1_180_000 });
    expect(items).toEqual([truthOf(ended)]);
  });

  test('a failure at first is thrown', async () => {
    endpoint.keep(many.flat(), () => refusal('dial tcp 10.0.0.1:3100: connect: connection refused', 503));
    await expect(read()).rejects.toMatchObject({ code: 'loki-away' });
  });

  test('a failure after something was read leaves that', async () => {
    endpoint.keep(many.flat(), (_asked, index) =>
      index > 0 ? refusal('connect: connection refused', 503) : undefined,
    );
    const { items, end } = await read({ entries: 50 });
    expect(end).toMatchObject({ kind: 'stopped', stop: { by: 'failure', error: { code: 'loki-away' } } });
    expect(items.length).toBeGreaterThan(20);
  });
});
