/** Fields that only events and conversations have: tracking makes them of many flows. */
const NOT_IN_FLOWS = [
  ...[
    '_Status',
    '_DurationMs',
    '_Events',
    '_IsStartSeen',
    '_Ratio',
    '_IsFirst',
    'numFlowLogs',
    'MaxTimeFlowRttNs',
  ],
  ...['Bytes', 'Packets', 'PktDropBytes', 'PktDropPackets'].flatMap((field) => [
    `${field}_AB`,
    `${field}_BA`,
  ]),
];

/** Fields that the operator's configuration of tracking does not carry over from flows to events. */
const NOT_IN_EVENTS = [
  ...['Flags', 'Dscp', 'SrcMac', 'DstMac', 'Interfaces', 'IfDirections', 'Udns', 'Duplicate', 'Etype'],
  ...['SrcK8S_NetworkName', 'DstK8S_NetworkName', 'DnsId', 'DnsName', 'DnsErrno', 'DnsFlags'],
  ...['IcmpType', 'IcmpCode', 'Sampling', 'TimeFlowRttNs', 'TimeReceived', 'PktDropLatestFlags'],
  ...['IPSecStatus', 'TLSVersion', 'TLSCipherSuite', 'TLSCurve', 'TLSTypes', 'ZoneId'],
  ...['XlatSrcAddr', 'XlatSrcPort', 'XlatSrcK8S_Name', 'XlatSrcK8S_Type', 'XlatSrcK8S_Namespace'],
  ...['XlatDstAddr', 'XlatDstPort', 'XlatDstK8S_Name', 'XlatDstK8S_Type', 'XlatDstK8S_Namespace'],
];

/** Whether a flow log can have a field. */
export function isFlowField(field: string): boolean {
  return !NOT_IN_FLOWS.includes(field);
}

/** Whether an event can have a field. */
export function isEventField(field: string): boolean {
  return !NOT_IN_EVENTS.includes(field);
}
