import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { event, flow } from '../../test/flow-builder.ts';
import { isTracked, retracked } from './retrack.ts';
import { Tally } from './tally.ts';

async function recordsOf(records: readonly TrafficRecord[]): Promise<readonly TrafficRecord[]> {
  const recording = retracked({
    name: 'test',
    paths: [],
    close: () => Promise.resolve(),
    async *read() {
      yield await Promise.resolve(records);
      return undefined;
    },
  });
  const read: TrafficRecord[] = [];
  for await (const some of recording.read(new Tally())) {
    read.push(...some);
  }
  return read;
}

describe('isTracked', () => {
  test.each([
    [flow(), false],
    [flow({ _HashId: null, _RecordType: null }), false],
    [flow({ _HashId: 'f00d' }), true],
    [flow({ _RecordType: 'flowLog' }), true],
    [event('heartbeat'), true],
  ])('of %j is %s', (record, expected) => {
    expect(isTracked(record)).toBe(expected);
  });
});

describe('retracked', () => {
  test('drops events, and makes flow logs what they were before', async () => {
    const tracked = flow({ _HashId: 'f00d', _RecordType: 'flowLog' });
    expect(await recordsOf([event('newConnection'), tracked, flow({ Bytes: 7 })])).toEqual([
      flow(),
      flow({ Bytes: 7 }),
    ]);
  });
});
