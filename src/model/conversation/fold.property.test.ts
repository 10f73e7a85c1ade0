import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '../flow.ts';
import { anyDirectStream, anyEventStream, anySplitStream, SEES_ALL } from '../testing/arbitrary-events.ts';
import type { Conversation } from './conversation.ts';
import { foldEvent, foldEvents } from './fold.ts';
import type { Instance } from './instance.ts';

/** The stream, shuffled, with some of its events repeated. */
const anyDelivery = anyEventStream.chain((stream) =>
  fc.record({
    stream: fc.constant(stream),
    delivered: fc
      .array(fc.constantFrom(...stream.events, {}), { maxLength: 5 })
      .chain((again) =>
        fc.shuffledSubarray([...stream.events, ...again], { minLength: stream.events.length + again.length }),
      ),
  }),
);

describe('foldEvents', () => {
  test('gives the same instances for any order and any repetition of the events', () => {
    fc.assert(
      fc.property(anyDelivery, ({ stream, delivered }) => {
        expect(foldEvents(delivered)).toEqual(foldEvents(stream.events));
      }),
    );
  });

  test('finds every instance, with the totals of its last event', () => {
    fc.assert(
      fc.property(anyDelivery, ({ stream, delivered }) => {
        const found = foldEvents(delivered).map(({ conversation }) => ({
          startMs: conversation.startMs,
          endMs: conversation.endMs,
          isStartSeen: conversation.isStartSeen,
          isEnded: conversation.status === 'ended',
          bytes: conversation.bytes,
          bytesAB: conversation.bytesAB,
          bytesBA: conversation.bytesBA,
          packets: conversation.packets,
          flows: conversation.flows,
          events: conversation.events,
        }));
        const expected = stream.instances.map(({ last, ...instance }) => ({
          ...instance,
          bytes: Number(last['Bytes'] ?? 0),
          bytesAB: Number(last['Bytes_AB'] ?? 0),
          bytesBA: Number(last['Bytes_BA'] ?? 0),
          packets: Number(last['Packets']),
          flows: Number(last['numFlowLogs']),
        }));
        expect(found).toEqual(expected.reverse());
      }),
    );
  });

  test('gives each event to one instance, and each instance a key of its own', () => {
    fc.assert(
      fc.property(fc.array(anyEventStream, { maxLength: 3 }), (streams) => {
        const events = streams.flatMap((stream) => stream.events);
        const folded = foldEvents(events);
        const keys = folded.map(({ conversation }) => conversation.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(folded.reduce((sum, instance) => sum + instance.events.length, 0)).toBe(
          new Set(events.map((event) => JSON.stringify(event))).size,
        );
      }),
    );
  });

  test('never throws, whatever the events hold', () => {
    const anyEvent = fc.record<Record<string, fc.JsonValue>>(
      {
        _HashId: fc.constantFrom('x', 'y', '', null),
        _RecordType: fc.constantFrom('newConnection', 'heartbeat', 'endConnection', 'flowLog', 7),
        _IsFirst: fc.constantFrom(true, false, 'true', null),
        TimeFlowStartMs: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double(), fc.constant('5')),
        TimeFlowEndMs: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.double(), fc.constant(null)),
        numFlowLogs: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant('many')),
        Bytes: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(anyEvent), fc.array(anyEvent), (some, more) => {
        const events = [...some, ...more] as readonly TrafficRecord[];
        const keys = foldEvents(events).map(({ conversation }) => conversation.key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(foldEvents([...more, ...some] as readonly TrafficRecord[])).toEqual(foldEvents(events));
      }),
    );
  });
});

