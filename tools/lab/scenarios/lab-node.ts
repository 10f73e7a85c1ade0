import type { LabNode } from '../cluster.ts';

/** A worker by its number: its addresses, and the pods' networks on it. `octets` are the second and third of those. */
export function labNode(index: number, octets: string, zone: string): LabNode {
  return {
    name: `worker-${String(index)}`,
    ip: `10.0.0.${String(11 + index)}`,
    ip6: `fd98::${String(11 + index)}`,
    zone,
    podNetwork: `10.${octets}.0/23`,
    podGateway: `10.${octets}.1`,
    podNetwork6: `fd01:0:0:${String(index + 1)}::/64`,
    podGateway6: `fd01:0:0:${String(index + 1)}::1`,
  };
}

/** Two workers in two zones. */
export const TWO_NODES: readonly LabNode[] = [
  labNode(0, '128.0', 'eu-west-1a'),
  labNode(1, '129.0', 'eu-west-1b'),
];
