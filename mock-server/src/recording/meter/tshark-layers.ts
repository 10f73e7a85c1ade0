/** Whose addresses a packet in a tunnel has: the tunnel's ends, or those of what it carries. */
export const TUNNEL_VIEWS = ['outer', 'inner'] as const;
export type TunnelView = (typeof TUNNEL_VIEWS)[number];

/** Tunnels by tshark's names of their headers. */
const TUNNELS: ReadonlyMap<string, string> = new Map([
  ['vxlan', 'VXLAN'],
  ['geneve', 'Geneve'],
  ['gre', 'GRE'],
  ['gtp', 'GTP'],
  ['teredo', 'Teredo'],
  ['ayiya', 'AYIYA'],
  ['l2tp', 'L2TP'],
  ['etherip', 'EtherIP'],
]);
const IN_IP = 'IP in IP';

/** A tunnel in the headers of a packet: what it is, and where the headers begin that it carries. */
type Tunnel = { readonly name: string; readonly start: number };

/**
 * The innermost tunnel of a packet by the names of its headers; absent where none carries IP.
 *
 * What an ICMP message quotes of another packet is not carried.
 */
export function innermostTunnel(protocols: readonly string[]): Tunnel | undefined {
  const quoted = protocols.findIndex((name) => name === 'icmp' || name === 'icmpv6');
  const headers = quoted === -1 ? protocols : protocols.slice(0, quoted);
  let found: Tunnel | undefined;
  headers.forEach((header, index) => {
    const name = TUNNELS.get(header) ?? (isIp(header) && isIp(headers[index - 1]) ? IN_IP : undefined);
    const start = name === IN_IP ? index : index + 1;
    if (name !== undefined && headers.slice(start).some(isIp)) {
      found = { name, start };
    }
  });
  return found;
}

function isIp(header: string | undefined): boolean {
  return header === 'ip' || header === 'ipv6';
}

/** How many headers of a kind stand before those that count: which occurrence of their fields is the first that does. */
export function headersBefore(protocols: readonly string[], start: number, kind: string): number {
  let count = 0;
  for (let index = 0; index < start; index += 1) {
    count += protocols[index] === kind ? 1 : 0;
  }
  return count;
}