describe('foldEvent', () => {
  test.each([
    ['one tracker', anyEventStream],
    ['a tracker on each node', anyDirectStream],
    ['one that splits', anySplitStream.map((events) => ({ events }))],
  ] as const)('gives, event by event, what foldEvents gives at once: %s', (_name, anyStream) => {
    fc.assert(
      fc.property(anyStream, ({ events }) => {
        const instances: Instance[] = [];
        for (const event of events) {
          const step = foldEvent(instances, event);
          if (step !== undefined) {
            instances[step.index ?? instances.length] = step.instance;
          }
        }
        const byStart = instances
          .map(({ conversation }) => conversation)
          .sort((a, b) => b.startMs - a.startMs);
        expect(byStart).toEqual(foldEvents(events).map(({ conversation }) => conversation));
      }),
    );
  });

  test('is not moved by the same event again', () => {
    fc.assert(
      fc.property(anyEventStream, ({ events }) => {
        let known: readonly Instance[] = [];
        for (const event of events) {
          const step = foldEvent(known.slice(-1), event);
          known = step === undefined ? known : [step.instance];
          const again = foldEvent(known, event);
          expect(again).toStrictEqual({ index: 0, instance: known[0] });
          // The very same object: whoever stores it has nothing to write.
          expect(again?.instance).toBe(known[0]);
        }
      }),
    );
  });
});

describe('events of several clusters and networks with the same id', () => {
  const SPACES: readonly TrafficRecord[] = [
    {},
    { K8S_ClusterName: 'east' },
    { K8S_ClusterName: 'west', Udns: ['red'] },
    { K8S_ClusterName: 'west', Udns: ['blue'] },
  ];
  const anySpaces = fc.array(fc.oneof(anyEventStream, anyDirectStream), { minLength: 1, maxLength: 4 });

  test('fold to what those of each fold to by themselves, at once and event by event', () => {
    fc.assert(
      fc.property(anySpaces, (streams) => {
        const ofEach = streams.map(({ events }, index) =>
          events.map((event): TrafficRecord => ({ ...event, ...SPACES[index], _HashId: 'f00d' })),
        );
        const keyed = (conversations: readonly Conversation[]) =>
          [...conversations].sort((a, b) => (a.key < b.key ? -1 : 1));
        const expected = keyed(
          ofEach.flatMap((events) => foldEvents(events).map(({ conversation }) => conversation)),
        );
        const events = ofEach.flat().sort((a, b) => Number(a['TimeFlowEndMs']) - Number(b['TimeFlowEndMs']));
        expect(keyed(foldEvents(events).map(({ conversation }) => conversation))).toEqual(expected);
        expect(new Set(expected.map(({ key }) => key)).size).toBe(expected.length);

        const instances: Instance[] = [];
        for (const event of events) {
          const step = foldEvent(instances, event);
          if (step !== undefined) {
            instances[step.index ?? instances.length] = step.instance;
          }
        }
        expect(keyed(instances.map(({ conversation }) => conversation))).toEqual(expected);
      }),
    );
  });
});

describe('events of a tracker on each node', () => {
  test('give one conversation for each connection, with the numbers of the node that saw more', () => {
    fc.assert(
      fc.property(anyDirectStream, ({ events, instances }) => {
        const found = foldEvents(events).map(({ conversation }) => ({
          startMs: conversation.startMs,
          endMs: conversation.endMs,
          isEnded: conversation.status === 'ended',
          bytes: conversation.bytes,
          observers: conversation.observers,
        }));
        expect(found).toEqual(instances.toReversed());
      }),
    );
  });

  test('of which one takes for two what the other sees as one, give one, however late they are read from', () => {
    fc.assert(
      fc.property(anySplitStream, fc.nat(), (events, place) => {
        const [whole, ...others] = foldEvents(events).map(({ conversation }) => conversation);
        expect(others).toEqual([]);
        const late = events.slice(place % events.length);
        fc.pre(late.some((event) => event['AgentIP'] === SEES_ALL));
        const [row, ...more] = foldEvents(late).map(({ conversation }) => conversation);
        expect(more).toEqual([]);
        expect(row?.endMs).toBe(whole?.endMs);
      }),
    );
  });
});
