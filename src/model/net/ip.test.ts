import { describe, expect, test } from 'vitest';

import { isInIpRange, parseIp, parseIpRange } from './ip.ts';

describe('parseIp', () => {
  test.each<[string, 4 | 6, bigint]>([
    ['10.0.0.1', 4, 0x0a000001n],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::1', 6, 1n],
    ['fd00::1', 6, (0xfd00n << 112n) + 1n],
    ['::ffff:10.0.0.1', 4, 0x0a000001n],
    ['fe80::1%eth0', 6, (0xfe80n << 112n) + 1n],
  ])('reads %s', (text, version, value) => {
    expect(parseIp(text)).toEqual({ version, value });
  });

  test.each([
    '',
    '10',
    '10.1',
    '10.0.0.256',
    '0x0a.0.0.1',
    '1.2.3.4.5',
    'host',
    ':::',
    '10.0.0.0/8',
    ' 10.0.0.1',
  ])('refuses "%s"', (text) => {
    expect(parseIp(text)).toBeUndefined();
  });
});

describe('parseIpRange', () => {
  test.each<[string, string, boolean]>([
    ['10.0.0.1', '10.0.0.1', true],
    ['10.0.0.1', '10.0.0.2', false],
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.1.2.3/8', '10.0.0.0', true],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', 'fd00::1', true],
    ['::/0', '10.0.0.1', false],
    ['10.0.0.1/32', '10.0.0.1', true],
    ['10.0.0.1-10.0.0.9', '10.0.0.9', true],
    ['10.0.0.1-10.0.0.9', '10.0.0.10', false],
    ['10.0.0.1 - 10.0.0.9', '10.0.0.5', true],
    ['fd00::1-fd00::ff', 'fd00::80', true],
    ['::ffff:10.0.0.0/104', '10.9.9.9', true],
    ['::ffff:10.0.0.1', '10.0.0.1', true],
  ])('%s and %s: %s', (rangeText, ipText, expected) => {
    const range = parseIpRange(rangeText);
    const ip = parseIp(ipText);
    expect(range && ip && isInIpRange(ip, range)).toBe(expected);
  });

  test.each([
    '',
    '-',
    '/8',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '::/129',
    '::ffff:10.0.0.0/8',
    '10.0.0.9-10.0.0.1',
    '10.0.0.1-fd00::1',
    '10.0.0.1-10.0.0.2-10.0.0.3',
    'abc',
  ])('refuses "%s"', (text) => {
    expect(parseIpRange(text)).toBeUndefined();
  });
});
