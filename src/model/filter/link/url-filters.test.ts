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
  // Whole links, and what each means: src/state/url/netobserv-links.test.ts.
  test.each<[string, string]>([
    ['src_namespace="a",b*', 'src_namespace="a",b*'],
    ['src_name=*', 'src_name=*'],
    ['src_name="a*"', 'src_name=a*'],
    ['src_name~"*-registry"', 'src_name=*-registry'],
    ['src_name~"*-registry",web*', 'any(src_name=*-registry src_name~web*)'],
    ['src_name="a\\*"', 'src_name=a\\\\*'],
    ['src_name~""', 'src_name~""'],
    ['type=endConnection', 'type=endConnection'],
    ['dst_port<1024', 'dst_port<1024'],
  ])('reads %s', (filters, text) => {
    expect(readUrlFilters({ filters })).toEqual({ filter: all(meaning(text)), problems: [] });
  });

  test.each<[what: string, item: string, text: string]>([
    ['a label', 'src_namespace!=a', 'src_namespace!=a'],
    ['a label, in part', 'owner_name!~a', 'owner_name!~a'],
    ['a label, and that it is set', 'zone!="",a', 'zone!="",a'],
    ['what is no label', 'src_name!=a,b', 'src_name!=a,b,""'],
    ['what is no label, in part', 'src_name!~a', 'src_name!~a,""'],
    ['what is no label, exactly and in part', 'src_name!~"a",b', 'all(src_name!=a,"" src_name!~b,"")'],
    ['what is no label, and that it is set', 'src_name!="",a', 'src_name!="",a'],
    ['that something is set', 'src_name!=""', 'src_name!=""'],
    ['a pattern in quotes', 'src_name!~"a*"', 'src_name!=a*,""'],
    ['a kind by a pattern in quotes', 'src_kind!="Po*"', 'src_kind!=Po*,""'],
    ['a label by a pattern in quotes', 'zone!="eu-*"', 'zone!=eu-*'],
    ['a number', 'dns_id!~0', 'dns_id!=0,""'],
    ['an address', 'dst_address!~10.0.0.1', 'dst_address!=10.0.0.1,""'],
    ['a part of an address', 'dst_address!~10.0', 'dst_address!~10.0,""'],
    ['either end', 'port!=80', 'port!=80,""'],
    ['either end, by a label', 'namespace!=a', 'namespace!=a'],
    ['a translated port', 'xlat_dst_port!=http', 'xlat_dst_port!=80,""'],
    ['a kind of resource, which is a label', 'src_kind!=Pod,node', 'src_kind!=Pod,Node'],
    ['a kind of owner, which is none', 'src_kind!=Deployment', 'src_kind!=Deployment,""'],
    ['both kinds', 'kind!=Pod,Job', 'kind!=Pod,Job,""'],
    ['a part of a kind', 'src_kind!~Daemon', 'src_kind!~Daemon,""'],
    ['that there is a kind', 'src_kind!=""', 'src_kind!=""'],
    ['a resource, some of whose parts are labels', 'resource!=Pod.a.b', 'resource!=Pod.a.b'],
    ['a filter that NetObserv does not have', 'bytes!=5', 'bytes!=5,""'],
  ])('takes the negation of %s as NetObserv does', (_what, item, text) => {
    expect(readUrlFilters({ filters: item })).toEqual({ filter: all(meaning(text)), problems: [] });
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
    ['dst_port="80*"', 'pattern-not-allowed'],
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
    ['any(src_namespace!=a dst_port!=443,"")', 'src_namespace!=a;dst_port!=443', 'any'],
    ['src_name!="" src_name!=a,"",b src_name!~"",a', 'src_name!="";src_name!=a,"",b;src_name!~"",a', 'all'],
    ['src_name!=a,"","" src_kind!=Pod,""', 'src_name!=a,"","";src_kind!=Pod,""', 'all'],
    ['kind!=Pod kind!=Job,"" resource!=Pod.a.b', 'kind!=Pod;kind!=Job;resource!=Pod.a.b', 'all'],
    ['eitherway(src_namespace=a protocol=TCP)', 'src_namespace=a;protocol=6', 'bidirectional'],
    ['eitherway(src_namespace=a)', 'src_namespace=a', 'bidirectional'],
    ['eitherway()', '', 'all'],
    ['src_name=a*,"",b', 'src_name=a*,"",b', 'all'],
    ['src_name="a*"', 'src_name=a*', 'all'],
    ['src_name~web src_name!~db,"" dns_latency>=5', 'src_name~web;src_name!~db;dns_latency>=5', 'all'],
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
    'dst_port!=443',
    'port!=443',
    'src_name!~a',
    'kind!=Job',
    'bytes!=5,""',
    'src_name="a;b"',
    'src_name="a,b"',
    'src_name="a=b"',
    'src_name="a~b"',
    'src_name="a\\"b"',
    'src_name=a\\*',
    'src_name~"a\\*"',
    'src_name!=a\\*,""',
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
