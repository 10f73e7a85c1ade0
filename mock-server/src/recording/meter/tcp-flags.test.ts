import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { FLOW_FLAGS, tcpFlagClass } from './tcp-flags.ts';

describe('tcpFlagClass', () => {
  test.each([
    ['a SYN is SYN', 0x02, 0x02],
    ['its answer is SYN_ACK', 0x12, 0x100],
    ['a usual FIN carries ACK and is FIN_ACK, not FIN', 0x11, 0x200],
    ['a FIN that pushes the last data is FIN_ACK', 0x19, 0x200],
    ['a refusal is RST_ACK', 0x14, 0x400],
    ['an abrupt end without ACK is RST', 0x04, 0x04],
    ['data with PSH and ACK is ACK', 0x18, 0x10],
    ['a bare acknowledgement is ACK', 0x10, 0x10],
    ['a bare FIN is FIN', 0x01, 0x01],
    ['a header without flags is nothing', 0, 0],
  ])('%s', (_name, header, flag) => {
    expect(tcpFlagClass(header)).toBe(flag);
  });

  test('names every header that has a flag by exactly one of the known bits', () => {
    const known: readonly number[] = Object.values(FLOW_FLAGS);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 255 }), (header) => {
        expect(known).toContain(tcpFlagClass(header));
      }),
    );
  });
});
