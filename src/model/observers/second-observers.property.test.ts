import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '../flow.ts';
import { markSecondObservers, OBSERVER_SKEW_MS } from './second-observers.ts';

const anyFlow: fc.Arbitrary<TrafficRecord> = fc
  .record({
    SrcPort: fc.constantFrom(1, 2),
    AgentIP: fc.constantFrom('10.0.0.11', '10.0.0.12', '10.0.0.13', undefined),
    FlowDirection: fc.constantFrom(0, 1, 2, '1', undefined),
    Duplicate: fc.constantFrom(true, false, undefined),
    endMs: fc.integer({ min: 0, max: 30_000 }),
    lengthMs: fc.integer({ min: 0, max: 5_000 }),
  })
  .map(({ endMs, lengthMs, ...flow }) => ({
    ...flow,
    SrcAddr: '10.1.0.1',
    DstAddr: '10.1.0.2',
    DstPort: 80,
    Proto: 6,
    TimeFlowStartMs: endMs - lengthMs,
    TimeFlowEndMs: endMs,
  }));

/** Looks at each pair of flows. */
function naive(flows: readonly TrafficRecord[]): readonly boolean[] {
  const rank = ({ FlowDirection }: TrafficRecord) =>
    FlowDirection === undefined ? 1 : Number(FlowDirection) === 1 ? 2 : 0;
  const span = (flow: TrafficRecord) =>
    [Number(flow['TimeFlowStartMs']), Number(flow['TimeFlowEndMs'])] as const;
  const isSecond = (flow: TrafficRecord, other: TrafficRecord) => {
    const [start, end] = span(flow);
    const [from, to] = span(other);
    const agents = [flow, other].map(({ AgentIP }) => AgentIP);
    return (
      flow['SrcPort'] === other['SrcPort'] &&
      other['Duplicate'] !== true &&
      typeof agents[0] === 'string' &&
      typeof agents[1] === 'string' &&
      agents[0] !== agents[1] &&
      rank(flow) > 0 &&
      (rank(other) < rank(flow) || (rank(other) === rank(flow) && agents[1] < agents[0])) &&
      from <= end + OBSERVER_SKEW_MS &&
      to >= start - OBSERVER_SKEW_MS
    );
  };
  return flows.map((flow) => flow['Duplicate'] === true || flows.some((other) => isSecond(flow, other)));
}

const marks = (flows: readonly TrafficRecord[]) => flows.map(({ Duplicate }) => Duplicate === true);

describe('markSecondObservers', () => {
  test('marks what a look at each pair of flows finds', () => {
    fc.assert(
      fc.property(fc.array(anyFlow, { maxLength: 30 }), (flows) => {
        expect(marks(markSecondObservers(flows))).toEqual(naive(flows));
      }),
    );
  });

  test('changes nothing but the mark, keeps the order, and marks nothing more a second time', () => {
    fc.assert(
      fc.property(fc.array(anyFlow, { maxLength: 30 }), (flows) => {
        const marked = markSecondObservers(flows);
        const without = ({ Duplicate: _mark, ...rest }: TrafficRecord) => rest;
        expect(marked.map(without)).toEqual(flows.map(without));
        expect(marks(markSecondObservers(marked))).toEqual(marks(marked));
      }),
    );
  });

  test('never hides all that was reported: the flow that counts stays', () => {
    fc.assert(
      fc.property(fc.array(anyFlow, { minLength: 1, maxLength: 30 }), (flows) => {
        const unmarked = flows.map((flow): TrafficRecord => ({ ...flow, Duplicate: undefined }));
        expect(marks(markSecondObservers(unmarked))).toContain(false);
      }),
    );
  });
});
