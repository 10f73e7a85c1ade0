import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';

import { Batcher } from './batcher.ts';
import { Conntrack } from './conntrack.ts';
import { trackingConfig } from '../../test/tracking-config.ts';

const CONFIG = trackingConfig();

function makeBatcher() {
  return new Batcher(new Conntrack(CONFIG, { numbers: 'uint' }));
}

function flow(fields: Flow = {}): Flow {
  return { SrcAddr: '10.0.0.1', SrcPort: 1, DstAddr: '10.0.0.2', DstPort: 80, Proto: 6, ...fields };
}

describe('Batcher', () => {
  test('hands flows over at the first tick after them, 5 s apart from the first flow on', () => {
    const batcher = makeBatcher();

    expect(batcher.add(flow(), 1_000)).toEqual([]);
    expect(batcher.add(flow(), 5_999)).toEqual([]);
    expect(batcher.add(flow(), 6_000)).toHaveLength(3);
  });

  test('hands 1000 flows over at once', () => {
    const batcher = makeBatcher();
    const counts = Array.from({ length: 1_001 }, () => batcher.add(flow(), 0).length);

    expect(counts.findIndex((count) => count > 0)).toBe(999);
    expect(counts[999]).toBe(1_001);
  });

  test('takes a flow that is older than another before it as just come', () => {
    const batcher = makeBatcher();
    batcher.add(flow(), 10_000);
    const fullBatch = Array.from({ length: 999 }, () => batcher.add(flow(), 0)).flat();
    expect(fullBatch).toHaveLength(1_001);

    expect(batcher.add(flow({ SrcPort: 2 }), 15_000)).toEqual([]);
  });

  test('passes over a silence of years, ending what ends in it', () => {
    const batcher = makeBatcher();
    batcher.add(flow(), 0);

    const records = batcher.add(flow(), 1e14);

    expect(records.map(({ _RecordType: type }) => type)).toEqual([
      'newConnection',
      'flowLog',
      'endConnection',
    ]);
  });

  test('ends everything at the end, and nothing when nothing came', () => {
    const batcher = makeBatcher();
    expect(batcher.finish()).toEqual([]);

    batcher.add(flow(), 0);
    batcher.add(flow({ SrcPort: 2, Flags: 1 }), 4_000);
    const ends = batcher.finish().filter(({ _RecordType: type }) => type === 'endConnection');

    expect(ends.map(({ SrcPort }) => SrcPort)).toEqual([2, 1]);
    expect(batcher.finish()).toEqual([]);
  });
});
