import { describe, expect, test } from 'vitest';

import type { Flow } from '#model/flow.ts';

import type { DetailLaw } from './detail-law.ts';
import { brokenPromise } from './sight.ts';

const [SYN, RST, ACK, SYN_ACK, RST_ACK] = [0x02, 0x04, 0x10, 0x100, 0x400];
const CAUSE = 'SKB_DROP_REASON_NETFILTER_DROP';

/** A flow log of a client's port, in one of the two directions. */
function flow(parts: Flow): Flow {
  return {
    SrcAddr: '10.0.0.1',
    SrcPort: 1000,
    DstAddr: '10.0.0.2',
    DstPort: 80,
    Proto: 6,
    Flags: ACK,
    ...parts,
  };
}

function answer(parts: Flow): Flow {
  return flow({ SrcAddr: '10.0.0.2', SrcPort: 80, DstAddr: '10.0.0.1', DstPort: 1000, ...parts });
}

function translated(parts: Flow): Flow {
  return flow({
    XlatSrcAddr: '10.0.0.1',
    XlatSrcPort: 1000,
    XlatDstAddr: '10.0.0.2',
    XlatDstPort: 80,
    ...parts,
  });
}

function breach(holds: DetailLaw, flows: readonly Flow[]): string | undefined {
  const timed = flows.map((one, second) => ({ ...one, TimeFlowStartMs: second * 1000 }));
  return brokenPromise({ id: 'it', title: '', text: '', where: { Proto: 6 }, holds }, timed);
}

describe('brokenPromise of details', () => {
  test.each<[string, DetailLaw, readonly Flow[]]>([
    ['another port behind it', { kind: 'translated', atLeast: 1 }, [translated({ XlatDstPort: 8080 })]],
    ['another source', { kind: 'translated', atLeast: 1 }, [translated({ XlatSrcAddr: '10.9.9.9' })]],
    [
      'enough answers of a code',
      { kind: 'answered', code: 'ServFail', atLeast: 1 },
      [flow({ DnsFlagsResponseCode: 'NoError' }), flow({ DnsFlagsResponseCode: 'ServFail' })],
    ],
    ['an RST after data', { kind: 'reset', connections: 1 }, [flow({}), answer({ Flags: RST })]],
    [
      'an RST of the one who had answered',
      { kind: 'reset', connections: 1 },
      [flow({ Flags: SYN }), answer({ Flags: SYN_ACK | RST_ACK })],
    ],
    [
      'dropped packets, added up',
      { kind: 'dropped', packets: 5, cause: CAUSE },
      [3, 2].map((count) => flow({ PktDropPackets: count, PktDropLatestDropCause: CAUSE })),
    ],
    [
      'the last of several attempts that gets through',
      { kind: 'retried', attempts: 2 },
      [flow({ Flags: SYN }), flow({ SrcPort: 1001, Flags: SYN | ACK })],
    ],
  ])('is absent for %s', (_name, law, flows) => {
    expect(breach(law, flows)).toBeUndefined();
  });

  test.each<[string, DetailLaw, readonly Flow[]]>([
    ['ends that stay as they are', { kind: 'translated', atLeast: 1 }, [translated({})]],
    ['no translation at all', { kind: 'translated', atLeast: 1 }, [flow({})]],
    [
      'another code',
      { kind: 'answered', code: 'ServFail', atLeast: 1 },
      [flow({ DnsFlagsResponseCode: 'NXDomain' })],
    ],
    ['a refusal', { kind: 'reset', connections: 1 }, [flow({ Flags: SYN }), answer({ Flags: RST_ACK })]],
    [
      'an RST of another connection',
      { kind: 'reset', connections: 1 },
      [flow({}), answer({ Flags: RST, DstPort: 1001 })],
    ],
    [
      'another cause',
      { kind: 'dropped', packets: 1, cause: CAUSE },
      [flow({ PktDropPackets: 3, PktDropLatestDropCause: 'SKB_DROP_REASON_NO_SOCKET' })],
    ],
    [
      'a first attempt that gets through',
      { kind: 'retried', attempts: 1 },
      [flow({}), flow({ SrcPort: 1001 })],
    ],
    [
      'a last attempt that does not',
      { kind: 'retried', attempts: 2 },
      [flow({}), flow({ SrcPort: 1001, Flags: SYN })],
    ],
    ['too few attempts', { kind: 'retried', attempts: 2 }, [flow({})]],
  ])('tells of %s', (_name, law, flows) => {
    expect(breach(law, flows)).toMatch(/^it: /);
  });
});
