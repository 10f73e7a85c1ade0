import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { instanceAt } from '#model/conversation/instance-at.ts';
import { compareIps, compareNumbers, compareTexts } from '#model/compare.ts';
import { RECORD_TYPES } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import { eitherWay, EVERYTHING, match, not } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import { anyDirectStream, anyEventStream, anySplitStream } from '#model/testing/arbitrary-events.ts';
import { anyFilter } from '#model/testing/arbitrary-filters.ts';
import { anyRecord } from '#model/testing/arbitrary-records.ts';
import type { ConversationSortKey } from '#model/wire/conversations.ts';
import { CONVERSATION_SORT_KEYS } from '#model/wire/conversations.ts';

import type {
  ConversationOrder,
  ConversationsQuery,
  FlowStore,
  RecordsQuery,
} from '../src/store/flow-store.ts';
import { event, flow, T0 } from './flow-builder.ts';
import { NaiveFlowStore } from './naive-flow-store.ts';

const ALWAYS = { fromMs: -Infinity, toMs: Infinity };
const ALL_RECORDS: RecordsQuery = { span: ALWAYS, types: RECORD_TYPES, filter: EVERYTHING, limit: 10_000 };
const ALL_CONVERSATIONS: ConversationsQuery = {
  span: ALWAYS,
  filter: EVERYTHING,
  order: { key: 'end', direction: 'desc' },
  limit: 10_000,
};

/** A long campaign of the property that matters most may take so long. */
const CAMPAIGN_MS = 20 * 60_000;

