import { describe, expect, test } from 'vitest';

import type { EventType } from '../event.ts';
import { foldEvents } from './fold.ts';
import { flowSpanOf, instanceAt } from './instance-at.ts';

const event = (_RecordType: EventType, TimeFlowStartMs: number, TimeFlowEndMs: number) => ({
  _HashId: 'a',
  _RecordType,
  TimeFlowStartMs,
  TimeFlowEndMs,
});

/** One that ended, and a later one that goes on. */
const INSTANCES = foldEvents([
  event('newConnection', 100_000, 101_000),
  event('endConnection', 100_000, 110_000),
  event('newConnection', 200_000, 200_000),
  event('heartbeat', 200_000, 230_000),
]);
const keyAt = (atMs: number) => instanceAt(INSTANCES, { startMs: atMs })?.conversation.key;

describe('instanceAt', () => {
  test.each([
    ['its start', 100_000, 'a@100000'],
    ['an instant of its life', 105_000, 'a@100000'],
    ['its end', 110_000, 'a@100000'],
    ['what a clock that is ahead calls after its end', 110_250, 'a@100000'],
    ['what a clock that is behind calls before its start', 99_750, 'a@100000'],
    ['after its end', 110_251, undefined],
    ['before its start', 99_749, undefined],
    ['so long before the start of an open one as a flow may last', 180_000, 'a@200000'],
    ['longer before the start of an open one', 179_999, undefined],
    ['so long after the latest event of an open one as it may be silent', 290_000, 'a@200000'],
    ['longer after the latest event of an open one', 290_001, undefined],
  ])('takes for %s the right one', (_name, atMs, key) => {
    expect(keyAt(atMs)).toBe(key);
  });

  test('takes the one that began then rather than one that was alive', () => {
    const reused = foldEvents([
      event('newConnection', 100_000, 101_000),
      event('endConnection', 100_000, 110_000),
      event('newConnection', 110_000, 110_000),
    ]);
    expect(reused).toHaveLength(2);
    expect(instanceAt(reused, { startMs: 110_000 })?.conversation.key).toBe('a@110000');
    expect(instanceAt(reused, { startMs: 109_999 })?.conversation.key).toBe('a@100000');
    expect(instanceAt(reused, { startMs: 110_200 })?.conversation.key).toBe('a@110000');
  });

  test('knows none without instances', () => {
    expect(instanceAt([], { startMs: 1 })).toBeUndefined();
  });
});

describe('flowSpanOf', () => {
  const spans = INSTANCES.map(({ conversation }) => flowSpanOf(conversation, INSTANCES));

  test('goes on after the latest event of an open one, and else as far as clocks differ', () => {
    expect(spans).toEqual([
      { fromMs: 199_750, toMs: 290_001 },
      { fromMs: 99_750, toMs: 110_251 },
    ]);
  });

  test('ends where another instance begins', () => {
    const lost = foldEvents([
      event('newConnection', 100_000, 119_899),
      event('newConnection', 120_000, 120_000),
    ]);
    expect(lost.map(({ conversation }) => flowSpanOf(conversation, lost))).toEqual([
      { fromMs: 119_900, toMs: 180_001 },
      { fromMs: 99_750, toMs: 120_000 },
    ]);
  });
});
