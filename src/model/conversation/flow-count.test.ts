import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '../flow.ts';
import { foldEvents } from './fold.ts';
import { countFlows } from './flow-count.ts';

const [here, there] = ['10.0.0.11', '10.0.0.12'];
const flow = (AgentIP: string, Duplicate?: boolean): TrafficRecord => ({
  AgentIP,
  ...(Duplicate === undefined ? {} : { Duplicate }),
});
const conversation = (numFlowLogs: number) => {
  const [folded] = foldEvents([
    {
      _HashId: 'a',
      _RecordType: 'endConnection',
      AgentIP: there,
      TimeFlowStartMs: 1,
      TimeFlowEndMs: 2,
      numFlowLogs,
    },
  ]);
  if (folded === undefined) {
    throw new Error('there is a conversation');
  }
  return folded.conversation;
};

describe('countFlows', () => {
  const flows = [flow(here), flow(here), flow(there, true), flow(there, true), flow(there, true)];
  test.each([
    ['by the marks, where the tracker skipped what is marked', 2, { found: 2, duplicates: 3 }],
    ['by the observer, where its tracker saw its own alone', 3, { found: 3, duplicates: 2 }],
    ['all, where the tracker counted all', 5, { found: 5, duplicates: 0 }],
    ['by the marks, where flows are missing', 9, { found: 2, duplicates: 3 }],
  ])('counts %s', (_name, counted, expected) => {
    expect(countFlows(conversation(counted), flows)).toEqual(expected);
  });

  test('goes on as its tracker did until its latest event', () => {
    const later = [
      { ...flow(there, true), TimeFlowEndMs: 3 },
      { ...flow(here), TimeFlowEndMs: 3 },
    ];
    expect(countFlows(conversation(3), [...flows, ...later])).toEqual({ found: 4, duplicates: 3 });
  });
});