/** What holds of every `FlowStore`. `createStore` opens an empty one. */
export function describeFlowStore(name: string, createStore: () => Promise<FlowStore>): void {
  let store: FlowStore;
  const withStore = async (use: (fresh: FlowStore) => Promise<void>) => {
    const fresh = await createStore();
    try {
      await use(fresh);
    } finally {
      await fresh.close();
    }
  };

  describe(name, () => {
    beforeEach(async () => {
      store = await createStore();
    });
    afterEach(async () => {
      await store.close();
    });

    test('gives every record back as it came, whatever is in it', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.oneof(anyRecord, anyJsonRecord), { maxLength: 20 }), async (records) => {
          await withStore(async (fresh) => {
            await fresh.ingest(records);
            const page = await fresh.records(ALL_RECORDS);
            expect([...page.records].reverse().map(withoutNulls)).toEqual(byTime(records).map(withoutNulls));
          });
        }),
        { numRuns: 30 },
      );
    });

    test(
      'finds the records that a filter lets through, and no others',
      async () => {
        const records = fc.sample(anyRecord, { numRuns: 400, seed: 1 });
        const naive = new NaiveFlowStore();
        naive.ingest(records);
        await store.ingest(records);
        await fc.assert(
          fc.asyncProperty(anyFilter, async (filter) => {
            const query = { ...ALL_RECORDS, filter: lowered(filter) };
            const { records: found } = await store.records(query);
            expect(found.map(withoutNulls)).toEqual(naive.records(query).map(withoutNulls));
          }),
        );
      },
      CAMPAIGN_MS,
    );

    test('finds the records that ended in a span, its start included and its end not', async () => {
      const times = [0, 1, 2, 3].map((offset) => T0 + offset);
      await store.ingest(times.map((time) => flow({ TimeFlowEndMs: time })));
      const page = await store.records({ ...ALL_RECORDS, span: { fromMs: T0 + 1, toMs: T0 + 3 } });
      expect(page.records.map(({ TimeFlowEndMs }) => TimeFlowEndMs)).toEqual([T0 + 2, T0 + 1]);
    });

    test('finds the records of the asked types', async () => {
      await store.ingest([flow(), event('newConnection'), event('endConnection')]);
      const page = await store.records({ ...ALL_RECORDS, types: ['endConnection'] });
      expect(page.records.map(({ _RecordType }) => _RecordType)).toEqual(['endConnection']);
    });

    test('gives the newest records and says whether there are more', async () => {
      await store.ingest([1, 3, 2].map((bytes) => flow({ Bytes: bytes, TimeFlowEndMs: T0 + bytes })));
      const two = await store.records({ ...ALL_RECORDS, limit: 2 });
      expect(two.records.map(({ Bytes }) => Bytes)).toEqual([3, 2]);
      expect(two.hasMore).toBe(true);
      expect((await store.records({ ...ALL_RECORDS, limit: 3 })).hasMore).toBe(false);
    });

    test('gives the newest records of one conversation, however many it has', async () => {
      const many = Array.from({ length: 400 }, (_, index) =>
        flow({ _HashId: 'f00d', TimeFlowEndMs: T0 + ((index * 7) % 400) }),
      );
      await store.ingest(many);
      await store.ingest([flow({ _HashId: 'beef', TimeFlowEndMs: T0 + 500 })]);
      const { records, hasMore } = await store.records({
        ...ALL_RECORDS,
        filter: match('_HashId', '=', 'f00d'),
        limit: 3,
      });
      expect(records.map(({ TimeFlowEndMs }) => TimeFlowEndMs)).toEqual([T0 + 399, T0 + 398, T0 + 397]);
      expect(hasMore).toBe(true);
    });

    test.each([
      ['one tracker', anyEventStream],
      ['a tracker on each node', anyDirectStream],
      ['trackers of which one splits', anySplitStream.map((events) => ({ events }))],
    ] as const)('holds the conversations that the events of %s fold to', async (_name, anyStream) => {
      await fc.assert(
        fc.asyncProperty(anyStream, fc.integer({ min: 1, max: 10 }), async ({ events }, size) => {
          await withStore(async (fresh) => {
            for (let from = 0; from < events.length; from += size) {
              await fresh.ingest(events.slice(from, from + size));
            }
            const naive = new NaiveFlowStore();
            naive.ingest(events);
            const page = await fresh.conversations(ALL_CONVERSATIONS);
            expect(byKey(page.items)).toEqual(byKey(naive.conversations(ALL_CONVERSATIONS)));
            expect(page.total).toBe(page.items.length);
          });
        }),
        { numRuns: 30 },
      );
    });

    test('finds the conversations that any filter lets through, and no others', async () => {
      const events = fc.sample(anyRecord, { numRuns: 200, seed: 2 }).map((fields, index) => ({
        ...fields,
        ...event(index % 2 === 0 ? 'newConnection' : 'endConnection', { _HashId: `id${index}` }),
        SrcAddr: fields['SrcAddr'],
        Bytes: fields['Bytes'],
        TimeFlowEndMs: T0 + index,
      }));
      const naive = new NaiveFlowStore();
      naive.ingest(events);
      await store.ingest(events);
      await fc.assert(
        fc.asyncProperty(anyFilter, async (filter) => {
          const query = { ...ALL_CONVERSATIONS, filter: lowered(filter) };
          const page = await store.conversations(query);
          expect(byKey(page.items)).toEqual(byKey(naive.conversations(query)).map(withoutNullFields));
        }),
      );
    });

    test('finds the conversations that a filter lets through, by what they have beyond their events, too', async () => {
      const events = conversationEvents();
      const naive = new NaiveFlowStore();
      naive.ingest(events);
      await store.ingest(events);
      const filters: readonly Filter[] = [
        match('_Status', '=', 'open'),
        not(match('_Status', '=', 'open')),
        match('_DurationMs', '>=', '10000'),
        match('_Events', '=', '1'),
        match('_IsStartSeen', '=', 'true'),
        match('_IsStartSeen', '!=', 'true'),
        match('Bytes_BA', '=', '0'),
        match('Bytes_AB', '<', '2'),
        match('_Ratio', '<', '-0.9'),
        match('_Ratio', '>=', '0.5'),
        match('_Ratio', '=', '0'),
        eitherWay(match('_Ratio', '=', '1')),
        match('Packets', '=', '0'),
        match('numFlowLogs', '>', '3'),
        match('TimeFlowStartMs', '>', String(T0 + 20_000)),
        match('SrcAddr', '=', '10.0.0.0/30'),
        match('SrcK8S_Name', '=', ''),
        match('SrcK8S_Name', '~', 'POD-1'),
      ];
      for (const filter of filters) {
        const query = { ...ALL_CONVERSATIONS, filter };
        const page = await store.conversations(query);
        expect(byKey(page.items)).toEqual(byKey(naive.conversations(query)));
        expect(page.total).toBe(page.items.length);
        expect(page.total).toBeGreaterThan(0);
      }
    });

    test('finds conversations that were alive in a span, though they neither began nor ended in it', async () => {
      await store.ingest([event('newConnection'), event('endConnection', { TimeFlowEndMs: T0 + 60_000 })]);
      const alive = async (fromMs: number, toMs: number) =>
        (await store.conversations({ ...ALL_CONVERSATIONS, span: { fromMs, toMs } })).total;
      expect(await alive(T0 + 20_000, T0 + 30_000)).toBe(1);
      expect(await alive(T0 + 60_000, T0 + 70_000)).toBe(1);
      expect(await alive(T0 + 60_001, T0 + 70_000)).toBe(0);
      expect(await alive(T0 - 10, T0)).toBe(0);
      expect(await alive(T0 - 10, T0 + 1)).toBe(1);
    });

    test.each(CONVERSATION_SORT_KEYS)(
      'orders conversations by %s, and pages join to the whole',
      async (key) => {
        await store.ingest(conversationEvents());
        for (const direction of ['asc', 'desc'] as const) {
          const order: ConversationOrder = { key, direction };
          const { items } = await store.conversations({ ...ALL_CONVERSATIONS, order });
          expect(items).toHaveLength(60);
          expectOrdered(items, order);
          expect(await pages(store, { ...ALL_CONVERSATIONS, order, limit: 7 })).toEqual(items);
        }
      },
    );

    test('gives a conversation by id and any instant of its life, with its events and its own flows', async () => {
      const later = { TimeFlowStartMs: T0 + 50_000, TimeFlowEndMs: T0 + 60_000 };
      await store.ingest([
        event('newConnection'),
        flow({ _HashId: 'f00d', _RecordType: 'flowLog' }),
        flow({ _HashId: 'f00d', _RecordType: 'flowLog', Duplicate: true }),
        event('endConnection', { TimeFlowEndMs: T0 + 9000, numFlowLogs: 1 }),
        event('newConnection', later),
        flow({ _HashId: 'f00d', _RecordType: 'flowLog', ...later }),
      ]);
      const first = await store.conversation({ id: 'f00d', startMs: T0 + 8000 }, 10);
      expect(first?.conversation.key).toBe(`f00d@${T0}`);
      expect(first?.events.map(({ _RecordType }) => _RecordType)).toEqual(['newConnection', 'endConnection']);
      expect(first?.flows).toHaveLength(2);
      expect([first?.flowCount, first?.duplicateCount]).toEqual([1, 1]);
      const second = await store.conversation({ id: 'f00d', startMs: T0 + 50_000 }, 10);
      expect(second?.conversation.status).toBe('open');
      expect(second?.flows).toEqual([flow({ _HashId: 'f00d', _RecordType: 'flowLog', ...later })]);
      expect(await store.conversation({ id: 'f00d', startMs: T0 + 20_000 }, 10)).toBeUndefined();
      const events = [...(first?.events ?? []), ...(second?.events ?? [])];
      const instants = [-251, -250, 0, 9000, 9250, 9251, 29_999, 30_000, 60_000, 120_000, 120_001];
      for (const atMs of instants.map((ms) => T0 + ms)) {
        const found = await store.conversation({ id: 'f00d', startMs: atMs }, 10);
        expect(found?.conversation.key).toBe(
          instanceAt(foldEvents(events), { startMs: atMs })?.conversation.key,
        );
      }
      expect(await store.conversation({ id: 'beef', startMs: T0 }, 10)).toBeUndefined();
    });

    test('lists the different values of a field, sorted, without empty ones', async () => {
      const names = ['b', 'a', '', 'b', undefined];
      await store.ingest(names.map((name) => flow({ SrcK8S_Namespace: name })));
      expect(await store.values('SrcK8S_Namespace', EVERYTHING)).toEqual(['a', 'b']);
      expect(await store.values('SrcK8S_Namespace', match('SrcK8S_Namespace', '!=', 'a'))).toEqual(['b']);
    });

    test('lists the different values that are in lists', async () => {
      const lists = [['b', ''], ['a', 'b'], [], undefined, ['c']];
      await store.ingest(lists.map((Udns, index) => flow({ Udns, Packets: index })));
      expect(await store.values('Udns', EVERYTHING)).toEqual(['a', 'b', 'c']);
      expect(await store.values('Udns', match('Packets', '<', '2'))).toEqual(['a', 'b']);
    });

    test('says what is in it', async () => {
      expect(await store.summary()).toMatchObject({ conversations: 0, openConversations: 0 });
      await store.ingest([flow(), event('newConnection', { TimeFlowEndMs: T0 + 1 })]);
      expect(await store.summary()).toEqual({
        records: { newConnection: 1, heartbeat: 0, endConnection: 0, flowLog: 1 },
        conversations: 1,
        openConversations: 1,
        firstMs: T0 + 1,
        lastMs: T0 + 5000,
      });
    });

    test('gives up a question that is aborted, with the reason', async () => {
      const reason = new Error('nobody is waiting');
      await expect(store.records(ALL_RECORDS, AbortSignal.abort(reason))).rejects.toBe(reason);
      expect((await store.records(ALL_RECORDS)).records).toEqual([]);
    });

    test('answers more questions at once than it can work on', async () => {
      await store.ingest([flow()]);
      const pages_ = await Promise.all(Array.from({ length: 40 }, () => store.records(ALL_RECORDS)));
      expect(pages_.every(({ records }) => records.length === 1)).toBe(true);
    });
  });
}

