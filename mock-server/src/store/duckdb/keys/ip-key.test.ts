import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compareIps } from '#model/compare.ts';

import { ipKey } from './ip-key.ts';

describe('ipKey', () => {
  test('orders addresses as they are numbered, IPv4 first', () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.constantFrom('::', '::1', '0.0.0.0', '255.255.255.255'),
    );
    fc.assert(
      fc.property(address, address, (a, b) => {
        const [left, right] = [ipKey(a) ?? '', ipKey(b) ?? ''];
        expect(left.length).toBeGreaterThan(0);
        expect(left === right || compareIps(a, b) < 0 === left < right).toBe(true);
      }),
    );
  });

  test('takes IPv4 in IPv6 for the IPv4 that it is', () => {
    expect(ipKey('::ffff:10.0.0.1')).toBe(ipKey('10.0.0.1'));
  });

  test.each(['', 'unknown', '10.0.0', '10.0.0.256', 'fe80::g'])('is nothing for %j', (text) => {
    expect(ipKey(text)).toBeUndefined();
  });
});
