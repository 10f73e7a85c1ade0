import type { IpNumber, IpRange } from '#model/net/ip.ts';
import { isInIpRange, parseIp } from '#model/net/ip.ts';

/** The block in which IPv6 holds IPv4 (`::ffff:10.0.0.1`). */
const MAPPED = 0xffffn << 32n;

/**
 * Compiles a pattern of LogQL's `ip()` to a test of text: an address, a block in CIDR notation, or `first-last`.
 * `undefined` for anything else.
 *
 * Other than to the rest of the project, an IPv4 address that is written as one of IPv6 is one of IPv6, as to Go.
 */
export function compileIpPattern(pattern: string): ((text: string) => boolean) | undefined {
  const range = parseRange(pattern);
  if (range === undefined) {
    return undefined;
  }
  const known = new Map<string, boolean>();
  return (text) => {
    let isIn = known.get(text);
    if (isIn === undefined) {
      const address = parseAddress(text);
      isIn = address !== undefined && isInIpRange(address, range);
      known.set(text, isIn);
    }
    return isIn;
  };
}

function parseRange(pattern: string): IpRange | undefined {
  const [, blockText, bitsText] = /^(.*)\/(0|[1-9]\d*)$/.exec(pattern) ?? [];
  if (blockText !== undefined) {
    return parseBlock(blockText, Number(bitsText));
  }
  const hyphen = pattern.indexOf('-');
  const first = parseAddress(hyphen === -1 ? pattern : pattern.slice(0, hyphen));
  const last = hyphen === -1 ? first : parseAddress(pattern.slice(hyphen + 1));
  if (first === undefined || last === undefined) {
    return undefined;
  }
  return first.version === last.version && first.value <= last.value
    ? { version: first.version, first: first.value, last: last.value }
    : undefined;
}

function parseBlock(text: string, bits: number): IpRange | undefined {
  const address = parseAddress(text);
  if (address === undefined) {
    return undefined;
  }
  const allBits = address.version === 4 ? 32 : 128;
  if (bits > allBits) {
    return undefined;
  }
  const hostBits = BigInt(allBits - bits);
  const first = (address.value >> hostBits) << hostBits;
  return { version: address.version, first, last: first | ((1n << hostBits) - 1n) };
}

function parseAddress(text: string): IpNumber | undefined {
  const address = parseIp(text);
  return address?.version === 4 && text.includes(':')
    ? { version: 6, value: address.value | MAPPED }
    : address;
}
