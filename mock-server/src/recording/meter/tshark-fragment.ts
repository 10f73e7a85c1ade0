import type { FragmentOf } from './packet.ts';

/** What tshark tells of fragments, of IPv4 and of IPv6. */
export const FRAGMENT_FIELDS = [
  'ip.id',
  'ip.flags.mf',
  'ip.frag_offset',
  'ipv6.fraghdr.ident',
  'ipv6.fraghdr.offset',
  'ipv6.fraghdr.more',
  'ipv6.fraghdr.nxt',
] as const;
type FragmentField = (typeof FRAGMENT_FIELDS)[number];
type Cells = (field: FragmentField) => string;

/** tshark's name of the header, and of its fields but for their last part. */
export const IPV6_FRAGMENT_HEADER = 'ipv6.fraghdr';

/** What datagram a packet is a fragment of; absent where it is whole. `protocols` begin at the headers that count. */
export function fragmentOf(
  ip: 'ip' | 'ipv6',
  cell: Cells,
  protocols: readonly string[],
): FragmentOf | undefined {
  if (ip === 'ip') {
    const offset = Number(cell('ip.frag_offset'));
    return offset > 0 || isSet(cell('ip.flags.mf'))
      ? { id: cell('ip.id'), isFirst: offset === 0 }
      : undefined;
  }
  if (!hasFragmentHeader(protocols)) {
    return undefined;
  }
  const offset = Number(cell('ipv6.fraghdr.offset'));
  return offset > 0 || isSet(cell('ipv6.fraghdr.more'))
    ? { id: cell('ipv6.fraghdr.ident'), isFirst: offset === 0 }
    : undefined;
}

/** Whether the IPv6 header that counts has a fragment header, not one that it carries or quotes. */
export function hasFragmentHeader(protocols: readonly string[]): boolean {
  const behind = protocols.slice(protocols.indexOf('ipv6') + 1);
  const end = behind.findIndex((name) => !name.startsWith('ipv6.'));
  return (end === -1 ? behind : behind.slice(0, end)).includes(IPV6_FRAGMENT_HEADER);
}

/** tshark of today writes `True`, that of before 1. */
function isSet(flag: string): boolean {
  return flag === '1' || flag === 'True';
}
