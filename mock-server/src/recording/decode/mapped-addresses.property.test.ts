import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { flow } from '../../../test/flow-builder.ts';
import { decodeRecord } from './decode-record.ts';
import { withPlainAddresses } from './mapped-addresses.ts';

/** An IPv4 address, and one of the ways of writing it in IPv6. */
const anyMapped = fc
  .record({
    bytes: fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }),
    isHex: fc.boolean(),
    isUpper: fc.boolean(),
    start: fc.constantFrom('::ffff:', '0:0:0:0:0:ffff:', '0000:0000:0000:0000:0000:ffff:', '0::ffff:'),
  })
  .map(({ bytes, isHex, isUpper, start }) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes;
    const rest = isHex ? `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}` : bytes.join('.');
    const mapped = `${start}${rest}`;
    return { plain: bytes.join('.'), mapped: isUpper ? mapped.toUpperCase() : mapped };
  });

describe('withPlainAddresses', () => {
  test('reads IPv4 in IPv6 as IPv4, however it is written', () => {
    fc.assert(
      fc.property(anyMapped, anyMapped, (src, dst) => {
        expect(
          withPlainAddresses(flow({ SrcAddr: src.mapped, DstAddr: dst.mapped, AgentIP: src.mapped })),
        ).toEqual(flow({ SrcAddr: src.plain, DstAddr: dst.plain, AgentIP: src.plain }));
      }),
    );
  });

  test('hands back a record itself in which no address is one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (address) => {
        fc.pre(!/:ffff:/i.test(address));
        const record = flow({ SrcAddr: address, SrcK8S_Name: '::ffff:10.0.0.1' });
        expect(withPlainAddresses(record)).toBe(record);
      }),
    );
  });

  test.each([
    '::ffff:10.0.0.256',
    '::ffff:',
    '::ffff:0:10.0.0.1',
    '64:ff9b::ffff:10.0.0.1',
    '::fffe:10.0.0.1',
  ])('leaves %s as it is', (address) => {
    expect(decodeRecord(flow({ SrcAddr: address }))).toMatchObject({
      value: { record: { SrcAddr: address } },
    });
  });
});
