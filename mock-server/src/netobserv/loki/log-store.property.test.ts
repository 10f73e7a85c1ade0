import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';
import { textField } from '#model/flow.ts';

import { LogStore } from './log-store.ts';

const record = fc.record<TrafficRecord>({
  TimeFlowEndMs: fc.nat(5),
  Namespace: fc.constantFrom('shop', 'db', '', undefined),
  Bytes: fc.nat(2),
});
const batches = fc.array(fc.array(record, { maxLength: 5 }), { maxLength: 5 });

describe('LogStore', () => {
  test('holds the same, and in the order of time, however it comes', () => {
    fc.assert(
      fc.property(batches, (records) => {
        const store = storeOf(records);
        const times = store.between(-Infinity, Infinity).map(({ timeMs }) => timeMs);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(contentOf(store)).toEqual([...new Set(records.flat().map(told))].sort());
        expect(contentOf(storeOf([records.flat().reverse()]))).toEqual(contentOf(store));
      }),
    );
  });

  test('answers with what lies from an instant to before another', () => {
    fc.assert(
      fc.property(batches, fc.nat(6), fc.nat(6), (records, startMs, endMs) => {
        const store = storeOf(records);
        const isIn = (timeMs: number) => timeMs >= startMs && timeMs < endMs;
        expect(store.between(startMs, endMs)).toEqual(
          store.between(-Infinity, Infinity).filter(({ timeMs }) => isIn(timeMs)),
        );
      }),
    );
  });

  test('forgets what is old and what is too much, and streams of which nothing is left', () => {
    fc.assert(
      fc.property(batches, fc.nat(6), fc.nat(20), (records, beforeMs, maxRecords) => {
        const store = storeOf(records);
        const before = store.between(beforeMs, Infinity);
        store.forget({ beforeMs, maxRecords });
        const left = store.between(-Infinity, Infinity);
        expect(left).toEqual(before.slice(Math.max(0, before.length - maxRecords)));
        expect(new Set(store.streams)).toEqual(new Set(left.map(({ stream }) => stream)));
        expect(store.entryCount).toBe(left.length);
      }),
    );
  });

  test('keeps labels out of lines, also those that are not set, and lines in the order of their keys', () => {
    const store = storeOf([[{ b: 1, Namespace: '', a: [1], _Z: null, TimeFlowEndMs: 7, B: 'x' }]]);
    const [entry] = store.between(0, 10);
    expect(entry?.line).toBe('{"B":"x","TimeFlowEndMs":7,"a":[1],"b":1}');
    expect(entry?.stream).toEqual({
      labels: {
        app: 'netobserv-flowcollector',
        detected_level: 'unknown',
        service_name: 'netobserv-flowcollector',
      },
      name: '{app="netobserv-flowcollector", detected_level="unknown", service_name="netobserv-flowcollector"}',
    });
  });
});

function storeOf(records: readonly (readonly TrafficRecord[])[]): LogStore {
  const store = new LogStore(['Namespace']);
  records.forEach((some) => store.push(some));
  return store;
}

function contentOf(store: LogStore): readonly string[] {
  return store
    .between(-Infinity, Infinity)
    .map(({ stream, line }) => `${stream.labels['Namespace'] ?? ''} ${line}`)
    .sort();
}

/** A record as an entry of it is told in `contentOf`. */
function told(record: TrafficRecord): string {
  const { Bytes, TimeFlowEndMs } = record;
  return `${textField(record, 'Namespace') ?? ''} ${JSON.stringify({ Bytes, TimeFlowEndMs })}`;
}
