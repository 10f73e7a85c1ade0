import { describe, expect, test } from 'vitest';

import { eventSteps } from './event-steps.ts';

const event = (type: string, bytes: number | undefined, flows: number) => ({
  _RecordType: type,
  TimeFlowEndMs: 1000 * flows,
  numFlowLogs: flows,
  ...(bytes === undefined ? {} : { Bytes: bytes, Packets: bytes / 10 }),
});

describe('eventSteps', () => {
  test('tells what each event added to the cumulative counters', () => {
    const steps = eventSteps([
      event('newConnection', 100, 1),
      event('heartbeat', 250, 3),
      event('endConnection', 250, 3),
    ]);
    expect(steps.map(({ bytes }) => bytes)).toEqual([
      { total: 100, added: 100 },
      { total: 250, added: 150 },
      { total: 250, added: 0 },
    ]);
    expect(steps.map(({ flows }) => flows.added)).toEqual([1, 2, 0]);
  });

  test('does not know what a tick added when the events before it are not there', () => {
    const steps = eventSteps([event('heartbeat', 900, 9), event('endConnection', 950, 10)]);
    expect(steps.map(({ bytes, flows }) => [bytes, flows.added])).toEqual([
      [{ total: 900, added: 0 }, 0],
      [{ total: 950, added: 50 }, 1],
    ]);
  });

  test('takes an omitted counter for zero', () => {
    expect(eventSteps([event('newConnection', undefined, 1)])[0]?.bytes).toEqual({ total: 0, added: 0 });
  });

  test('never adds less than nothing when a counter falls', () => {
    const steps = eventSteps([event('heartbeat', 500, 5), event('heartbeat', 80, 1)]);
    expect(steps[1]?.bytes).toEqual({ total: 80, added: 0 });
  });

  test('compares with the event before of the same observer', () => {
    const told = (AgentIP: string, bytes: number, flows: number) => ({
      ...event('heartbeat', bytes, flows),
      AgentIP,
    });
    const steps = eventSteps([
      { ...told('10.0.0.1', 100, 1), _IsFirst: true },
      { ...told('10.0.0.2', 60, 1), _IsFirst: 'true' },
      told('10.0.0.1', 300, 3),
      told('10.0.0.2', 90, 2),
    ]);
    expect(steps.map(({ observer, bytes }) => [observer, bytes.added])).toEqual([
      ['10.0.0.1', 100],
      ['10.0.0.2', 60],
      ['10.0.0.1', 200],
      ['10.0.0.2', 30],
    ]);
  });

  test('has no time for the mark of an absent maximum', () => {
    expect(eventSteps([{ _RecordType: 'heartbeat', TimeFlowEndMs: -Number.MAX_VALUE }])[0]?.atMs).toBe(
      undefined,
    );
  });
});
