import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';

import type { SightLaw } from './sight.ts';
import { brokenPromise, conversationKey, flowsOfSight } from './sight.ts';

const SYN = 0x02;
const ACK = 0x10;
const RST_ACK = 0x400;

function flow(startS: number, endS: number, flags = ACK): Flow {
  return {
    TimeFlowStartMs: startS * 1000,
    TimeFlowEndMs: endS * 1000,
    SrcAddr: '10.0.0.1',
    SrcPort: 1000,
    DstAddr: '10.0.0.2',
    DstPort: 80,
    Proto: 6,
    Flags: flags,
  };
}

function seenBy(agent: string): Flow {
  return { ...flow(0, 1), AgentIP: agent };
}

function sight(holds: SightLaw) {
  return { id: 'it', title: '', text: '', where: { SrcAddr: '10.0.0.1', DstPort: 80 }, holds };
}

describe('flowsOfSight', () => {
  const there = flow(5, 6);
  const back = { ...flow(1, 2), SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: 1000 };

  test('finds one direction, or both when asked, by start', () => {
    const one = sight({ kind: 'present', atLeast: 1 });
    expect(flowsOfSight(one, [there, back])).toEqual([there]);
    expect(flowsOfSight({ ...one, isEitherWay: true }, [there, back])).toEqual([back, there]);
  });
});

describe('brokenPromise', () => {
  test.each<[string, SightLaw, readonly Flow[]]>([
    ['enough flow logs', { kind: 'present', atLeast: 1 }, [flow(0, 1)]],
    ['SYNs without an answer', { kind: 'unanswered', atLeast: 2 }, [flow(0, 1, SYN), flow(3, 3, SYN)]],
    ['a refusal', { kind: 'refused', atLeast: 1 }, [flow(0, 0, RST_ACK)]],
    ['a port used twice', { kind: 'reused', spells: 2 }, [flow(0, 4, SYN | ACK), flow(15, 16, SYN)]],
    [
      'a connection that goes on after a pause',
      { kind: 'resumed', spells: 2 },
      [flow(0, 4, SYN), flow(15, 16)],
    ],
    ['datagrams that go on after a pause', { kind: 'resumed', spells: 2 }, [flow(0, 4), flow(15, 16)]],
    [
      'a port that is used again at once',
      { kind: 'reopened', openings: 2 },
      [flow(0, 4, SYN | ACK), flow(8, 9, SYN | ACK)],
    ],
    ['a connection without a pause', { kind: 'lasting', seconds: 12 }, [flow(0, 5), flow(9, 12)]],
    ['one side of a talk', { kind: 'one-sided', atLeast: 2 }, [flow(0, 1, SYN), flow(1, 2)]],
    ['two reporters', { kind: 'observed-by', nodes: 2 }, [seenBy('10.9.0.1'), seenBy('10.9.0.2')]],
    ['many ports', { kind: 'scanned', ports: 2 }, [flow(0, 1), { ...flow(0, 1), DstPort: 81 }]],
    [
      'many connections',
      { kind: 'many-connections', atLeast: 2 },
      [flow(0, 1), { ...flow(0, 1), SrcPort: 1001 }],
    ],
  ])('is absent for %s', (_name, law, flows) => {
    expect(brokenPromise({ ...sight(law), where: { Proto: 6 } }, flows)).toBeUndefined();
  });

  test.each<[string, SightLaw, readonly Flow[]]>([
    ['too few flow logs', { kind: 'present', atLeast: 2 }, [flow(0, 1)]],
    ['an answer to the SYN', { kind: 'unanswered', atLeast: 1 }, [flow(0, 1, SYN), flow(1, 1)]],
    ['no refusal', { kind: 'refused', atLeast: 1 }, [flow(0, 0)]],
    ['a port used again too early', { kind: 'reused', spells: 2 }, [flow(0, 4, SYN), flow(13, 16, SYN)]],
    ['a pause instead of a new connection', { kind: 'reused', spells: 2 }, [flow(0, 4, SYN), flow(15, 16)]],
    [
      'a new connection instead of a pause',
      { kind: 'resumed', spells: 2 },
      [flow(0, 4, SYN), flow(15, 16, SYN)],
    ],
    ['a port used again too late', { kind: 'reopened', openings: 2 }, [flow(0, 4, SYN), flow(15, 16, SYN)]],
    ['a port not used again', { kind: 'reopened', openings: 2 }, [flow(0, 4, SYN), flow(4, 9)]],
    [
      'an answer',
      { kind: 'one-sided', atLeast: 2 },
      [flow(0, 1), flow(1, 1), { ...flow(1, 1), SrcAddr: '10.0.0.2' }],
    ],
    ['nothing but SYN', { kind: 'one-sided', atLeast: 2 }, [flow(0, 1, SYN), flow(3, 3, SYN)]],
    ['a reporter that is missing', { kind: 'observed-by', nodes: 2 }, [seenBy('10.9.0.1')]],
    ['a reporter too many', { kind: 'observed-by', nodes: 1 }, [seenBy('10.9.0.1'), seenBy('10.9.0.2')]],
    ['no reporter at all', { kind: 'observed-by', nodes: 1 }, []],
    ['the same port again', { kind: 'scanned', ports: 2 }, [flow(0, 1), flow(1, 1)]],
    ['the same connection again', { kind: 'many-connections', atLeast: 2 }, [flow(0, 1), flow(1, 1)]],
    ['a pause in the middle', { kind: 'lasting', seconds: 12 }, [flow(0, 5), flow(16, 20)]],
  ])('tells of %s', (_name, law, flows) => {
    expect(brokenPromise({ ...sight(law), where: { Proto: 6 } }, flows)).toMatch(/^it: /);
  });
});

describe('conversationKey', () => {
  test('is the same for both directions and absent without ports', () => {
    const one = flow(0, 1);
    const back = { ...one, SrcAddr: one['DstAddr'], SrcPort: 80, DstAddr: one['SrcAddr'], DstPort: 1000 };
    expect(conversationKey(back)).toBe(conversationKey(one));
    expect(conversationKey({ ...one, Proto: 1 })).toBeUndefined();
  });
});
