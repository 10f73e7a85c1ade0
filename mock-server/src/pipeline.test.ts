import { describe, expect, test } from 'vitest';

import { foldEvents } from '#model/conversation/fold.ts';
import type { TrafficRecord } from '#model/flow.ts';
import type { LogTypesSetting } from '#model/wire/config.ts';

import { event, flow, T0 } from '../test/flow-builder.ts';
import { trackingConfig } from '../test/tracking-config.ts';
import { createPipeline } from './pipeline.ts';

function pipelineOf(logTypes: LogTypesSetting) {
  return createPipeline(logTypes === 'Flows' ? undefined : trackingConfig(logTypes));
}

const TRACKED = flow({ _HashId: 'f00d', _RecordType: 'flowLog', Flags: 2, AgentIP: 'n2' });
const UNTYPED = flow({ _HashId: 'f00d' });
const EVENTS = [event('newConnection'), event('heartbeat'), event('endConnection')];

describe('createPipeline, given records that were tracked already', () => {
  test('takes them as they are, in their order with the others, and tracks only those', () => {
    const pipeline = pipelineOf('All');
    const records = [flow({ SrcPort: 1 }), EVENTS[0], TRACKED, flow({ SrcPort: 2 }), UNTYPED, EVENTS[2]];
    const told = pipeline.push(
      records.filter((one) => one !== undefined),
      T0 + 5000,
    );
    expect(told.map(typesAndPorts)).toEqual([
      ['newConnection', 1],
      ['flowLog', 1],
      ['newConnection', 40_000],
      ['flowLog', 40_000],
      ['newConnection', 2],
      ['flowLog', 2],
      [undefined, 40_000],
      ['endConnection', 40_000],
    ]);
    expect([told[2], told[3], told[6], told[7]]).toEqual([EVENTS[0], TRACKED, UNTYPED, EVENTS[2]]);
    expect(pipeline.trackedBefore()).toEqual({ flows: 2, events: 2, leftOut: new Map() });
  });

  test('ends and ticks what it tracks itself, whatever a batch ends with', () => {
    const pipeline = pipelineOf('All');
    pipeline.push([flow()], T0);
    const told = pipeline.push([TRACKED], T0 + 20_000);
    expect(told.map((record) => record['_RecordType'])).toEqual(['flowLog', 'endConnection']);
  });

  test.each<[LogTypesSetting, readonly TrafficRecord[], readonly (readonly [string, number])[]]>([
    ['All', [...EVENTS, TRACKED], []],
    [
      'Flows',
      [TRACKED],
      [
        ['newConnection', 1],
        ['heartbeat', 1],
        ['endConnection', 1],
      ],
    ],
    ['Conversations', EVENTS, [['flowLog', 1]]],
    [
      'EndedConversations',
      [event('endConnection')],
      [
        ['newConnection', 1],
        ['heartbeat', 1],
        ['flowLog', 1],
      ],
    ],
  ])('keeps the types that %s asks for, and counts the others', (logTypes, kept, leftOut) => {
    const pipeline = pipelineOf(logTypes);
    expect(pipeline.push([...EVENTS, TRACKED], T0 + 5000)).toEqual(kept);
    expect([...pipeline.trackedBefore().leftOut]).toEqual(leftOut);
  });

  test('does not take a tracked flow for a second observer of one that is not', () => {
    const pipeline = pipelineOf('All');
    const told = pipeline.push([flow({ AgentIP: 'n1' }), TRACKED], T0 + 5000);
    expect(told.at(-1)).toEqual(TRACKED);
  });
});

describe('createPipeline, with a tracker on each node', () => {
  const [here, there] = ['10.0.0.11', '10.0.0.12'];
  const told = (deployment: 'Direct' | 'Service') => {
    const pipeline = createPipeline(trackingConfig(), deployment);
    return [
      ...pipeline.push([flow({ AgentIP: here, Bytes: 100 }), flow({ AgentIP: there, Bytes: 90 })], T0 + 5000),
      ...pipeline.advance(T0 + 60_000),
    ];
  };
  const numbersOf = (records: readonly TrafficRecord[], type: string) =>
    records
      .filter((record) => record['_RecordType'] === type)
      .map(({ AgentIP, Bytes, Duplicate = false }) => [AgentIP, Bytes, Duplicate]);

  test('emits the events of each, and marks the flows of the second', () => {
    const records = told('Direct');
    expect(numbersOf(records, 'endConnection')).toEqual([
      [here, 100, false],
      [there, 90, false],
    ]);
    expect(numbersOf(records, 'flowLog')).toEqual([
      [here, 100, false],
      [there, 90, true],
    ]);
    expect(new Set(records.map((record) => record['_HashId'])).size).toBe(1);
  });

  test('folds to the conversations of one tracker where each node saw all', () => {
    const bytesOf = (records: readonly TrafficRecord[]) =>
      foldEvents(records).map(({ conversation }) => [conversation.bytes, conversation.status]);
    expect(bytesOf(told('Direct'))).toEqual([[100, 'ended']]);
    expect(bytesOf(told('Service'))).toEqual(bytesOf(told('Direct')));
  });
});

function typesAndPorts(record: TrafficRecord) {
  return [record['_RecordType'], record['SrcPort']];
}