/** Any JSON at all in fields that are known and ones that are not; times as a recording has them. */
const anyJsonRecord: fc.Arbitrary<TrafficRecord> = fc
  .tuple(
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('Bytes', 'SrcAddr', 'Flags', '__proto__')),
      fc.jsonValue(),
    ),
    fc.integer({ min: T0, max: T0 + 100 }),
  )
  .map(([fields, TimeFlowEndMs]) => ({
    ...(JSON.parse(JSON.stringify(fields)) as TrafficRecord),
    TimeFlowEndMs,
  }));

/** Events of 60 conversations that differ in everything they are ordered by, with absent values among them. */
function conversationEvents(): readonly TrafficRecord[] {
  return Array.from({ length: 60 }, (_, index) => {
    const startMs = T0 + (index % 7) * 10_000;
    return event(index % 3 === 0 ? 'endConnection' : 'newConnection', {
      _HashId: `${index}f`,
      TimeFlowStartMs: startMs,
      TimeFlowEndMs: startMs + (index % 5) * 5000,
      Bytes: index % 11,
      Bytes_AB: index % 4,
      Bytes_BA: index % 5 === 0 ? index % 3 : undefined,
      numFlowLogs: 1 + (index % 6),
      SrcAddr: index % 9 === 0 ? `fd00::${index}` : `10.0.0.${index % 13}`,
      SrcPort: index % 10 === 0 ? undefined : 30_000 + ((index * 37) % 50),
      Proto: [6, 17, undefined][index % 3],
      SrcK8S_Name: index % 4 === 0 ? undefined : `pod-${index % 15}`,
      DstK8S_Namespace: index % 2 === 0 ? 'Shop' : `ns${index}`,
      SrcK8S_OwnerName: index % 4 === 0 ? undefined : `set-${index % 12}`,
      DstK8S_OwnerName: `Set-${index % 11}`,
      SrcK8S_Type: ['Pod', 'Node', undefined][index % 3],
      DstK8S_HostName: `node-${index % 13}`,
      SrcK8S_Zone: index % 5 === 0 ? undefined : `zone${index % 4}`,
      PktDropBytes: index % 6 === 0 ? index % 7 : undefined,
      MaxTimeFlowRttNs: index % 8 === 0 ? undefined : (index * 7919) % 1000,
      DnsLatencyMs: index % 9 < 4 ? index % 5 : undefined,
    });
  });
}

