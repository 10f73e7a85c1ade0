import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '../flow.ts';
import type { Conversation } from './conversation.ts';
import type { FoldStep } from './fold.ts';
import { foldEvent, foldEvents } from './fold.ts';

function event(fields: TrafficRecord = {}): TrafficRecord {
  return {
    _HashId: 'abc',
    _RecordType: 'heartbeat',
    TimeFlowStartMs: 1000,
    TimeFlowEndMs: 2000,
    numFlowLogs: 1,
    ...fields,
  };
}

const start = event({ _RecordType: 'newConnection', _IsFirst: true, Bytes: 10, Bytes_AB: 10 });
const tick = event({
  TimeFlowEndMs: 5000,
  numFlowLogs: 4,
  Bytes: 70,
  Bytes_AB: 30,
  Bytes_BA: 40,
  Packets_BA: 2,
});
const end = event({ ...tick, _RecordType: 'endConnection' });

function folded(...events: readonly TrafficRecord[]): readonly Conversation[] {
  return foldEvents(events).map(({ conversation }) => conversation);
}

describe('foldEvents', () => {
  test('makes one conversation of a start, a tick and an end, with the numbers of the latest', () => {
    expect(folded(start, tick, end)).toEqual([
      {
        key: 'abc@1000',
        id: 'abc',
        status: 'ended',
        isStartSeen: true,
        startMs: 1000,
        endMs: 5000,
        bytes: 70,
        bytesAB: 30,
        bytesBA: 40,
        packets: 2,
        packetsAB: 0,
        packetsBA: 2,
        flows: 4,
        events: 3,
        observers: [],
        latest: end,
      },
    ]);
  });

  test('lists the events of each, oldest first and each once', () => {
    expect(foldEvents([end, start, tick, start])[0]?.events).toEqual([start, tick, end]);
  });

  test('keeps an end and its heartbeat twin apart: same times, same numbers', () => {
    const [conversation] = folded(end, tick);
    expect(conversation).toMatchObject({ status: 'ended', events: 2, latest: end });
  });

  test.each<[string, TrafficRecord, boolean]>([
    ['a tick alone has not been seen starting', tick, false],
    ['an end alone has not been seen starting', end, false],
    ['an end that is the first event is start and end in one', { ...end, _IsFirst: true }, true],
    ['a tick that is the first event is its start', { ...tick, _IsFirst: true }, true],
    ['a start without the mark is a start', { ...start, _IsFirst: undefined }, true],
    ['the mark may be text', { ...end, _IsFirst: 'true' }, true],
  ])('%s', (_name, only, isStartSeen) => {
    expect(folded(only)).toMatchObject([{ isStartSeen, events: 1 }]);
  });

  test('begins a new instance after an end, newest first', () => {
    const again = event({ ...start, TimeFlowStartMs: 9000, TimeFlowEndMs: 9100 });
    expect(folded(start, end, again).map(({ key, status }) => [key, status])).toEqual([
      ['abc@9000', 'open'],
      ['abc@1000', 'ended'],
    ]);
  });

  test('begins a new instance at a first event, also when the end before it was lost', () => {
    const again = event({ ...start, TimeFlowStartMs: 9000, TimeFlowEndMs: 9100 });
    expect(folded(start, tick, again).map(({ key, status }) => [key, status])).toEqual([
      ['abc@9000', 'open'],
      ['abc@1000', 'open'],
    ]);
  });

  test('begins a new instance where the start rises, as a minimum cannot', () => {
    const later = event({ TimeFlowStartMs: 9000, TimeFlowEndMs: 9900, numFlowLogs: 3 });
    expect(folded(tick, later).map(({ key }) => key)).toEqual(['abc@9000', 'abc@1000']);
  });

  test('follows a start that moves back, as a flow that began earlier is reported late', () => {
    const earlier = event({ ...tick, TimeFlowStartMs: 900 });
    expect(folded(start, earlier)).toMatchObject([{ key: 'abc@900', startMs: 900, events: 2 }]);
  });

  test('tells instances apart when the second is reported within the first', () => {
    const late = event({ ...start, TimeFlowStartMs: 4800, TimeFlowEndMs: 4900 });
    const lateEnd = event({
      ...late,
      _RecordType: 'endConnection',
      _IsFirst: false,
      numFlowLogs: 2,
      Bytes: 11,
    });
    expect(folded(start, tick, end, late, lateEnd)).toMatchObject([
      { key: 'abc@4800', status: 'ended', bytes: 11, events: 2 },
      { key: 'abc@1000', status: 'ended', bytes: 70, events: 3 },
    ]);
  });

  test('reads absent counters as zero and totals from both directions where only those are kept', () => {
    expect(folded(event({ Bytes_AB: 5, Bytes_BA: 7 }))).toMatchObject([
      { bytes: 12, packets: 0, packetsAB: 0 },
    ]);
  });

  test('treats the marks of an absent minimum and maximum as absent', () => {
    const marked = event({ MaxTimeFlowRttNs: -Number.MAX_VALUE, Bytes: 1.7976931348623157e308 });
    const [conversation] = folded(marked);
    expect(conversation?.bytes).toBe(0);
    expect(conversation?.latest).toEqual(event());
  });

  test('takes the end for the start where the pipeline keeps no start', () => {
    const without = (fields: TrafficRecord) => event({ TimeFlowStartMs: Number.MAX_VALUE, ...fields });
    const first = without({ _IsFirst: true });
    const last = without({ TimeFlowEndMs: 3000, numFlowLogs: 2, _RecordType: 'endConnection' });
    expect(folded(first, last)).toMatchObject([{ key: 'abc@2000', endMs: 3000, status: 'ended' }]);
  });

  test.each<[string, TrafficRecord]>([
    ['a flow log', event({ _RecordType: 'flowLog' })],
    ['a record without a type', event({ _RecordType: null })],
    ['an event without an id', event({ _HashId: undefined })],
    ['an event with an empty id', event({ _HashId: '' })],
    ['an event without times', event({ TimeFlowStartMs: null, TimeFlowEndMs: 'never' })],
  ])('leaves out %s', (_name, unusable) => {
    expect(folded(unusable)).toEqual([]);
    expect(foldEvent([], unusable)).toBeUndefined();
  });
});

