import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { flow, T0 } from '../../test/flow-builder.ts';
import { Observers } from './observers.ts';

const by = (agent: string, fields: TrafficRecord = {}) => flow({ AgentIP: agent, ...fields });

describe('Observers', () => {
  function marksOf(flows: readonly TrafficRecord[]) {
    const observers = new Observers();
    return flows.map((one) => observers.mark(one)['Duplicate']);
  }

  test('marks what a second agent reports of the same traffic', () => {
    expect(marksOf([by('n1'), by('n2'), by('n1'), by('n2')])).toEqual([undefined, true, undefined, true]);
  });

  test('counts each direction by itself', () => {
    const back = { SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: 40_000 };
    expect(marksOf([by('n1'), by('n2', back), by('n1', back)])).toEqual([undefined, undefined, true]);
  });

  test('lets another agent take over after a minute of silence', () => {
    const late = (ms: number) => ({ TimeFlowEndMs: T0 + 5000 + ms });
    expect(marksOf([by('n1'), by('n2', late(60_000))])).toEqual([undefined, true]);
    expect(marksOf([by('n1'), by('n2', late(60_001)), by('n1', late(60_002))])).toEqual([
      undefined,
      undefined,
      true,
    ]);
  });

  test('does not end a claim because of a flow that is reported late', () => {
    const late = { TimeFlowEndMs: T0 + 70_000 };
    const early = { TimeFlowEndMs: T0 + 1000 };
    expect(marksOf([by('n1', late), by('n1', early), by('n2', late)])).toEqual([undefined, undefined, true]);
  });

  test('leaves flows that no agent signed, and those that say it themselves', () => {
    expect(marksOf([by('n1'), flow(), by('n2', { Duplicate: false })])).toEqual([
      undefined,
      undefined,
      false,
    ]);
  });

  test('changes nothing else of a flow', () => {
    const observers = new Observers();
    observers.mark(by('n1'));
    expect(observers.mark(by('n2'))).toEqual({ ...by('n2'), Duplicate: true });
  });
});
