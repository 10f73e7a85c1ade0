import { CONVERSATION_STATUSES } from '../conversation/conversation.ts';
import { RECORD_TYPES } from '../event.ts';
import type { NamedNumber } from '../names/named-number.ts';
import {
  BASE_KINDS,
  DNS_CODES,
  DNS_ERRORS,
  DROP_CAUSES,
  DSCPS,
  INTERFACE_DIRECTIONS,
  LATER_DROP_CAUSES,
  NODE_DIRECTIONS,
  OWNER_KINDS,
  PROTOCOLS,
  TCP_FLAGS,
  TCP_STATES,
} from '../names/network-names.ts';
import { PORTS } from '../names/port-names.ts';
import type {
  FilterDefinition,
  FilterFeature,
  FilterTarget,
  KnownValue,
  SuppliedValues,
  ValueSource,
} from './filter-definition.ts';
import type { Operator } from './filter.ts';

/** Operators for text: exact, contains, and their complements. */
export const TEXT_OPERATORS: readonly Operator[] = ['=', '!=', '~', '!~'];

/** Operators for numbers. */
export const NUMBER_OPERATORS: readonly Operator[] = ['=', '!=', '>', '>=', '<', '<='];

/** Operators where only the whole value makes sense. */
export const EXACT_OPERATORS: readonly Operator[] = ['=', '!='];

type Traits = Omit<FilterDefinition, 'id' | 'label' | 'category' | 'target'>;
type EndFilter = readonly [id: string, label: string, field: string, traits: Traits];
type PlainFilter = readonly [id: string, label: string, field: string, traits: Traits];

const KINDS = known([...BASE_KINDS, ...OWNER_KINDS].map((value) => ({ value })));
const CAUSES = known(
  [...DROP_CAUSES.map(({ name }) => name), ...LATER_DROP_CAUSES].map((value) => ({ value })),
);
const PORT = number(['443', 'https', '1024'], { values: named(PORTS) });
const ADDRESS = text(['10.0.0.1', '10.0.0.0/8', '10.0.0.1-10.0.0.9', 'fd00::/8']);
const BYTES = number(['1000', '10MB', '4KiB']);
const DURATION = number(['500', '5s', '2m']);

/** Filters of one end: each gives `src_…`, `dst_…` and the one for either end. */
const END_FILTERS: readonly EndFilter[] = [
  ['namespace', 'Namespace', 'K8S_Namespace', supplied('namespaces', ['netobserv', 'openshift-*', '""'])],
  ['name', 'Name', 'K8S_Name', supplied('names', ['my-pod', 'my-*'])],
  ['kind', 'Kind', '', { ...text(['Pod', 'Deployment']), component: 'autocomplete', values: KINDS }],
  ['owner_name', 'Owner name', 'K8S_OwnerName', supplied('names', ['my-deployment'])],
  ['zone', 'Zone', 'K8S_Zone', { ...supplied('zones', ['us-east-1a']), feature: 'zones' }],
  ['subnet_label', 'Subnet label', 'SubnetLabel', text(['EXT:cdn', '""'], 'subnetLabels')],
  [
    'resource',
    'Resource',
    '',
    { ...text(['Pod.my-namespace.my-pod', 'Node.n1']), operators: EXACT_OPERATORS },
  ],
  ['address', 'IP address', 'Addr', ADDRESS],
  ['port', 'Port', 'Port', PORT],
  ['mac', 'MAC address', 'Mac', text(['0A:58:0A:80:00:01'])],
  ['host_address', 'Node IP address', 'K8S_HostIP', ADDRESS],
  ['host_name', 'Node name', 'K8S_HostName', text(['worker-*'])],
  ['network', 'Network name', 'K8S_NetworkName', text(['default'], 'multiNetworks')],
];

