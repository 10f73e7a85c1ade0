import { parseIp } from '#model/net/ip.ts';

/**
 * Text that orders addresses as `compareIps` does, and by which ranges of addresses are ranges of text.
 *
 * `4` and 8 hexadecimal digits for IPv4, `6` and 32 for IPv6; `undefined` for what is no address.
 */
export function ipKey(address: string): string | undefined {
  const ip = parseIp(address);
  return ip === undefined ? undefined : ipKeyOf(ip.version, ip.value);
}

/** The same for an address that is a number already. */
export function ipKeyOf(version: 4 | 6, value: bigint): string {
  return version === 4
    ? `4${value.toString(16).padStart(8, '0')}`
    : `6${value.toString(16).padStart(32, '0')}`;
}