describe('foldEvent', () => {
  const after = (...steps: readonly (FoldStep | undefined)[]) =>
    steps.flatMap((step) => (step === undefined ? [] : [step.instance]));

  test('says whether an event told more or began something new', () => {
    const first = foldEvent([], start);
    expect(first?.index).toBeUndefined();
    const second = foldEvent(after(first), tick);
    expect(second).toMatchObject({ index: 0, instance: { conversation: { events: 2, bytes: 70 } } });
    const third = foldEvent(after(second), end);
    expect(third).toMatchObject({ index: 0, instance: { conversation: { events: 3, status: 'ended' } } });
    const again = event({ ...start, TimeFlowStartMs: 9000, TimeFlowEndMs: 9100 });
    expect(foldEvent(after(third), again)).toMatchObject({
      index: undefined,
      instance: { conversation: { events: 1 } },
    });
  });

  test('never takes numbers back when an event comes late', () => {
    const known = after(foldEvent([], tick));
    expect(foldEvent(known, event({ Bytes: 1 }))).toEqual({ index: 0, instance: known[0] });
  });

  test('learns of the start when that comes late', () => {
    const known = after(foldEvent([], tick));
    expect(foldEvent(known, start)).toMatchObject({
      index: 0,
      instance: { conversation: { isStartSeen: true, bytes: 70, events: 2, latest: tick } },
    });
  });

  test('begins a new instance for an event of another id', () => {
    const known = after(foldEvent([], tick));
    expect(foldEvent(known, event({ _HashId: 'other' }))?.index).toBeUndefined();
  });
});

describe('events of two observers', () => {
  const [here, there] = ['10.0.0.11', '10.0.0.12'];
  const told = (AgentIP: string, fields: TrafficRecord) => event({ AgentIP, ...fields });
  const life = (AgentIP: string, [from, to]: readonly [number, number], Bytes: number) => [
    told(AgentIP, {
      _RecordType: 'newConnection',
      _IsFirst: true,
      TimeFlowStartMs: from,
      TimeFlowEndMs: from,
      Bytes: 1,
    }),
    told(AgentIP, {
      _RecordType: 'endConnection',
      TimeFlowStartMs: from,
      TimeFlowEndMs: to,
      Bytes,
      numFlowLogs: 2,
    }),
  ];

  test('are one conversation, with the numbers of the one that saw more', () => {
    expect(folded(...life(here, [1000, 5000], 70), ...life(there, [1003, 5004], 90))).toEqual([
      expect.objectContaining({
        key: 'abc@1000',
        status: 'ended',
        startMs: 1000,
        endMs: 5004,
        bytes: 90,
        flows: 2,
        events: 4,
        observers: [there, here],
      }),
    ]);
  });

  test('are one conversation also when it was over before the other clock says that it began', () => {
    expect(folded(...life(here, [1000, 1001], 70), ...life(there, [1100, 1101], 70))).toHaveLength(1);
  });

  test('are open until both have told the end', () => {
    const [begun, ended] = life(there, [1003, 5004], 90);
    expect(folded(...life(here, [1000, 5000], 70), begun ?? {})).toMatchObject([
      { status: 'open', bytes: 70 },
    ]);
    expect(folded(...life(here, [1000, 5000], 70), begun ?? {}, ended ?? {})).toMatchObject([
      { status: 'ended', bytes: 90 },
    ]);
  });

  test('are one conversation for each use of the same ports', () => {
    const uses = [
      [1000, 2000],
      [2600, 3000],
      [9000, 9500],
    ] as const;
    const conversations = folded(
      ...uses.flatMap(([from, to]) => [
        ...life(here, [from, to], 70),
        ...life(there, [from + 2, to + 2], 60),
      ]),
    );
    expect(conversations.map(({ startMs }) => startMs)).toEqual([9000, 2600, 1000]);
    expect(conversations.every(({ observers, bytes }) => observers.length === 2 && bytes === 70)).toBe(true);
  });

  test('are apart when they did not happen at the same time', () => {
    expect(folded(...life(here, [1000, 2000], 70), ...life(there, [4000, 5000], 70))).toHaveLength(2);
  });
});
