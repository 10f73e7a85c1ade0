import ipaddr from 'ipaddr.js';

/** An IP address as a number, with its version. IPv4 in IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
export type IpNumber = { readonly version: 4 | 6; readonly value: bigint };

/** Addresses from first to last, both included. */
export type IpRange = { readonly version: 4 | 6; readonly first: bigint; readonly last: bigint };

/** Four dotted decimal numbers: the only way of writing IPv4 that is accepted (`10.1` and `0x0a.1.1.1` are not). */
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** No address is longer, whatever its zone. */
const MAX_LENGTH = 100;

/** Reads an address; `undefined` for anything else. A zone (`fe80::1%eth0`) is ignored. */
export function parseIp(text: string): IpNumber | undefined {
  if (
    text.length > MAX_LENGTH ||
    !(IPV4.test(text) ? ipaddr.IPv4.isValidFourPartDecimal(text) : ipaddr.IPv6.isValid(text))
  ) {
    return undefined;
  }
  const address = ipaddr.process(text);
  const value = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { version: address.kind() === 'ipv4' ? 4 : 6, value };
}

/** Reads an address, a CIDR block (host bits are ignored) or `first-last`; `undefined` for anything else. */
export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/');
  if (slash !== -1) {
    return parseBlock(text.slice(0, slash), text.slice(slash + 1));
  }
  const [firstText = '', lastText = firstText, ...more] = text.split('-');
  const first = parseIp(firstText.trim());
  const last = parseIp(lastText.trim());
  if (first === undefined || last === undefined || more.length > 0) {
    return undefined;
  }
  return first.version === last.version && first.value <= last.value
    ? { version: first.version, first: first.value, last: last.value }
    : undefined;
}

/** Whether an address lies in a range. An IPv4 address lies in no IPv6 range. */
export function isInIpRange(ip: IpNumber, range: IpRange): boolean {
  return ip.version === range.version && ip.value >= range.first && ip.value <= range.last;
}

/** Orders addresses by number, IPv4 before IPv6. */
export function compareIp(a: IpNumber, b: IpNumber): number {
  return a.version - b.version || (a.value < b.value ? -1 : Number(a.value > b.value));
}

function parseBlock(addressText: string, prefixText: string): IpRange | undefined {
  const address = parseIp(addressText);
  if (address === undefined || !/^\d{1,3}$/.test(prefixText)) {
    return undefined;
  }
  const bits = address.version === 4 ? 32 : 128;
  // `::ffff:10.0.0.0/104` counts the 96 bits of the prefix that maps IPv4 into IPv6.
  const isMapped = address.version === 4 && addressText.includes(':');
  const prefix = Number(prefixText) - (isMapped ? 96 : 0);
  if (prefix < 0 || prefix > bits) {
    return undefined;
  }
  const hostBits = BigInt(bits - prefix);
  const first = (address.value >> hostBits) << hostBits;
  return { version: address.version, first, last: first | ((1n << hostBits) - 1n) };
}
