import { describe, expect, test } from 'vitest';

import { flow } from '../../test/flow-builder.ts';
import { nameTcpFlags } from './tcp-flags.ts';

describe('nameTcpFlags', () => {
  test.each([
    [16, ['ACK']],
    [0x102, ['SYN', 'SYN_ACK']],
    [0, []],
    [1 << 20, 1 << 20],
    [1.5, 1.5],
    [['SYN'], ['SYN']],
    ['16', '16'],
  ])('makes of %j %j', (flags, named) => {
    expect(nameTcpFlags(flow({ Flags: flags }))).toEqual(flow({ Flags: named }));
  });
});
