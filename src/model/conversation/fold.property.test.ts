import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '../flow.ts';
import { anyEventStream } from '../testing/arbitrary-events.ts';
import type { Conversation } from './conversation.ts';
import { foldEvent, foldEvents } from './fold.ts';

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
  test('gives, event by event, what foldEvents gives at once', () => {
    fc.assert(
      fc.property(anyEventStream, ({ events }) => {
        const instances: Conversation[] = [];
        for (const event of events) {
          const step = foldEvent(instances.at(-1), event);
          if (step?.kind === 'same') {
            instances.pop();
          }
          instances.push(...(step === undefined ? [] : [step.conversation]));
        }
        expect(instances.reverse()).toEqual(foldEvents(events).map(({ conversation }) => conversation));
      }),
    );
  });

  test('is not moved by the same event again', () => {
    fc.assert(
      fc.property(anyEventStream, ({ events }) => {
        let current: Conversation | undefined;
        for (const event of events) {
          current = foldEvent(current, event)?.conversation;
          expect(foldEvent(current, event)).toStrictEqual({ kind: 'same', conversation: current });
          // The very same object: whoever stores it has nothing to write.
          expect(foldEvent(current, event)?.conversation).toBe(current);
        }
      }),
    );
  });
});
