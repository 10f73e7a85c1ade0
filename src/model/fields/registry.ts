import type { FieldFormat, FieldGroup, FieldSpec, FieldType } from './field-spec.ts';

type Row = readonly [
  name: string,
  type: FieldType,
  label: string,
  format?: FieldFormat | undefined,
  description?: string,
];

/** What both ends have; the name of a field is `Src` or `Dst` and this. */
const END_ROWS: readonly Row[] = [
  ['K8S_Name', 'text', 'Name', undefined, 'Name of the pod, service or node'],
  ['K8S_Type', 'text', 'Kind', 'kind', 'Kind of the resource: Pod, Service or Node'],
  ['K8S_OwnerName', 'text', 'Owner', undefined, 'Name of the workload that owns the resource'],
  ['K8S_OwnerType', 'text', 'Owner kind', 'kind', 'Kind of the owner, such as Deployment'],
  ['K8S_Namespace', 'text', 'Namespace'],
  ['Addr', 'text', 'IP address', 'ip'],
  ['Port', 'number', 'Port', 'port'],
  ['Mac', 'text', 'MAC address', 'mac'],
  ['K8S_HostIP', 'text', 'Node IP address', 'ip'],
  ['K8S_HostName', 'text', 'Node name'],
  ['K8S_Zone', 'text', 'Zone', undefined, 'Availability zone'],
  ['SubnetLabel', 'text', 'Subnet label'],
  ['K8S_NetworkName', 'text', 'Network name', undefined, 'Name of the secondary or user-defined network'],
];

const XLAT_ROWS: readonly Row[] = [
  ['ZoneId', 'number', 'Translation zone ID', undefined, 'Conntrack zone of the kernel'],
  ['XlatSrcAddr', 'text', 'Translated source IP address', 'ip'],
  ['XlatSrcPort', 'number', 'Translated source port', 'port'],
  ['XlatSrcK8S_Name', 'text', 'Translated source name'],
  ['XlatSrcK8S_Type', 'text', 'Translated source kind', 'kind'],
  ['XlatSrcK8S_Namespace', 'text', 'Translated source namespace'],
  ['XlatDstAddr', 'text', 'Translated destination IP address', 'ip'],
  ['XlatDstPort', 'number', 'Translated destination port', 'port'],
  ['XlatDstK8S_Name', 'text', 'Translated destination name'],
  ['XlatDstK8S_Type', 'text', 'Translated destination kind', 'kind'],
  ['XlatDstK8S_Namespace', 'text', 'Translated destination namespace'],
];

/**
 * Every field the project knows, in the order in which they are shown: THE table.
 *
 * The fields that NetObserv declares, those that connection tracking adds, and those that a conversation has
 * beyond its latest event (`_Status`, `_DurationMs` …; see `conversation-fields.ts`). A record may hold others:
 * they are kept and shown as text.
 */