/** Filters of the record as a whole. */
const PLAIN_FILTERS: readonly PlainFilter[] = [
  ['id', 'Conversation ID', '_HashId', { ...text(['d28db42bcd8aea8f']), needsTracking: true }],
  ['protocol', 'Protocol', 'Proto', number(['TCP', '17'], { values: named(PROTOCOLS) })],
  [
    'cluster_name',
    'Cluster',
    'K8S_ClusterName',
    { ...supplied('clusters', ['east']), feature: 'multiCluster' },
  ],
  ['dscp', 'DSCP', 'Dscp', number(['EF', '46'], { values: named(DSCPS) })],
  ['icmp_type', 'ICMP type', 'IcmpType', number(['8'])],
  ['icmp_code', 'ICMP code', 'IcmpCode', number(['0'])],
  ['tcp_flags', 'TCP flags', 'Flags', { ...text(['RST', 'SYN_ACK']), values: namesOf(TCP_FLAGS) }],
  [
    'node_direction',
    'Node direction',
    'FlowDirection',
    number(['Ingress'], { values: named(NODE_DIRECTIONS) }),
  ],
  ['flow_layer', 'Flow layer', 'K8S_FlowLayer', text(['app', 'infra'])],
  ['interfaces', 'Network interfaces', 'Interfaces', text(['br-ex', 'eth*'])],
  [
    'ifdirections',
    'Interface directions',
    'IfDirections',
    number(['Egress'], { values: named(INTERFACE_DIRECTIONS) }),
  ],
  ['udns', 'User-defined network', 'Udns', { ...supplied('udns', ['blue/net']), feature: 'udnMapping' }],
  [
    'pkt_drop_state',
    'Packet drop TCP state',
    'PktDropLatestState',
    { ...text(['TCP_SYN_SENT'], 'pktDrop'), component: 'autocomplete', values: namesOf(TCP_STATES) },
  ],
  [
    'pkt_drop_cause',
    'Packet drop latest cause',
    'PktDropLatestDropCause',
    { ...text(['SKB_DROP_REASON_NO_SOCKET'], 'pktDrop'), component: 'autocomplete', values: CAUSES },
  ],
  ['dns_id', 'DNS ID', 'DnsId', number(['4711'], { feature: 'dnsTracking' })],
  ['dns_name', 'DNS name', 'DnsName', text(['example.com', '*.svc'], 'dnsTracking')],
  ['dns_latency', 'DNS latency', 'DnsLatencyMs', { ...DURATION, feature: 'dnsTracking' }],
  [
    'dns_flag_response_code',
    'DNS response code',
    'DnsFlagsResponseCode',
    { ...text(['NXDomain', '2'], 'dnsTracking'), component: 'autocomplete', values: namesOf(DNS_CODES) },
  ],
  [
    'dns_errno',
    'DNS error',
    'DnsErrno',
    number(['ETIMEDOUT', '110'], { feature: 'dnsTracking', values: named(DNS_ERRORS) }),
  ],
  ['time_flow_rtt', 'Flow round-trip time', 'TimeFlowRttNs', number(['5ms'], { feature: 'flowRTT' })],
  ['network_events', 'Network events', 'NetworkEvents', text(['Allowed*'], 'networkEvents')],
  ['xlat_zone_id', 'Translation zone ID', 'ZoneId', number(['3'], { feature: 'packetTranslation' })],
  ['ipsec_status', 'IPsec status', 'IPSecStatus', text(['success'], 'ipsec')],
  ['tls_version', 'TLS version', 'TLSVersion', text(['TLS 1.3'], 'tlsTracking')],
  ['tls_cipher_suite', 'TLS cipher suite', 'TLSCipherSuite', text(['*AES_256*'], 'tlsTracking')],
  ['tls_curve', 'TLS curve', 'TLSCurve', text(['X25519'], 'tlsTracking')],
  ['tls_types', 'TLS message types', 'TLSTypes', text(['ClientHello'], 'tlsTracking')],
];

/** Filters that NetObserv does not have: of events and conversations. */
const OWN_FILTERS: readonly PlainFilter[] = [
  ['type', 'Event type', '_RecordType', tracked(text(['endConnection']), RECORD_TYPES)],
  ['status', 'Status', '_Status', tracked(text(['open', 'ended']), CONVERSATION_STATUSES)],
  ['duration', 'Duration', '_DurationMs', { ...DURATION, needsTracking: true }],
  ['bytes', 'Bytes', 'Bytes', BYTES],
  ['bytes.ab', 'Bytes A to B', 'Bytes_AB', { ...BYTES, needsTracking: true }],
  ['bytes.ba', 'Bytes B to A', 'Bytes_BA', { ...BYTES, needsTracking: true }],
  ['ratio', 'Ratio of directions', '_Ratio', number(['-0.9', '0.5'], { needsTracking: true })],
  ['packets', 'Packets', 'Packets', number(['10'])],
  ['packets.ab', 'Packets A to B', 'Packets_AB', number(['10'], { needsTracking: true })],
  ['packets.ba', 'Packets B to A', 'Packets_BA', number(['10'], { needsTracking: true })],
  ['flows', 'Flows', 'numFlowLogs', number(['2'], { needsTracking: true })],
];

