import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { flow, T0 } from '../../test/flow-builder.ts';
import { shiftTimes } from './shift-times.ts';

describe('shiftTimes', () => {
  test('moves every instant of a flow, each in its own unit', () => {
    const recorded = flow({ TimeReceived: T0 / 1000 + 6, TimeFlowEnd: '1700000005', DnsLatencyMs: 7 });
    expect(shiftTimes(recorded, 10)).toEqual({
      ...recorded,
      TimeFlowStartMs: T0 + 10_000,
      TimeFlowEndMs: T0 + 15_000,
      TimeReceived: T0 / 1000 + 16,
      TimeFlowEnd: '1700000015',
    });
  });

  test('is undone by shifting back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), fc.nat({ max: 1e12 }), (seconds, end) => {
        const recorded = flow({ TimeFlowEndMs: end, TimeReceived: 5 });
        expect(shiftTimes(shiftTimes(recorded, seconds), -seconds)).toEqual(recorded);
      }),
    );
  });
});
