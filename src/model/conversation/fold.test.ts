import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '../flow.ts';
import type { Conversation } from './conversation.ts';
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
    expect(foldEvent(undefined, unusable)).toBeUndefined();
  });
});

describe('foldEvent', () => {
  test('says whether an event told more or began something new', () => {
    const first = foldEvent(undefined, start);
    expect(first?.kind).toBe('new');
    const second = foldEvent(first?.conversation, tick);
    expect(second).toMatchObject({ kind: 'same', conversation: { events: 2, bytes: 70 } });
    const third = foldEvent(second?.conversation, end);
    expect(third).toMatchObject({ kind: 'same', conversation: { events: 3, status: 'ended' } });
    const again = event({ ...start, TimeFlowStartMs: 9000, TimeFlowEndMs: 9100 });
    expect(foldEvent(third?.conversation, again)).toMatchObject({ kind: 'new', conversation: { events: 1 } });
  });

  test('never takes numbers back when an event comes late', () => {
    const current = foldEvent(undefined, tick)?.conversation;
    expect(foldEvent(current, event({ Bytes: 1 }))).toEqual({ kind: 'same', conversation: current });
  });

  test('learns of the start when that comes late', () => {
    const current = foldEvent(undefined, tick)?.conversation;
    expect(foldEvent(current, start)).toMatchObject({
      kind: 'same',
      conversation: { isStartSeen: true, bytes: 70, events: 2, latest: tick },
    });
  });

  test('begins a new instance for an event of another id', () => {
    const current = foldEvent(undefined, tick)?.conversation;
    expect(foldEvent(current, event({ _HashId: 'other' }))?.kind).toBe('new');
  });
});
