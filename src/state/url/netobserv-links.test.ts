import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { passes } from '#model/testing/naive-evaluator.ts';
import { urlStateOf } from '../../testing/url-state.ts';
import type { UrlState } from './params.ts';
import { readUrl, urlProblems, writeUrl } from './url-state.ts';

function end(prefix: 'Src' | 'Dst', fields: TrafficRecord): TrafficRecord {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}${name}`, value]));
}

const WEB = {
  K8S_Name: 'web-1',
  K8S_Type: 'Pod',
  K8S_OwnerName: 'web',
  K8S_OwnerType: 'Deployment',
  K8S_Namespace: 'shop',
  K8S_HostName: 'worker-1',
  K8S_HostIP: '192.168.0.1',
  K8S_Zone: 'eu-1',
  K8S_NetworkName: 'default',
  Addr: '10.0.0.1',
  Mac: '0A:58:0A:00:00:01',
};
const DB = {
  ...WEB,
  K8S_Name: 'db-0',
  K8S_OwnerName: 'db',
  K8S_OwnerType: 'StatefulSet',
  K8S_Namespace: 'data',
  K8S_HostName: 'worker-2',
  K8S_HostIP: '192.168.0.2',
  K8S_Zone: 'eu-2',
  Addr: '10.0.1.5',
  Mac: '0A:58:0A:00:01:05',
};
const DNS = { K8S_Name: 'dns', K8S_Type: 'Service', K8S_OwnerName: 'dns', K8S_OwnerType: 'Service' };
const NODE = { K8S_Type: 'Node', K8S_OwnerType: 'Node' };

/** Traffic that tells the links apart. */
const RECORDS: Readonly<Record<string, TrafficRecord>> = {
  // A pod asks another for data.
  a: {
    ...end('Src', { ...WEB, Port: 40_000 }),
    ...end('Dst', { ...DB, Port: 5432 }),
    ...{
      Proto: 6,
      Dscp: 0,
      Flags: ['SYN', 'ACK'],
      FlowDirection: 1,
      K8S_FlowLayer: 'app',
      TimeFlowRttNs: 2_000_000,
    },
    ...{ Interfaces: ['eth0', 'br-ex'], IfDirections: [0, 1], Udns: ['blue'], K8S_ClusterName: 'east' },
  },
  // It answers.
  b: {
    ...end('Src', { ...DB, Port: 5432 }),
    ...end('Dst', { ...WEB, Port: 40_000 }),
    ...{ Proto: 6, Dscp: 46, Flags: ['RST'], FlowDirection: 0, K8S_FlowLayer: 'app', Interfaces: ['genev'] },
  },
  // A pod asks for a name that there is not.
  c: {
    ...end('Src', { ...WEB, Port: 41_000 }),
    ...end('Dst', { ...DNS, K8S_Namespace: 'openshift-dns', Addr: '172.30.0.10', Port: 53 }),
    ...{ Proto: 17, FlowDirection: 2, K8S_FlowLayer: 'infra' },
    ...{
      DnsId: 4711,
      DnsName: 'pay.example.com',
      DnsLatencyMs: 150,
      DnsErrno: 0,
      DnsFlagsResponseCode: 'NXDomain',
    },
  },
  // One node pings another: no ports, no namespaces.
  d: {
    ...end('Src', { ...NODE, K8S_Name: 'worker-2', K8S_OwnerName: 'worker-2', Addr: '192.168.0.2' }),
    ...end('Dst', { ...NODE, K8S_Name: 'worker-1', K8S_OwnerName: 'worker-1', Addr: '192.168.0.1' }),
    ...{
      Proto: 1,
      IcmpType: 8,
      IcmpCode: 0,
      FlowDirection: 0,
      K8S_FlowLayer: 'infra',
      K8S_ClusterName: 'west',
    },
  },
  // Somebody outside of the cluster is turned away by a service.
  e: {
    ...end('Src', { Addr: '203.0.113.9', Port: 443, SubnetLabel: 'EXT:cdn' }),
    ...end('Dst', { ...DNS, K8S_Name: 'web', K8S_OwnerName: 'web', K8S_Namespace: 'shop', Port: 8080 }),
    ...{ DstAddr: '172.30.0.20', Proto: 6, NetworkEvents: ['Denied by policy, direction Ingress'] },
    ...{ PktDropLatestState: 'TCP_SYN_RECV', PktDropLatestDropCause: 'SKB_DROP_REASON_NO_SOCKET' },
    ...{ ZoneId: 3, XlatSrcAddr: '10.0.0.1', XlatDstAddr: '10.0.0.9', XlatSrcPort: 443, XlatDstPort: 80 },
    ...{ IPSecStatus: 'success', TLSVersion: 'TLS 1.2', TLSTypes: ['ClientHello'] },
  },
  // The end of a conversation.
  f: {
    ...end('Src', { Addr: 'fd00::1', Port: 50_000 }),
    ...end('Dst', { Addr: 'fd00::2', Port: 443 }),
    ...{ _RecordType: 'endConnection', _HashId: 'd28db42bcd8aea8f', Proto: 6, FlowDirection: 1 },
  },
};

/** The query string that NetObserv makes of these parameters, which stand here as one reads them. */
function queryOf(link: string): string {
  const pairs = link.split('&').map((pair) => {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/su.exec(pair) ?? [];
    return [key, value];
  });
  return link === '' ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

/** The text of a filter; that of a condition alone without the group around it. */
function textOf(filter: Filter): string {
  const [only, ...others] = filter.kind === 'all' ? filter.of : [];
  return only !== undefined && others.length === 0
    ? printFilter(filter).slice('all('.length, -1)
    : printFilter(filter);
}

function idsOf(filter: Filter): string {
  return Object.entries(RECORDS)
    .filter(([, record]) => passes(filter, record))
    .map(([id]) => id)
    .join('');
}

/** What NetObserv writes beside the filters of a page that nobody has touched. */
const REST =
  'match=all&limit=50&recordType=flowLog&dataSource=auto&packetLoss=all&showDup=false&timeRange=300';

/** One filter of NetObserv, what it means in our words, and the records that it lets through. */
const FILTERS: readonly (readonly [filters: string, text: string, ids: string])[] = [
  ['src_namespace=shop', 'src_namespace=shop', 'ac'],
  ['src_namespace="shop"', 'src_namespace=shop', 'ac'],
  ['src_namespace=shop,data', 'src_namespace=shop,data', 'abc'],
  ['src_namespace="shop","data"', 'src_namespace=shop,data', 'abc'],
  ['src_namespace="sho"', 'src_namespace=sho', ''],
  ['src_namespace=sh*', 'src_namespace=sh*', 'ac'],
  ['src_namespace=""', 'src_namespace=""', 'def'],
  ['src_namespace!=""', 'src_namespace!=""', 'abc'],
  ['src_namespace="",data', 'src_namespace="",data', 'bdef'],
  ['src_namespace!=shop', 'src_namespace!=shop', 'bdef'],
  ['src_namespace!=shop,data', 'src_namespace!=shop,data', 'def'],
  ['src_namespace~SHO', 'src_namespace~SHO', 'ac'],
  ['src_namespace!~sho', 'src_namespace!~sho', 'bdef'],
  ['src_namespace~"shop"', 'src_namespace=shop', 'ac'],
  ['dst_name=web-1', 'dst_name=web-1', 'b'],
  ['dst_name~web', 'dst_name~web', 'be'],
  ['dst_name~"web"', 'dst_name=web', 'e'],
  ['dst_name~w*1', 'dst_name~w*1', 'bd'],
  ['dst_name~"web",db', 'any(dst_name=web dst_name~db)', 'ae'],
  ['dst_name!=web', 'dst_name!=web,""', 'abcd'],
  ['dst_name!~web', 'dst_name!~web,""', 'acd'],
  ['dst_name!~"web",db', 'all(dst_name!=web,"" dst_name!~db,"")', 'bcd'],
  ['dst_name!=""', 'dst_name!=""', 'abcde'],
  ['dst_name!="",web', 'dst_name!="",web', 'abcd'],
  ['namespace=shop', 'namespace=shop', 'abce'],
  ['namespace="openshift-dns"', 'namespace=openshift-dns', 'c'],
  ['namespace!=shop', 'namespace!=shop', 'df'],
  ['name=web-1', 'name=web-1', 'abc'],
  ['name!=web-1', 'name!=web-1,""', 'd'],
  ['src_kind=Pod', 'src_kind=Pod', 'abc'],
  ['src_kind="Deployment"', 'src_kind=Deployment', 'ac'],
  ['kind=Node,StatefulSet', 'kind=Node,StatefulSet', 'abd'],
  ['src_kind!=Pod', 'src_kind!=Pod', 'def'],
  ['src_kind!=Deployment', 'src_kind!=Deployment,""', 'bd'],
  ['kind!=Pod', 'kind!=Pod', 'def'],
  ['src_owner_name=web', 'src_owner_name=web', 'ac'],
  ['src_owner_name!=web', 'src_owner_name!=web', 'bdef'],
  ['owner_name~d', 'owner_name~d', 'abc'],
  ['src_resource=Pod.shop.web-1', 'src_resource=Pod.shop.web-1', 'ac'],
  ['src_resource="Deployment.shop.web"', 'src_resource=Deployment.shop.web', 'ac'],
  ['src_resource=Pod.shop.web-1,Pod.data.db-0', 'src_resource=Pod.shop.web-1,Pod.data.db-0', 'abc'],
  ['resource=Node.worker-1', 'resource=Node.worker-1', 'd'],
  ['src_resource!=Pod.shop.web-1', 'src_resource!=Pod.shop.web-1', 'bdef'],
  ['src_address=10.0.0.1', 'src_address=10.0.0.1', 'ac'],
  ['address=10.0.0.0/16', 'address=10.0.0.0/16', 'abc'],
  ['src_address=10.0.0.1-10.0.0.9', 'src_address=10.0.0.1-10.0.0.9', 'ac'],
  ['dst_address!=10.0.0.0/8', 'dst_address!=10.0.0.0/8,""', 'cdef'],
  ['dst_address~10.0.1.5', 'dst_address=10.0.1.5', 'a'],
  ['dst_address!~172.', 'dst_address!~172.,""', 'abdf'],
  ['src_address=fd00::/8', 'src_address=fd00::/8', 'f'],
  ['dst_port=443', 'dst_port=443', 'f'],
  ['dst_port=https', 'dst_port=443', 'f'],
  ['dst_port="443"', 'dst_port=443', 'f'],
  ['dst_port~443', 'dst_port=443', 'f'],
  ['dst_port>=8080', 'dst_port>=8080', 'be'],
  ['dst_port!=443', 'dst_port!=443,""', 'abce'],
  ['dst_port!~443,53', 'dst_port!=443,53,""', 'abe'],
  ['dst_port=""', 'dst_port=""', 'd'],
  ['port=443,5432', 'port=443,5432', 'abef'],
  ['port!=443', 'port!=443,""', 'abc'],
  ['mac=0A:58:0A:00:01:05', 'mac=0A:58:0A:00:01:05', 'ab'],
  ['src_host_name=worker-1', 'src_host_name=worker-1', 'ac'],
  ['src_host_name!=worker-1', 'src_host_name!=worker-1,""', 'b'],
  ['host_name!=worker-9', 'host_name!=worker-9,""', 'ab'],
  ['src_host_address=192.168.0.0/24', 'src_host_address=192.168.0.0/24', 'abc'],
  ['zone=eu-2', 'zone=eu-2', 'ab'],
  ['src_zone!=eu-1', 'src_zone!=eu-1', 'bdef'],
  ['src_subnet_label="",EXT:', 'src_subnet_label="",EXT:', 'abcdf'],
  ['src_subnet_label~"",EXT:', 'src_subnet_label~"",EXT:', 'abcdef'],
  ['src_subnet_label!=EXT:cdn', 'src_subnet_label!=EXT:cdn,""', ''],
  ['network=default', 'network=default', 'abc'],
  ['cluster_name=east', 'cluster_name=east', 'a'],
  ['cluster_name!=east', 'cluster_name!=east', 'bcdef'],
  ['protocol=6', 'protocol=6', 'abef'],
  ['protocol=TCP', 'protocol=6', 'abef'],
  ['protocol=tcp,UDP', 'protocol=6,17', 'abcef'],
  ['protocol!=TCP', 'protocol!=6,""', 'cd'],
  ['dscp=EF', 'dscp=46', 'b'],
  ['dscp!=EF', 'dscp!=46,""', 'a'],
  ['icmp_type>=8', 'icmp_type>=8', 'd'],
  ['icmp_code=0', 'icmp_code=0', 'd'],
  ['tcp_flags=RST', 'tcp_flags=RST', 'b'],
  ['tcp_flags!=RST', 'tcp_flags!=RST,""', 'a'],
  ['node_direction=Inner', 'node_direction=2', 'c'],
  ['node_direction=0', 'node_direction=0', 'bd'],
  ['node_direction!=1', 'node_direction!=1', 'bcde'],
  ['flow_layer=app', 'flow_layer=app', 'ab'],
  ['flow_layer~app', 'flow_layer~app', 'ab'],
  ['flow_layer!=app', 'flow_layer!=app', 'cdef'],
  ['interfaces=eth0', 'interfaces=eth0', 'a'],
  ['interfaces~ETH', 'interfaces~ETH', 'a'],
  ['ifdirections=egress', 'ifdirections=1', 'a'],
  ['udns=blue', 'udns=blue', 'a'],
  ['id=d28db42bcd8aea8f', 'id=d28db42bcd8aea8f', 'f'],
  ['id!=d28db42bcd8aea8f', 'id!=d28db42bcd8aea8f,""', ''],
  ['pkt_drop_state=TCP_SYN_RECV', 'pkt_drop_state=TCP_SYN_RECV', 'e'],
  ['pkt_drop_cause="SKB_DROP_REASON_NO_SOCKET"', 'pkt_drop_cause=SKB_DROP_REASON_NO_SOCKET', 'e'],
  ['pkt_drop_cause!=SKB_DROP_REASON_NO_SOCKET', 'pkt_drop_cause!=SKB_DROP_REASON_NO_SOCKET,""', ''],
  ['dns_id=4711', 'dns_id=4711', 'c'],
  ['dns_id!=0', 'dns_id!=0,""', 'c'],
  ['dns_id!~0', 'dns_id!=0,""', 'c'],
  ['dns_id>=1', 'dns_id>=1', 'c'],
  ['dns_name~EXAMPLE', 'dns_name~EXAMPLE', 'c'],
  ['dns_name!~svc', 'dns_name!~svc,""', 'c'],
  ['dns_latency>=100', 'dns_latency>=100', 'c'],
  ['dns_flag_response_code=3', 'dns_flag_response_code=NXDomain', 'c'],
  ['dns_flag_response_code="NoError,NXDomain"', 'dns_flag_response_code=NoError,NXDomain', 'c'],
  ['dns_flag_response_code!="NoError,NXDomain"', 'dns_flag_response_code!=NoError,NXDomain,""', ''],
  ['dns_errno=0', 'dns_errno=0', 'c'],
  ['time_flow_rtt>=1000000', 'time_flow_rtt>=1000000', 'a'],
  ['time_flow_rtt!=0', 'time_flow_rtt!=0,""', 'a'],
  ['network_events~Denied by', 'network_events~"Denied by"', 'e'],
  ['xlat_zone_id=3', 'xlat_zone_id=3', 'e'],
  ['xlat_src_address=10.0.0.0/24', 'xlat_src_address=10.0.0.0/24', 'e'],
  ['xlat_dst_address!=10.0.0.1', 'xlat_dst_address!=10.0.0.1,""', 'e'],
  ['xlat_src_port=https', 'xlat_src_port=443', 'e'],
  ['xlat_dst_port!=443', 'xlat_dst_port!=443,""', 'e'],
  ['ipsec_status=success', 'ipsec_status=success', 'e'],
  ['ipsec_status!=error', 'ipsec_status!=error,""', 'e'],
  ['tls_version=TLS 1.2', 'tls_version="TLS 1.2"', 'e'],
  ['tls_types=ClientHello', 'tls_types=ClientHello', 'e'],
  ['src_name="a,b"', 'src_name="a,b"', ''],
  ['src_name="a;b"', 'src_name="a;b"', ''],
  ['src_name="a*"', 'src_name=a*', ''],
  ['dst_name="w*1"', 'dst_name=w*1', 'bd'],
  ['dst_name~"*eb"', 'dst_name=*eb', 'e'],
  ['dst_name!~"*eb"', 'dst_name!=*eb,""', 'abcd'],
  ['src_name=a=b', 'src_name="a=b"', ''],
];

type Link = readonly [link: string, text: string, ids: string, rest?: Partial<UrlState>];

/** Whole links: what they say, what they show, and what else of them is not as in a link that says nothing. */
const LINKS: readonly Link[] = [
  ['', '', 'abcdef'],
  ['filters=', '', 'abcdef'],
  ['filters=&match=any', '', 'abcdef'],
  ['filters=&match=bidirectional', '', 'abcdef'],
  [`filters=&${REST}`, '', 'abcdef', { logType: 'flowLog', limit: 50 }],
  ['filters=src_namespace=shop;dst_port=5432', 'src_namespace=shop dst_port=5432', 'a'],
  ['filters=src_namespace=shop;dst_port=53&match=all', 'src_namespace=shop dst_port=53', 'c'],
  ['filters=;src_namespace=shop;;dst_port=53;', 'src_namespace=shop dst_port=53', 'c'],
  ['filters=src_namespace=data;dst_port=53&match=any', 'any(src_namespace=data dst_port=53)', 'bc'],
  ['filters=dns_id!=0;dst_port>=9000&match=any', 'any(dns_id!=0,"" dst_port>=9000)', 'bc'],
  ['filters=dst_port=5432&match=bidirectional', 'eitherway(all(dst_port=5432))', 'ab'],
  [
    'filters=src_name=web-1;dst_name=db-0;protocol=6&match=bidirectional',
    'eitherway(src_name=web-1 dst_name=db-0 protocol=6)',
    'ab',
  ],
  ['filters=dst_port!=443&match=bidirectional', 'eitherway(all(dst_port!=443,""))', 'abcef'],
  ['filters=namespace=data;name=db-0', 'namespace=data name=db-0', 'ab'],
  ['filters=namespace=data;name=web-1', 'namespace=data name=web-1', ''],
  ['filters=src_namespace=shop;src_namespace=data', 'src_namespace=shop src_namespace=data', ''],
  // Older links, and those that the Network Health page and the operator's alerts still make.
  ['filters=src_namespace=data&bnf=true', 'eitherway(all(src_namespace=data))', 'ab'],
  ['filters=src_namespace=data&bnf=false', 'src_namespace=data', 'b'],
  ['filters=src_namespace=data&match=all&bnf=true', 'src_namespace=data', 'b'],
  [
    'filters=src_owner_name="web";src_namespace="shop";src_kind="Deployment"&bnf=true',
    'eitherway(src_owner_name=web src_namespace=shop src_kind=Deployment)',
    'abc',
  ],
  [
    'filters=src_namespace="shop";dns_flag_response_code!="NoError"&bnf=true',
    'eitherway(src_namespace=shop dns_flag_response_code!=NoError,"")',
    'c',
  ],
  ['filters=src_host_name="worker-2"&bnf=true', 'eitherway(all(src_host_name=worker-2))', 'ab'],
  ['filters=src_name=web-1&reporter=source&layer=app', 'src_name=web-1', 'ac'],
  // What tabs of resources force.
  [
    'filters=src_resource=Pod.shop.web-1&match=bidirectional',
    'eitherway(all(src_resource=Pod.shop.web-1))',
    'abc',
  ],
  ['filters=dst_resource=Service.shop.web&match=all', 'dst_resource=Service.shop.web', 'e'],
  ['filters=src_host_name=worker-2&match=bidirectional', 'eitherway(all(src_host_name=worker-2))', 'ab'],
  // What is there beside filters.
  ['timeRange=900', '', 'abcdef', { timeRange: { kind: 'relative', seconds: 900 } }],
  [
    'startTime=1700000000&endTime=1700000300',
    '',
    'abcdef',
    { timeRange: { kind: 'absolute', startS: 1_700_000_000, endS: 1_700_000_300 } },
  ],
  [
    'timeRange=60&startTime=1700000000&endTime=1700000300',
    '',
    'abcdef',
    { timeRange: { kind: 'relative', seconds: 60 } },
  ],
  ['recordType=flowLog', '', 'abcdef', { logType: 'flowLog' }],
  ['recordType=allConnections', '', 'abcdef', { logType: 'allConnections' }],
  ['recordType=newConnection', '', 'abcdef', { logType: 'allConnections' }],
  ['recordType=heartbeat', '', 'abcdef', { logType: 'allConnections' }],
  [
    'filters=id=d28db42bcd8aea8f&recordType=endConnection',
    'id=d28db42bcd8aea8f',
    'f',
    { logType: 'allConnections' },
  ],
  ['packetLoss=all', '', 'abcdef', { packetLoss: 'all' }],
  ['packetLoss=dropped', '', 'abcdef', { packetLoss: 'dropped' }],
  ['packetLoss=hasDrops', '', 'abcdef', { packetLoss: 'hasDrops' }],
  ['packetLoss=sent', '', 'abcdef', { packetLoss: 'sent' }],
  ['showDup=true', '', 'abcdef', { showDup: true }],
  ['showDup=false', '', 'abcdef', { showDup: false }],
  ['limit=1000', '', 'abcdef', { limit: 1000 }],
  ['limit=5', '', 'abcdef', { limit: 5 }],
  ['dataSource=prom', '', 'abcdef'],
  ['function=avg&type=DnsLatencyMs', '', 'abcdef'],
  [
    'filters=src_zone=eu-2&match=any&timeRange=3600&limit=100&recordType=allConnections&dataSource=loki' +
      '&packetLoss=hasDrops&showDup=true&function=last&type=Bytes',
    'any(src_zone=eu-2)',
    'b',
    {
      timeRange: { kind: 'relative', seconds: 3600 },
      limit: 100,
      logType: 'allConnections',
      packetLoss: 'hasDrops',
      showDup: true,
    },
  ],
];

const SAYS_NOTHING: Omit<UrlState, 'filter'> = {
  timeRange: { kind: 'relative', seconds: 300 },
  logType: undefined,
  off: [],
  limit: 100,
  sort: undefined,
  selection: undefined,
  panelTab: 'details',
  packetLoss: 'all',
  showDup: false,
};

describe('a link of NetObserv', () => {
  test('is here in every form', () => {
    expect(FILTERS.length + LINKS.length).toBeGreaterThan(160);
  });

  test.each(FILTERS)('with filters=%s means %s and shows %s', (filters, text, ids) => {
    const search = queryOf(`filters=${filters}&${REST}`);
    const { value } = readUrl(search, 'filter');
    expect([textOf(value), idsOf(value)]).toEqual([text, ids]);
    expect(urlProblems(search)).toEqual([]);
  });

  test.each(LINKS.map(([link, text, ids, rest]) => [link, text, ids, { ...SAYS_NOTHING, ...rest }] as const))(
    '?%s means %s and shows %s',
    (link, text, ids, rest) => {
      const search = queryOf(link);
      const said = urlStateOf(search);
      expect([textOf(said.filter), idsOf(said.filter)]).toEqual([text, ids]);
      expect(said).toEqual({ ...rest, filter: said.filter });
      expect(urlProblems(search)).toEqual([]);
    },
  );

  test.each([...FILTERS.map(([filters]) => `filters=${filters}&${REST}`), ...LINKS.map(([link]) => link)])(
    'shows the same after its filter is written again: %s',
    (link) => {
      const search = queryOf(link);
      const { value } = readUrl(search, 'filter');
      const again = readUrl(writeUrl(search, { filter: value }), 'filter');
      expect([textOf(again.value), again.problems]).toEqual([textOf(value), []]);
    },
  );

  test('may be encoded as browsers do, or as forms do', () => {
    const links = [
      '?filters=network_events%7E%22Denied%20by*%22',
      '?filters=network_events~%22Denied+by*%22',
    ];
    expect(links.map((link) => textOf(readUrl(link, 'filter').value))).toEqual(
      links.map(() => 'network_events="Denied by*"'),
    );
  });

  test('keeps what only NetObserv reads', () => {
    const search = '?dataSource=prom&function=avg&type=Bytes&refresh=15000&filters=src_port%3D80';
    expect(writeUrl(search, { limit: 5 })).toBe(`${search}&limit=5`);
  });
});
