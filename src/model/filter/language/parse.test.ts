import { describe, expect, test } from 'vitest';

import type { Filter, FilterValue } from '../filter.ts';
import { all, any, eitherWay, match, not, pattern } from '../filter.ts';
import { parseFilter } from './parse.ts';
import { textSearch } from './text-search.ts';

const a = match('src_name', '=', 'a');
const b = match('port', '>=', '1024');

const bothOf = (text: string): [string, Filter] => [text, all(a, b)];
const eitherOf = (text: string): [string, Filter] => [text, any(a, b)];
const between = (namespace: string, name: string): Filter =>
  eitherWay(all(match('src_namespace', '=', namespace), match('dst_name', '=', name)));
const text = (value: string): FilterValue => ({ kind: 'text', text: value });

describe('parseFilter', () => {
  test.each<[string, Filter]>([
    ['', all()],
    ['  \n', all()],
    ['src_name=a', a],
    ['  src_name = a  ', a],
    ['src_name=a port>=1024', all(a, b)],
    ['src_name=a\tport >= 1024', all(a, b)],
    ['namespace=a,b', match('namespace', '=', 'a', 'b')],
    ['namespace=a , b', match('namespace', '=', 'a', 'b')],
    ['namespace!="a","b c"', match('namespace', '!=', 'a', 'b c')],
    ['src_name=""', match('src_name', '=', '')],
    ['src_name="a\\"b\\\\c\\d"', match('src_name', '=', 'a"b\\c\\d')],
    ['src_name=C:\\dir', match('src_name', '=', 'C:\\dir')],
    ['src_name=a\\ b', match('src_name', '=', 'a b')],
    ['src_name=a=b', match('src_name', '=', 'a=b')],
    ['src_name=a\\*', match('src_name', '=', 'a*')],
    ['src_name="a\\*"', match('src_name', '=', 'a*')],
    ['src_name="a\\\\\\*"', match('src_name', '=', 'a\\*')],
    ['src_name=a*', { ...match('src_name', '='), values: [pattern('a*')] }],
    ['src_name="a*"', { ...match('src_name', '='), values: [pattern('a*')] }],
    ['src_name="a b,*\\"c",d', { ...match('src_name', '='), values: [pattern('a b,*"c'), pattern('d')] }],
    ['src_name~"a*"', { ...match('src_name', '~'), values: [pattern('a*')] }],
    ['"Odd *"!~x', match('Odd *', '!~', 'x')],
    ['"Odd \\*"!~x', match('Odd *', '!~', 'x')],
    ['src_address=::1', match('src_address', '=', '::1')],
    ['address=10.0.0.1-10.0.0.9', match('address', '=', '10.0.0.1-10.0.0.9')],
    ['protocol=tcp', match('protocol', '=', 'tcp')],
    ['bytes>10MB', match('bytes', '>', '10MB')],
    ['bytes.ab<=4KiB', match('bytes.ab', '<=', '4KiB')],
    ['SrcK8S_Zone~east', match('SrcK8S_Zone', '~', 'east')],
    ['"Odd field"!~x', match('Odd field', '!~', 'x')],
    ['any(src_name=a port>=1024)', any(a, b)],
    ['ANY ( src_name=a )', any(a)],
    ['any()', any()],
    ['all(src_name=a)', all(a)],
    ['not(src_name=a)', not(a)],
    ['not(src_name=a port>=1024)', not(all(a, b))],
    ['eitherway(src_name=a)', eitherWay(a)],
    ['eitherway()', eitherWay(all())],
    ['namespace=a <-> name=b', eitherWay(all(match('src_namespace', '=', 'a'), match('dst_name', '=', 'b')))],
    [
      'all(namespace=a port!=80)<->all(name=b)',
      eitherWay(
        all(match('src_namespace', '=', 'a'), match('src_port', '!=', '80'), match('dst_name', '=', 'b')),
      ),
    ],
    [
      '10.0.0.1 <-> fd00::/8 port>=1024',
      all(eitherWay(all(match('src_address', '=', '10.0.0.1'), match('dst_address', '=', 'fd00::/8'))), b),
    ],
    [
      'web-* <-> 50\\*',
      eitherWay(
        all({ ...match('src_name', '='), values: [pattern('web-*')] }, match('dst_name', '=', '50*')),
      ),
    ],
    [
      'not(web-1 <-> Pod.shop.db)',
      not(eitherWay(all(match('src_name', '=', 'web-1'), match('dst_resource', '=', 'Pod.shop.db')))),
    ],
    ['any(src_name=a all(port>=1024 src_name=a)) src_name=a', all(any(a, all(b, a)), a)],
    ...['src_name=a;port>=1024', ' ;src_name=a; port>=1024;', 'src_name=a and port>=1024'].map(bothOf),
    ...['src_name=a AND port>=1024', 'src_name=a&&port>=1024', 'src_name=a & port>=1024'].map(bothOf),
    ...['src_name=a or port>=1024', 'src_name=a||port>=1024', 'src_name=a | port>=1024'].map(eitherOf),
    ['src_name=a src_name=a or port>=1024', any(all(a, a), b)],
    ['(src_name=a or port>=1024) and src_name=a', all(any(a, b), a)],
    ['not src_name=a port>=1024', all(not(a), b)],
    ['not (src_name=a or port>=1024)', not(any(a, b))],
    ['not namespace=a <-> name=b', not(between('a', 'b'))],
    [
      '(namespace=a) (namespace=b)',
      all(all(match('namespace', '=', 'a')), all(match('namespace', '=', 'b'))),
    ],
    ...["src_name='a'", 'src_name=“a”', 'src_name=„a“', 'src_name=«a»', 'src_name=‘a’', '“src_name”="a"'].map(
      (text): [string, Filter] => [text, a],
    ),
    ["src_name='a b\\'c'", match('src_name', '=', "a b'c")],
    ["src_name=o'brien", match('src_name', '=', "o'brien")],
    ['bytes>10M', match('bytes', '>', '10M')],
    ['bytes > 10 MB port=80', all(match('bytes', '>', '10MB'), match('port', '=', '80'))],
    ['duration>=5 m', match('duration', '>=', '5m')],
    ['src_port=80 web', all(match('src_port', '=', '80'), textSearch(text('web')))],
    ['web-1', textSearch(text('web-1'))],
    ['"443"', textSearch(text('443'))],
    ["'web 1' or o'brien", any(textSearch(text('web 1')), textSearch(text("o'brien")))],
    ['web-*', textSearch(pattern('web-*'))],
    ['443', any(...['port', 'name', 'owner_name', 'namespace'].map((field) => match(field, '=', '443')))],
    ['70000', textSearch(text('70000'))],
    ['10.0.1.2', match('address', '=', '10.0.1.2')],
    ['10.0.0.0/8', match('address', '=', '10.0.0.0/8')],
    ['fd00::1', match('address', '=', 'fd00::1')],
    ['10.0.1.2:443', all(match('address', '=', '10.0.1.2'), match('port', '=', '443'))],
    ['[fd00::1]:443', all(match('address', '=', 'fd00::1'), match('port', '=', '443'))],
    ['0a:58:0a:80:00:01', match('mac', '~', '0a:58:0a:80:00:01')],
    ['Pod.shop.web', match('resource', '=', 'Pod.shop.web')],
  ])('reads %j', (text, filter) => {
    expect(parseFilter(text)).toEqual({ ok: true, value: filter });
  });

  test.each<[text: string, code: string, offset: number, found: string, suggestion?: string]>([
    ['src_prot=80', 'unknown-field', 0, 'src_prot', 'src_port'],
    ['port=80 nmae=x', 'unknown-field', 8, 'nmae', 'name'],
    ['qqqqqq=1', 'unknown-field', 0, 'qqqqqq'],
    ['any', 'unknown-field', 0, 'any', 'any('],
    ['port', 'missing-operator', 4, '', '='],
    ['port 80', 'missing-operator', 4, '', '='],
    ['any(port)', 'missing-operator', 8, '', '='],
    ['port==80', 'unknown-operator', 4, '==', '='],
    ['port:80', 'unknown-operator', 4, ':', '='],
    ['src_name=~a', 'unknown-operator', 8, '=~', '~'],
    ['port=>80', 'unknown-operator', 4, '=>', '>='],
    ['port<>80', 'unknown-operator', 4, '<>', '!='],
    ['port ! 80', 'unknown-operator', 5, '!', '!='],
    ['port><80', 'unknown-operator', 4, '><'],
    ['port=', 'missing-value', 5, ''],
    ['port=80,', 'missing-value', 8, ''],
    ['any(port=)', 'missing-value', 9, ''],
    ['port=,80', 'missing-value', 5, ''],
    ['src_name="a', 'unclosed-quote', 9, '"a'],
    ['"Odd', 'unclosed-quote', 0, '"Odd'],
    ['src_name=a"b"', 'unexpected-quote', 10, '"b"'],
    ['src_name="a"b', 'unexpected-character', 12, 'b'],
    ['src_name=a(b', 'unexpected-character', 10, '('],
    ['src_name=a\\**', 'star-in-pattern', 10, '\\**'],
    ['src_name="*a\\*"', 'star-in-pattern', 12, '\\*"'],
    ['name=a\\** <-> b', 'star-in-pattern', 6, '\\** <-> b'],
    ['port="80*"', 'pattern-not-allowed', 5, '"80*"'],
    ['any(port=80', 'unclosed-group', 3, '(', ')'],
    ['port=80)', 'unexpected-character', 7, ')'],
    ['=80', 'unexpected-character', 0, '='],
    ['src_name>5', 'operator-not-allowed', 8, '>', '='],
    ['port ~ 80', 'operator-not-allowed', 5, '~', '='],
    ['resource~a', 'operator-not-allowed', 8, '~', '='],
    ['port=80,htps', 'not-a-port', 8, 'htps', 'https'],
    ['port=70000', 'not-a-port', 5, '70000'],
    ['protocol=TPC', 'not-a-protocol', 9, 'TPC', 'TCP'],
    ['port=80*', 'pattern-not-allowed', 5, '80*'],
    ['port>""', 'missing-number', 5, '""'],
    ['bytes>lots', 'not-a-number', 6, 'lots'],
    ['bytes>5m', 'not-a-number', 6, '5m', '5M'],
    ['bytes>5d', 'not-a-number', 6, '5d'],
    ['packets>5MB', 'not-a-number', 8, '5MB'],
    ['status=failed', 'not-one-of', 7, 'failed'],
    ['status=opne', 'not-one-of', 7, 'opne', 'open'],
    ['type=flow', 'not-one-of', 5, 'flow'],
    ['tcp_flags=SYN,SIN', 'not-one-of', 14, 'SIN', 'FIN'],
    ['Duplicate=yes', 'not-one-of', 10, 'yes'],
    ['node_direction=up', 'unknown-name', 15, 'up'],
    ['src_namespace=ns-1,dst_port=80', 'condition-as-value', 18, ',', ' '],
    ['src_namespace=dst_port=80', 'condition-as-value', 14, 'dst_port='],
    ['dst_port=80 or 443', 'value-after-or', 11, ' or ', ','],
    ['src_name=a|b', 'value-after-or', 10, '|', ','],
    ['port=80 and', 'missing-condition', 7, ' and'],
    ['port=80 or', 'missing-condition', 7, ' or'],
    ['(port=80 or) web', 'missing-condition', 8, ' or'],
    ['or port=80', 'missing-condition', 0, 'or '],
    ['port=80 and or port=81', 'missing-condition', 12, 'or'],
    ['web-1,web-2', 'unexpected-character', 5, ',', ' or '],
    ['src_namespace=‘ns-1', 'unclosed-quote', 14, '‘ns-1'],
    ["src_namespace='it's'", 'unexpected-character', 18, 's'],
    ['src-port=80', 'unknown-field', 0, 'src-port', 'src_port'],
    ['src_prt:80', 'unknown-field', 0, 'src_prt', 'src_port'],
    ['""', 'missing-value', 0, '""'],
    ['"', 'unclosed-quote', 0, '"'],
    ['dscp=EFF', 'unknown-name', 5, 'EFF', 'EF'],
    ['address=10.0.0', 'not-an-address', 8, '10.0.0'],
    ['address=10.0.0.0/99', 'not-an-address', 8, '10.0.0.0/99'],
    ['namespace=a <->', 'missing-peer', 15, ''],
    ['any(namespace=a <-> )', 'missing-peer', 20, ''],
    ['src_namespace=a <-> namespace=b', 'not-a-peer', 0, 'src_namespace=a'],
    ['name=a <-> protocol=TCP', 'not-a-peer', 11, 'protocol=TCP'],
    ['name=a <-> not(name=b)', 'not-a-peer', 11, 'not(name=b)'],
    ['name=a <-> all()', 'not-a-peer', 11, 'all()'],
    ['name=a <-> nmae=b', 'unknown-field', 11, 'nmae', 'name'],
    ['name=a <-> port=htps', 'not-a-port', 16, 'htps', 'https'],
    ['<-> name=a', 'unexpected-character', 0, '<'],
    ['name=a <-> b <-> c', 'unexpected-character', 13, '<'],
    ['resource=Pod.a', 'incomplete-resource', 9, 'Pod.a'],
  ])('refuses %j: %s', (text, ...[code, offset, found, suggestion]) => {
    expect(parseFilter(text)).toMatchObject({
      ok: false,
      error: { code, offset, found, length: found.length, suggestion },
    });
  });

  test('names the field of the condition that is wrong', () => {
    expect(parseFilter('port=80 src_name>5')).toMatchObject({ error: { field: 'src_name' } });
  });

  test('refuses groups that are nested too deep', () => {
    const nested = (depth: number) => `${'not('.repeat(depth)}port=80${')'.repeat(depth)}`;
    expect(parseFilter(nested(50)).ok).toBe(true);
    expect(parseFilter(nested(51))).toMatchObject({ error: { code: 'too-deep' } });
    expect(parseFilter('not('.repeat(100_000))).toMatchObject({ error: { code: 'too-deep' } });
  });

  test('refuses more texts without a field than anybody looks for', () => {
    expect(parseFilter('web or '.repeat(100).slice(0, -4)).ok).toBe(true);
    expect(parseFilter('10.0.0.1 "web" '.repeat(51))).toMatchObject({
      error: { code: 'too-many-texts', offset: 750, found: '10.0.0.1' },
    });
  });

  test('takes time in proportion to the text', () => {
    const long = Array.from({ length: 20_000 }, (_, index) => `src_name="value ${index}"`).join(' ');
    expect(parseFilter(long).ok).toBe(true);
    expect(parseFilter('"'.repeat(50_001)).ok).toBe(false);
  });
});