/**
 * Every filter, in the order in which they are offered: NetObserv's (same ids, same meaning) and ours.
 *
 * Filters of an end come in threes: either end, source, destination.
 */
export const FILTERS: readonly FilterDefinition[] = [
  ...PLAIN_FILTERS.slice(0, 2).map(plainFilter),
  ...END_FILTERS.flatMap(endFilters),
  ...PLAIN_FILTERS.slice(2).map(plainFilter),
  ...(['Src', 'Dst'] as const).flatMap(translationFilters),
  ...OWN_FILTERS.map((row): FilterDefinition => ({ ...plainFilter(row), isOwn: true })),
];

const BY_ID = new Map(FILTERS.map((definition) => [definition.id, definition]));

/** The filter of an id; `undefined` for any other name. */
export function filterDefinition(id: string): FilterDefinition | undefined {
  return BY_ID.get(id);
}

/** The filters that can find something where these features are on. */
export function offeredFilters(cluster: {
  readonly features: readonly string[];
  readonly isTracking: boolean;
}): readonly FilterDefinition[] {
  return FILTERS.filter(
    ({ feature, needsTracking }) =>
      (feature === undefined || cluster.features.includes(feature)) &&
      (needsTracking !== true || cluster.isTracking),
  );
}

function plainFilter([id, label, field, traits]: PlainFilter): FilterDefinition {
  return { id, label, target: { kind: 'field', field }, ...traits };
}

function endFilters([id, label, field, traits]: EndFilter): readonly FilterDefinition[] {
  const target = (end: 'Src' | 'Dst'): FilterTarget =>
    id === 'kind' || id === 'resource' ? { kind: id, end } : { kind: 'field', field: `${end}${field}` };
  const source = `src_${id}`;
  const destination = `dst_${id}`;
  return [
    { id, label, category: 'endpoint', target: { kind: 'endpoint', source, destination }, ...traits },
    { id: source, label, category: 'source', target: target('Src'), ...traits },
    { id: destination, label, category: 'destination', target: target('Dst'), ...traits },
  ];
}

function translationFilters(end: 'Src' | 'Dst'): readonly FilterDefinition[] {
  const side = end === 'Src' ? 'source' : 'destination';
  const feature = 'packetTranslation';
  const base = { category: side, feature } as const;
  const id = `xlat_${end.toLowerCase()}`;
  return [
    {
      ...plainFilter([`${id}_address`, `Translated ${side} IP address`, `Xlat${end}Addr`, ADDRESS]),
      ...base,
    },
    { ...plainFilter([`${id}_port`, `Translated ${side} port`, `Xlat${end}Port`, PORT]), ...base },
  ];
}

function text(examples: readonly string[], feature?: FilterFeature): Traits {
  return {
    component: 'text',
    operators: TEXT_OPERATORS,
    values: { kind: 'free' },
    examples,
    ...(feature === undefined ? {} : { feature }),
  };
}

function number(examples: readonly string[], more: Partial<Traits> = {}): Traits {
  const component = more.values === undefined ? 'number' : 'autocomplete';
  return { component, operators: NUMBER_OPERATORS, values: { kind: 'free' }, examples, ...more };
}

function supplied(list: SuppliedValues, examples: readonly string[]): Traits {
  return {
    component: 'autocomplete',
    operators: TEXT_OPERATORS,
    values: { kind: 'supplied', list },
    examples,
  };
}

function tracked(traits: Traits, values: readonly string[]): Traits {
  return {
    ...traits,
    component: 'autocomplete',
    values: known(values.map((value) => ({ value }))),
    needsTracking: true,
  };
}

function known(values: readonly KnownValue[]): ValueSource {
  return { kind: 'known', values };
}

/** Names to write; a record holds the number, which tells them apart. */
function named(table: readonly NamedNumber[]): ValueSource {
  return known(table.map(({ name, value }) => ({ value: name, description: String(value) })));
}

/** Names that stand in records as they are. */
function namesOf(table: readonly NamedNumber[]): ValueSource {
  return known(table.map(({ name }) => ({ value: name })));
}
