/** Fields that hold numbers: appendix C of the reference, and those that only conversation events have. */
const NUMBERS = new Set(
  `TimeFlowStartMs TimeFlowEndMs TimeReceived SrcPort DstPort Proto Dscp Sampling IcmpType IcmpCode FlowDirection
  IfDirections Bytes Packets PktDropBytes PktDropPackets PktDropLatestFlags DnsId DnsLatencyMs DnsFlags DnsErrno
  TimeFlowRttNs ZoneId XlatSrcPort XlatDstPort Bytes_AB Bytes_BA Packets_AB Packets_BA PktDropBytes_AB PktDropBytes_BA
  PktDropPackets_AB PktDropPackets_BA numFlowLogs IfDirection MaxTimeFlowRttNs Etype _DurationMs _Ratio`.split(
    /\s+/,
  ),
);

const ADDRESSES = new Set(
  'SrcAddr DstAddr SrcK8S_HostIP DstK8S_HostIP XlatSrcAddr XlatDstAddr AgentIP'.split(' '),
);

/** What both ends have: a key without `Src` or `Dst` means either. */
const OF_ENDS = new Set(
  `K8S_Name K8S_Type K8S_OwnerName K8S_OwnerType K8S_Namespace Addr Port Mac K8S_HostIP K8S_HostName K8S_Zone
  SubnetLabel K8S_NetworkName`.split(/\s+/),
);

export function isNumeric(field: string): boolean {
  return NUMBERS.has(field);
}

export function isAddressField(field: string): boolean {
  return ADDRESSES.has(field);
}

/** The fields that a key stands for. */
export function fieldsOfKey(key: string): readonly string[] {
  return OF_ENDS.has(key) ? [`Src${key}`, `Dst${key}`] : [key];
}
