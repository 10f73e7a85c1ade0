import type { FieldSpec } from '#model/fields/field-spec.ts';
import type { SortChoice } from '../../ui/virtual-table/column.ts';

/** What rows are ordered by, by the field that it reads; keys of `SORT_KEYS`. */
const SORT_KEYS_OF_FIELDS: ReadonlyMap<string, string> = new Map([
  ['TimeFlowStartMs', 'start'],
  ['_Events', 'events'],
  ['_Status', 'status'],
  ['Bytes_AB', 'bytesAB'],
  ['Bytes_BA', 'bytesBA'],
  ['Packets_AB', 'packetsAB'],
  ['Packets_BA', 'packetsBA'],
  ['PktDropBytes', 'droppedBytes'],
  ['PktDropPackets', 'droppedPackets'],
  ['MaxTimeFlowRttNs', 'rtt'],
  ['Flags', 'flags'],
  ['DnsLatencyMs', 'dnsLatency'],
  ['DnsFlagsResponseCode', 'dnsCode'],
  ['DnsName', 'dnsName'],
  ...endKeys('Src', 'src'),
  ...endKeys('Dst', 'dst'),
]);

/** By what the column of a field is ordered: nothing where the table has no such order. */
export function fieldSorts(
  { name, type }: FieldSpec,
  label: string,
  orderings: ReadonlyMap<string, unknown>,
): readonly SortChoice[] {
  const key = SORT_KEYS_OF_FIELDS.get(name);
  return key !== undefined && orderings.has(key)
    ? [{ key, label, first: type === 'number' ? 'desc' : 'asc' }]
    : [];
}

function endKeys(end: 'Src' | 'Dst', prefix: 'src' | 'dst'): readonly (readonly [string, string])[] {
  return [
    [`${end}K8S_Name`, `${prefix}Name`],
    [`${end}K8S_Type`, `${prefix}Kind`],
    [`${end}K8S_OwnerName`, `${prefix}Owner`],
    [`${end}K8S_Namespace`, `${prefix}Namespace`],
    [`${end}Addr`, `${prefix}Addr`],
    [`${end}Port`, `${prefix}Port`],
    [`${end}K8S_HostName`, `${prefix}Host`],
    [`${end}K8S_Zone`, `${prefix}Zone`],
  ];
}