const VALUE_OF: Readonly<Record<ConversationSortKey, (c: Conversation) => string | number | undefined>> = {
  start: ({ startMs }) => startMs,
  end: ({ endMs }) => endMs,
  duration: ({ startMs, endMs }) => endMs - startMs,
  bytes: ({ bytes }) => bytes,
  bytesAB: ({ bytesAB }) => bytesAB,
  bytesBA: ({ bytesBA }) => bytesBA,
  packets: ({ packets }) => packets,
  packetsAB: ({ packetsAB }) => packetsAB,
  packetsBA: ({ packetsBA }) => packetsBA,
  flows: ({ flows }) => flows,
  events: ({ events }) => events,
  droppedBytes: ({ latest }) => numberField(latest, 'PktDropBytes'),
  droppedPackets: ({ latest }) => numberField(latest, 'PktDropPackets'),
  rtt: ({ latest }) => numberField(latest, 'MaxTimeFlowRttNs'),
  dnsLatency: ({ latest }) => numberField(latest, 'DnsLatencyMs'),
  status: ({ status }) => status,
  id: ({ id }) => id,
  protocol: ({ latest }) => numberField(latest, 'Proto'),
  srcName: ({ latest }) => textField(latest, 'SrcK8S_Name'),
  srcKind: ({ latest }) => textField(latest, 'SrcK8S_Type'),
  srcOwner: ({ latest }) => textField(latest, 'SrcK8S_OwnerName'),
  srcNamespace: ({ latest }) => textField(latest, 'SrcK8S_Namespace'),
  srcAddr: ({ latest }) => textField(latest, 'SrcAddr'),
  srcPort: ({ latest }) => numberField(latest, 'SrcPort'),
  srcHost: ({ latest }) => textField(latest, 'SrcK8S_HostName'),
  srcZone: ({ latest }) => textField(latest, 'SrcK8S_Zone'),
  dstName: ({ latest }) => textField(latest, 'DstK8S_Name'),
  dstKind: ({ latest }) => textField(latest, 'DstK8S_Type'),
  dstOwner: ({ latest }) => textField(latest, 'DstK8S_OwnerName'),
  dstNamespace: ({ latest }) => textField(latest, 'DstK8S_Namespace'),
  dstAddr: ({ latest }) => textField(latest, 'DstAddr'),
  dstPort: ({ latest }) => numberField(latest, 'DstPort'),
  dstHost: ({ latest }) => textField(latest, 'DstK8S_HostName'),
  dstZone: ({ latest }) => textField(latest, 'DstK8S_Zone'),
};

