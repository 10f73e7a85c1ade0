import { describe, expect, test } from 'vitest';

import type { Filter } from '../filter.ts';
import { all, any, eitherWay, EVERYTHING, match, pattern } from '../filter.ts';
import { parseFilter } from '../language/parse.ts';
import type { UrlFilters } from './url-filters.ts';
import { readUrlFilters, writeUrlFilters } from './url-filters.ts';

/** The filter that a text means. */
function meaning(text: string): Filter {
  const result = parseFilter(text);
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

describe('readUrlFilters', () => {
  test.each<[string, string]>([
    ['src_namespace=netobserv', 'src_namespace=netobserv'],
    ['src_namespace="netobserv"', 'src_namespace=netobserv'],
    ['src_namespace=a,b', 'src_namespace=a,b'],
    ['src_namespace="a","b"', 'src_namespace=a,b'],
    ['src_namespace="a",b*', 'src_namespace="a",b*'],
    ['src_namespace=""', 'src_namespace=""'],
    ['src_namespace!=""', 'src_namespace!=""'],
    ['src_namespace="",a', 'src_namespace="",a'],
    ['src_namespace!=a', 'src_namespace!=a'],
    ['src_name~web', 'src_name~web'],
    ['src_name!~web', 'src_name!~web'],
    ['src_name~"web"', 'src_name=web'],
    ['src_name!~"web"', 'src_name!=web'],
    ['src_name~web*1', 'src_name~web*1'],
    ['src_name~"web",db', 'any(src_name=web src_name~db)'],
    ['src_name!~"web",db', 'all(src_name!=web src_name!~db)'],
    ['src_name~""', 'src_name~""'],
    ['src_name=*', 'src_name=*'],
    ['src_name="a*"', 'src_name="a*"'],
    ['src_name="a,b"', 'src_name="a,b"'],
    ['src_name="a;b"', 'src_name="a;b"'],
    ['src_name=a b', 'src_name="a b"'],
    ['src_name=a=b', 'src_name="a=b"'],
    ['name=db', 'name=db'],
    ['namespace="a"', 'namespace=a'],
    ['namespace!=a', 'namespace!=a'],
    ['kind=Pod,Deployment', 'kind=Pod,Deployment'],
    ['src_kind="Deployment"', 'src_kind=Deployment'],
    ['dst_kind~Service', 'dst_kind~Service'],
    ['owner_name=web', 'owner_name=web'],
    ['resource=Pod.shop.web-1', 'resource=Pod.shop.web-1'],
    ['src_resource="Deployment.shop.web"', 'src_resource=Deployment.shop.web'],
    ['resource=Node.n1', 'resource=Node.n1'],
    ['address=10.0.0.1', 'address=10.0.0.1'],
    ['src_address=10.0.0.0/8', 'src_address=10.0.0.0/8'],
    ['src_address=10.0.0.1-10.0.0.9', 'src_address=10.0.0.1-10.0.0.9'],
    ['dst_address!=fd00::1', 'dst_address!=fd00::1'],
    ['dst_address~10.0.0.0/8', 'dst_address=10.0.0.0/8'],
    ['dst_address!~10.0.0.1', 'dst_address!=10.0.0.1'],
    ['dst_address~10.0', 'dst_address~10.0'],
    ['port=443', 'port=443'],
    ['dst_port=https', 'dst_port=443'],
    ['dst_port="443"', 'dst_port=443'],
    ['dst_port>=1024', 'dst_port>=1024'],
    ['dst_port~443', 'dst_port=443'],
    ['dst_port!~443', 'dst_port!=443'],
    ['dst_port=""', 'dst_port=""'],
    ['port=80,443', 'port=80,443'],
    ['mac=0A:58:0A:80:00:01', 'mac=0A:58:0A:80:00:01'],
    ['host_name=worker-1', 'host_name=worker-1'],
    ['src_host_address=192.168.0.1', 'src_host_address=192.168.0.1'],
    ['zone=us-east-1a', 'zone=us-east-1a'],
    ['src_subnet_label="",EXT:', 'src_subnet_label="",EXT:'],
    ['network=default', 'network=default'],
    ['protocol=6', 'protocol=6'],
    ['protocol=TCP', 'protocol=6'],
    ['protocol=tcp,UDP', 'protocol=6,17'],
    ['dscp=EF', 'dscp=46'],
    ['icmp_type>=8', 'icmp_type>=8'],
    ['tcp_flags=RST', 'tcp_flags=RST'],
    ['node_direction=Inner', 'node_direction=2'],
    ['node_direction=0', 'node_direction=0'],
    ['ifdirections=egress', 'ifdirections=1'],
    ['flow_layer~app', 'flow_layer~app'],
    ['interfaces=eth0', 'interfaces=eth0'],
    ['id=d28db42bcd8aea8f', 'id=d28db42bcd8aea8f'],
    ['pkt_drop_cause="SKB_DROP_REASON_NO_SOCKET"', 'pkt_drop_cause=SKB_DROP_REASON_NO_SOCKET'],
    ['dns_id!~0', 'dns_id!=0'],
    ['dns_id>=1', 'dns_id>=1'],
    ['dns_latency>=100', 'dns_latency>=100'],
    ['dns_flag_response_code=2', 'dns_flag_response_code=ServFail'],
    ['dns_flag_response_code!="NoError,NXDomain"', 'dns_flag_response_code!=NoError,NXDomain'],
    ['dns_flag_response_code="NXDomain"', 'dns_flag_response_code=NXDomain'],
    ['time_flow_rtt>=1000000', 'time_flow_rtt>=1000000'],
    ['network_events~Allowed by', 'network_events~"Allowed by"'],
    ['xlat_src_address=10.0.0.1', 'xlat_src_address=10.0.0.1'],
    ['xlat_dst_port=http', 'xlat_dst_port=80'],
    ['ipsec_status=success', 'ipsec_status=success'],
    ['tls_version=TLS 1.2', 'tls_version="TLS 1.2"'],
    ['type=endConnection', 'type=endConnection'],
    ['dst_port<1024', 'dst_port<1024'],
  ])('reads %s', (filters, text) => {
    expect(readUrlFilters({ filters })).toEqual({ filter: all(meaning(text)), problems: [] });
  });

  const a = match('src_namespace', '=', 'a');
  const b = match('dst_port', '=', '443');
  const filters = 'src_namespace=a;dst_port=443';

  test.each<[string, UrlFilters, Filter]>([
    ['all by default', { filters }, all(a, b)],
    ['all', { filters, match: 'all' }, all(a, b)],
    ['any', { filters, match: 'any' }, any(a, b)],
    ['bidirectional', { filters, match: 'bidirectional' }, eitherWay(all(a, b))],
    ['legacy bnf', { filters, bnf: 'true' }, eitherWay(all(a, b))],
    ['legacy bnf that is off', { filters, bnf: 'false' }, all(a, b)],
    ['match before bnf', { filters, match: 'any', bnf: 'true' }, any(a, b)],
    ['no filters whatever the match', { filters: '', match: 'any' }, EVERYTHING],
    ['no filters either way', { filters: '', match: 'bidirectional' }, EVERYTHING],
    ['nothing at all', {}, EVERYTHING],
    ['empty items', { filters: ';src_namespace=a;;dst_port=443;' }, all(a, b)],
    ['spaces around items', { filters: ' src_namespace=a; dst_port=443' }, all(a, b)],
    ['the same filter twice', { filters: 'src_namespace=a;src_namespace=a' }, all(a, a)],
  ])('joins by %s', (_name, parameters, filter) => {
    expect(readUrlFilters(parameters)).toEqual({ filter, problems: [] });
  });

  test('reads a link of the Network Health page', () => {
    const link = { filters: 'src_owner_name="x";src_namespace="ns";src_kind="Deployment"', bnf: 'true' };
    expect(readUrlFilters(link)).toEqual({
      filter: eitherWay(meaning('src_owner_name=x src_namespace=ns src_kind=Deployment')),
      problems: [],
    });
  });

  test.each<[item: string, code: string, suggestion?: string]>([
    ['src_namespaces=a', 'unknown-filter', 'src_namespace'],
    ['reporter=1', 'unknown-filter'],
    ['src_namespace', 'malformed'],
    ['=a', 'malformed'],
    ['src_namespace=', 'missing-value'],
    ['src_port=', 'missing-value'],
    ['src_namespace=a,', 'missing-value'],
    ['src_name="a', 'unclosed-quote'],
    ['src_name="', 'unclosed-quote'],
    ['port=htps', 'not-a-port', 'https'],
    ['protocol=TPC', 'not-a-protocol', 'TCP'],
    ['src_address=10.0', 'not-an-address'],
    ['src_name>=5', 'operator-not-allowed', '='],
    ['resource=Pod.a', 'incomplete-resource'],
    ['dst_port=80*', 'pattern-not-allowed'],
  ])('names the item %s as a problem (%s) and reads the rest', (item, code, suggestion) => {
    const problem = { item, code, ...(suggestion === undefined ? {} : { suggestion }) };
    expect(readUrlFilters({ filters: `src_namespace=a;${item};dst_port=443` })).toEqual({
      filter: all(a, b),
      problems: [problem],
    });
  });

  test('passes every record when no item works', () => {
    expect(readUrlFilters({ filters: 'x=1', match: 'any' }).filter).toEqual(EVERYTHING);
  });

  test('names a match that it does not know, and takes all', () => {
    expect(readUrlFilters({ filters, match: 'bidirectionnal' })).toEqual({
      filter: all(a, b),
      problems: [{ item: 'match=bidirectionnal', code: 'unknown-match', suggestion: 'bidirectional' }],
    });
    expect(readUrlFilters({ filters, match: 'constructor' }).problems).toHaveLength(1);
  });
});

describe('writeUrlFilters', () => {
  test.each<[string, string, string]>([
    ['', '', 'all'],
    ['src_namespace=a', 'src_namespace=a', 'all'],
    ['src_namespace=a dst_port=https', 'src_namespace=a;dst_port=443', 'all'],
    ['any(src_namespace=a dst_port!=443)', 'src_namespace=a;dst_port!=443', 'any'],
    ['eitherway(src_namespace=a protocol=TCP)', 'src_namespace=a;protocol=6', 'bidirectional'],
    ['eitherway(src_namespace=a)', 'src_namespace=a', 'bidirectional'],
    ['eitherway()', '', 'all'],
    ['src_name=a*,"",b', 'src_name=a*,"",b', 'all'],
    ['src_name="a*"', 'src_name="a*"', 'all'],
    ['src_name~web src_name!~db dns_latency>=5', 'src_name~web;src_name!~db;dns_latency>=5', 'all'],
    ['src_name~web*1', 'src_name~web*1', 'all'],
    ['tls_version="TLS 1.2"', 'tls_version=TLS 1.2', 'all'],
  ])('writes %j', (text, filters, mode) => {
    expect(writeUrlFilters(meaning(text))).toEqual({ filters, match: mode });
  });

  test.each([
    'any()',
    'not(src_namespace=a)',
    'src_namespace=a any(dst_port=80 dst_port=443)',
    'eitherway(any(src_namespace=a dst_port=80))',
    'dst_port<1024',
    'dst_port>1024',
    'src_name="a;b"',
    'src_name="a,b"',
    'src_name="a=b"',
    'src_name="a~b"',
    'src_name="a\\"b"',
    'src_name~"a*"',
    'src_address~10.0.0.1',
    'status=open',
    'SrcK8S_Name=a',
    '"Odd field"=a',
  ])('leaves %j to our own grammar', (text) => {
    expect(writeUrlFilters(meaning(text))).toBeUndefined();
  });

  test('leaves what is not valid to our own grammar', () => {
    expect(writeUrlFilters(match('dst_port', '=', 'x'))).toBeUndefined();
    expect(writeUrlFilters({ ...match('dst_name', '='), values: [] })).toBeUndefined();
    expect(writeUrlFilters({ ...match('dst_port', '='), values: [pattern('8*')] })).toBeUndefined();
  });
});
