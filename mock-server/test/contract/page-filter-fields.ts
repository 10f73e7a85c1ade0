const END_FILTERS: Readonly<Record<string, string>> = {
  namespace: 'K8S_Namespace',
  name: 'K8S_Name',
  owner_name: 'K8S_OwnerName',
  kind: 'K8S_Type',
  resource: 'K8S_Name',
  zone: 'K8S_Zone',
  subnet_label: 'SubnetLabel',
  address: 'Addr',
  port: 'Port',
  mac: 'Mac',
  host_address: 'K8S_HostIP',
  host_name: 'K8S_HostName',
  network: 'K8S_NetworkName',
};

const OTHER_FILTERS: Readonly<Record<string, string>> = {
  cluster_name: 'K8S_ClusterName',
  protocol: 'Proto',
  dscp: 'Dscp',
  icmp_type: 'IcmpType',
  icmp_code: 'IcmpCode',
  tcp_flags: 'Flags',
  node_direction: 'FlowDirection',
  flow_layer: 'K8S_FlowLayer',
  interfaces: 'Interfaces',
  ifdirections: 'IfDirections',
  udns: 'Udns',
  id: '_HashId',
  pkt_drop_state: 'PktDropLatestState',
  pkt_drop_cause: 'PktDropLatestDropCause',
  dns_id: 'DnsId',
  dns_name: 'DnsName',
  dns_latency: 'DnsLatencyMs',
  dns_flag_response_code: 'DnsFlagsResponseCode',
  dns_errno: 'DnsErrno',
  time_flow_rtt: 'TimeFlowRttNs',
  network_events: 'NetworkEvents',
  xlat_zone_id: 'ZoneId',
  xlat_src_address: 'XlatSrcAddr',
  xlat_dst_address: 'XlatDstAddr',
  xlat_src_port: 'XlatSrcPort',
  xlat_dst_port: 'XlatDstPort',
  ipsec_status: 'IPSecStatus',
  tls_version: 'TLSVersion',
};

const FIELDS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(END_FILTERS).flatMap(([id, field]): [string, string][] => [
    [`src_${id}`, `Src${field}`],
    [`dst_${id}`, `Dst${field}`],
  ]),
  ...Object.entries(OTHER_FILTERS),
]);

/** Filters of one end without their `src_` or `dst_`: what `namespace` and the like stand for. */
export const EITHER_FILTERS = Object.keys(END_FILTERS);

/** Filters that stand for a field of their own, those of one end included. */
export const FILTER_IDS = [...FIELDS.keys()];

/** The record field that a filter looks at (appendix B of the reference); `undefined` for one on either end. */
export function fieldsOfFilter(id: string): string | undefined {
  return FIELDS.get(id);
}