function expectOrdered(items: readonly Conversation[], { key, direction }: ConversationOrder): void {
  const valueOf = VALUE_OF[key];
  const sign = direction === 'asc' ? 1 : -1;
  for (const [index, later] of items.slice(1).entries()) {
    const earlier = items[index];
    const [a, b] = [earlier && valueOf(earlier), valueOf(later)];
    if (a === undefined || b === undefined) {
      expect(b).toBeUndefined();
      continue;
    }
    const order = sign * compareValues(key, a, b);
    expect(order).toBeLessThanOrEqual(0);
    if (order === 0) {
      expect(String(earlier?.key) < later.key).toBe(true);
    }
  }
}

function compareValues(key: ConversationSortKey, a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return compareNumbers(a, b);
  }
  if (key.endsWith('Addr')) {
    return compareIps(String(a), String(b));
  }
  return key === 'id' ? Number(a > b) - Number(a < b) : compareTexts(String(a), String(b));
}

async function pages(store: FlowStore, query: ConversationsQuery): Promise<readonly Conversation[]> {
  const { items, next } = await store.conversations(query);
  return next === undefined ? items : [...items, ...(await pages(store, { ...query, after: next }))];
}

function lowered(filter: Filter): Filter {
  const result = lowerFilter(filter);
  return result.ok ? result.value : EVERYTHING;
}

/** Records as a store is to keep them: `null` is the same as absent. */
function withoutNulls(record: TrafficRecord): readonly (readonly [string, unknown])[] {
  return Object.entries(record)
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function withoutNullFields(conversation: Conversation): Conversation {
  return { ...conversation, latest: Object.fromEntries(withoutNulls(conversation.latest)) as TrafficRecord };
}

function byTime(records: readonly TrafficRecord[]): readonly TrafficRecord[] {
  const timeOf = (record: TrafficRecord) => numberField(record, 'TimeFlowEndMs') ?? 0;
  return [...records].sort((a, b) => timeOf(a) - timeOf(b));
}

function byKey(conversations: readonly Conversation[]): readonly Conversation[] {
  return [...conversations].sort((a, b) => (a.key < b.key ? -1 : 1));
}
