import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TrafficRecord } from '#model/flow.ts';

import { flow } from '../../test/flow-builder.ts';
import { ConversationLinkBytes } from './conversation-link-bytes.ts';

type Part = readonly [TrafficRecord, 'ab' | 'ba'];

function toldOf(parts: readonly Part[]) {
  const linkBytes = new ConversationLinkBytes();
  for (const [one, direction] of parts) {
    linkBytes.add(one, direction);
  }
  return linkBytes.putOn({});
}

describe('the link bytes of a conversation', () => {
  const anyCaptured = fc.tuple(
    fc.nat(1000).map((LinkBytes) => flow({ LinkBytes })),
    fc.constantFrom('ab' as const, 'ba' as const),
  );

  test('are the sums of those that captures tell, each way, and an Ethernet header for each packet of an agent', () => {
    fc.assert(
      fc.property(fc.array(anyCaptured, { minLength: 1 }), fc.nat(50), (parts, packets) => {
        const sum = (way: 'ab' | 'ba') =>
          parts.reduce((total, [one, to]) => total + (to === way ? Number(one['LinkBytes']) : 0), 0);
        const byAgent: Part = [flow({ AgentIP: '10.0.1.1', Packets: packets }), 'ab'];
        expect(toldOf(parts)).toEqual({ LinkBytes_AB: sum('ab'), LinkBytes_BA: sum('ba') });
        expect(toldOf([...parts, byAgent])).toEqual({
          LinkBytes_AB: sum('ab') + 14 * packets,
          LinkBytes_BA: sum('ba'),
        });
      }),
    );
  });

  test.each<[string, readonly TrafficRecord[]]>([
    ['no flow tells them', [flow({ AgentIP: '10.0.1.1' })]],
    ['of one flow they are not known', [flow({ LinkBytes: 14 }), flow()]],
  ])('are not told where %s', (_name, flows) => {
    expect(toldOf(flows.map((one) => [one, 'ab'] as const))).toEqual({});
  });
});