export const FIELDS: readonly FieldSpec[] = [
  ...rows('conversation', [
    ['_RecordType', 'text', 'Event / Type', 'recordType', 'Conversation start, tick or end; or flow'],
    [
      '_HashId',
      'text',
      'Conversation ID',
      'conversationId',
      'Names the peers; reused by later conversations',
    ],
    ['_IsFirst', 'boolean', 'First event', undefined, 'The first event emitted for this conversation'],
    ['_Status', 'text', 'Status', 'conversationStatus', 'Open until the end of the conversation is seen'],
    ['_DurationMs', 'number', 'Duration', 'ms', 'From the start of the first flow to the end of the last'],
    ['numFlowLogs', 'number', 'Flows', 'count', 'Flow logs that the conversation is made of so far'],
    ['_Events', 'number', 'Events', 'count', 'Events that tell of the conversation so far'],
    [
      '_IsStartSeen',
      'boolean',
      'Start seen',
      undefined,
      'Whether the first event of the conversation is known',
    ],
  ]),
  ...rows('source', endRows('Src')),
  ...rows('destination', endRows('Dst')),
  ...rows('network', [
    ['Proto', 'number', 'Protocol', 'protocol'],
    ['Flags', 'text[]', 'TCP flags', 'tcpFlags', 'Every flag seen in the flow'],
    ['Dscp', 'number', 'DSCP', 'dscp', 'Differentiated services code point'],
    ['Etype', 'number', 'EtherType', 'etherType'],
    ['K8S_FlowLayer', 'text', 'Flow layer', undefined, 'Application (app) or infrastructure (infra)'],
    ['K8S_ClusterName', 'text', 'Cluster'],
    ['Udns', 'text[]', 'User-defined networks'],
    ['NetworkEvents', 'text[]', 'Network events', undefined, 'What network policies decided'],
    ['IPSecStatus', 'text', 'IPsec status'],
    ['TimeFlowRttNs', 'number', 'Round-trip time', 'ns', 'Smoothed TCP round-trip time'],
    [
      'MaxTimeFlowRttNs',
      'number',
      'Longest round-trip time',
      'ns',
      'Of all flows of the conversation so far',
    ],
  ]),
  ...rows('volume', [
    ['Bytes', 'number', 'Bytes', 'bytes'],
    ['Bytes_AB', 'number', 'Bytes A to B', 'bytes', 'From the end that opened the conversation'],
    ['Bytes_BA', 'number', 'Bytes B to A', 'bytes', 'To the end that opened the conversation'],
    [
      '_Ratio',
      'number',
      'Ratio of directions',
      undefined,
      'From 1, all bytes from A to B, to -1, all from B to A',
    ],
    ['Packets', 'number', 'Packets', 'packets'],
    ['Packets_AB', 'number', 'Packets A to B', 'packets', 'From the end that opened the conversation'],
    ['Packets_BA', 'number', 'Packets B to A', 'packets', 'To the end that opened the conversation'],
    ['Sampling', 'number', 'Sampling', 'count', 'One packet in so many is observed'],
  ]),
  ...rows('time', [
    ['TimeFlowStartMs', 'number', 'Start time', 'epochMs'],
    ['TimeFlowEndMs', 'number', 'End time', 'epochMs'],
    ['TimeReceived', 'number', 'Collection time', 'epochS', 'When the pipeline received the flow'],
  ]),
  ...rows('dns', [
    ['DnsId', 'number', 'DNS ID', undefined, 'Transaction ID of the query'],
    ['DnsName', 'text', 'DNS name', undefined, 'Name that was asked for'],
    ['DnsLatencyMs', 'number', 'DNS latency', 'ms', 'From the query to its answer'],
    ['DnsFlags', 'number', 'DNS flags'],
    ['DnsFlagsResponseCode', 'text', 'DNS response code', 'dnsCode'],
    ['DnsErrno', 'number', 'DNS error', 'dnsErrno', 'Error of the tracker, not of the server'],
  ]),
  ...rows('drops', [
    ['PktDropBytes', 'number', 'Dropped bytes', 'bytes'],
    ['PktDropBytes_AB', 'number', 'Dropped bytes A to B', 'bytes'],
    ['PktDropBytes_BA', 'number', 'Dropped bytes B to A', 'bytes'],
    ['PktDropPackets', 'number', 'Dropped packets', 'packets'],
    ['PktDropPackets_AB', 'number', 'Dropped packets A to B', 'packets'],
    ['PktDropPackets_BA', 'number', 'Dropped packets B to A', 'packets'],
    ['PktDropLatestState', 'text', 'Drop state', 'dropState', 'TCP state at the latest drop'],
    ['PktDropLatestDropCause', 'text', 'Drop cause', 'dropCause', 'Why the kernel dropped the latest packet'],
    ['PktDropLatestFlags', 'number', 'Drop flags', 'tcpFlags', 'TCP flags of the latest dropped packet'],
  ]),
  ...rows('icmp', [
    ['IcmpType', 'number', 'ICMP type', 'icmpType'],
    ['IcmpCode', 'number', 'ICMP code', 'icmpCode'],
  ]),
  ...rows('tls', [
    ['TLSVersion', 'text', 'TLS version'],
    ['TLSCipherSuite', 'text', 'TLS cipher suite'],
    ['TLSCurve', 'text', 'TLS curve'],
    ['TLSTypes', 'text[]', 'TLS message types'],
  ]),
  ...rows('xlat', XLAT_ROWS),
  ...rows('observer', [
    ['FlowDirection', 'number', 'Node direction', 'direction', 'Direction as seen from the node'],
    ['Interfaces', 'text[]', 'Network interfaces'],
    ['IfDirections', 'number[]', 'Interface directions', 'ifDirection', 'As seen from each interface'],
    ['IfDirection', 'number', 'Interface direction', 'ifDirection'],
    ['AgentIP', 'text', 'Agent IP address', 'ip', 'Node whose agent observed the traffic'],
    ['Duplicate', 'boolean', 'Duplicate', undefined, 'Seen before by another observer'],
  ]),
];

const BY_NAME = new Map(FIELDS.map((field) => [field.name, field]));

/** What is known of a field; `undefined` for one that the project does not know. */
export function fieldSpec(name: string): FieldSpec | undefined {
  return BY_NAME.get(name);
}

function endRows(end: 'Src' | 'Dst'): readonly Row[] {
  return END_ROWS.map(([name, ...rest]): Row => [`${end}${name}`, ...rest]);
}

function rows(group: FieldGroup, table: readonly Row[]): readonly FieldSpec[] {
  return table.map(([name, type, label, format, description]) => ({
    name,
    type,
    ...(format === undefined ? {} : { format }),
    group,
    label,
    ...(description === undefined ? {} : { description }),
  }));
}
