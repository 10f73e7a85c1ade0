/** Both addresses of an end; traffic uses one or the other. */
export type AddressPair = {
  readonly v4: string;
  readonly v6: string;
};

/** Which version of the internet protocol a connection uses. */
export type IpVersion = keyof AddressPair;

/** Outside peers live in the networks for documentation: RFC 5737 and RFC 3849. */
const SERVER_NETWORK = '203.0.113';
const CLIENT_NETWORKS = ['198.51.100', '192.0.2'] as const;

/** A node's: 10.0.0.0/16 from 10.0.0.11, and fd00::/64. */
export function nodeAddresses(node: number): AddressPair {
  const host = node + 11;
  return { v4: `10.0.${host >> 8}.${host & 255}`, v6: `fd00::${host.toString(16)}` };
}

/** A pod's: OpenShift's 10.128.0.0/14 in /23 for each node, and fd01::/48 in /64. */
export function podAddresses(node: number, pod: number): AddressPair {
  const host = pod + 4;
  const network = 128 + (node >> 7);
  const third = ((node & 127) << 1) | (host >> 8);
  return {
    v4: `10.${network}.${third}.${host & 255}`,
    v6: `fd01:0:0:${(node + 1).toString(16)}::${host.toString(16)}`,
  };
}

/** A service's: OpenShift's 172.30.0.0/16, and fd02::/112. */
export function serviceAddresses(service: number): AddressPair {
  const host = service + 10;
  return { v4: `172.30.${host >> 8}.${host & 255}`, v6: `fd02::${host.toString(16)}` };
}

/** A server's outside; there are 254. */
export function serverAddresses(server: number): AddressPair {
  return { v4: `${SERVER_NETWORK}.${server + 1}`, v6: `2001:db8:1::${(server + 1).toString(16)}` };
}

/** A client's outside; there are 508. */
export function clientAddresses(client: number): AddressPair {
  const network = CLIENT_NETWORKS[client < 254 ? 0 : 1];
  return { v4: `${network}.${(client % 254) + 1}`, v6: `2001:db8:2::${(client + 1).toString(16)}` };
}

/** A MAC address as OVN-Kubernetes makes them: 0A:58 and the IPv4 address. */
export function ovnMac(v4: string): string {
  return `0A:58:${v4.split('.').map(printByte).join(':')}`;
}

/** A MAC address of a card, locally administered. */
export function cardMac(bits: number): string {
  return `02:${[24, 16, 8, 0].map((shift) => printByte((bits >>> shift) & 255)).join(':')}:01`;
}

function printByte(value: string | number): string {
  return Number(value).toString(16).toUpperCase().padStart(2, '0');
}
