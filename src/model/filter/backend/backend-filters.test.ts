import { describe, expect, test } from 'vitest';

import { MAX_BACKEND_CONDITIONS, parseBackendFilters, printBackendFilters } from './backend-filters.ts';
import type { Filter } from '../filter.ts';
import { all, any, EVERYTHING, match, not, pattern } from '../filter.ts';
import { lowerFilter } from '../lowering/lower.ts';
import { parseFilter } from '../language/parse.ts';

function printed(text: string): string {
  const parsed = parseFilter(text);
  const lowered = parsed.ok ? lowerFilter(parsed.value) : parsed;
  const result = lowered.ok ? printBackendFilters(lowered.value) : lowered;
  if (!result.ok) {
    throw result.error;
  }
  return result.value;
}

describe('printBackendFilters', () => {
  test.each<[string, string]>([
    ['', ''],
    ['any(all() src_name=a)', ''],
    ['any()', '_HashId=""&_HashId!=""'],
    ['not(all())', '_HashId=""&_HashId!=""'],
    ['src_name=a dst_port=443', 'SrcK8S_Name=a&DstPort=443'],
    ['any(src_name=a dst_port=443)', 'SrcK8S_Name=a|DstPort=443'],
    ['src_namespace!=a,b', 'SrcK8S_Namespace!=a,b'],
    ['src_name~web', 'SrcK8S_Name~web'],
    ['src_name=web-*', 'SrcK8S_Name=web-*'],
    ['src_name=""', 'SrcK8S_Name=""'],
    ['src_name="a*"', 'SrcK8S_Name=a*'],
    ['src_name="a\\*"', 'SrcK8S_Name=a\\*'],
    ['src_name=a\\ \\*', 'SrcK8S_Name="a \\*"'],
    ['"Odd*"=x', '"Odd\\*"=x'],
    ['src_name="a&b|c,d \\"e\\""', 'SrcK8S_Name="a&b|c,d \\"e\\""'],
    ['src_name~"a b"', 'SrcK8S_Name~a\\ b'],
    ['src_name~"\\"a\\*"', 'SrcK8S_Name~\\"a\\*'],
    ['src_name~"a*"', 'SrcK8S_Name~a*'],
    ['src_name="a b*"', 'SrcK8S_Name="a b*"'],
    ['src_name~"a b*"', 'SrcK8S_Name~a\\ b*'],
    ['src_address=10.0.0.0/8', 'SrcAddr=10.0.0.0/8'],
    ['namespace=a name=b', 'SrcK8S_Namespace=a&SrcK8S_Name=b|DstK8S_Namespace=a&DstK8S_Name=b'],
    ['port!=80', 'SrcPort!=80&DstPort!=80'],
    ['not(src_name=a dst_name~b)', 'SrcK8S_Name!=a|DstK8S_Name!~b'],
    ['not(bytes>5)', '!Bytes>5'],
    ['src_resource!=Node.n1', 'SrcK8S_Type!=Node|SrcK8S_Name!=n1'],
    ['"Odd field"=x', '"Odd field"=x'],
    ['"Port"=80', '"Port"=80'],
    ['any(src_name=a src_name=a)', 'SrcK8S_Name=a'],
    [
      'eitherway(src_name=test dst_port=443 protocol=6)',
      'SrcK8S_Name=test&DstPort=443&Proto=6|DstK8S_Name=test&SrcPort=443&Proto=6',
    ],
  ])('writes %j as %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test('says the same thing once, however often the filter does', () => {
    const either = any(match('SrcPort', '=', '1'), match('DstPort', '=', '2'));
    const repeated = all(...Array.from({ length: 60 }, () => either));
    expect(printBackendFilters(repeated)).toEqual({ ok: true, value: 'SrcPort=1|DstPort=2' });
  });

  test('gives up before the number of alternatives explodes', () => {
    const either = (port: string) => any(match('SrcPort', '=', port), match('DstPort', '=', port));
    const large = all(...Array.from({ length: 60 }, (_, port) => either(String(port))));
    expect(printBackendFilters(large)).toMatchObject({
      ok: false,
      error: { code: 'filter-too-large', limit: MAX_BACKEND_CONDITIONS },
    });
  });
});

describe('parseBackendFilters', () => {
  const star = (field: string, text: string): Filter => ({ ...match(field, '='), values: [pattern(text)] });

  test.each<[string, Filter]>([
    ['', EVERYTHING],
    ['  ', EVERYTHING],
    ['SrcK8S_Name=a', match('SrcK8S_Name', '=', 'a')],
    ['SrcK8S_Name="a"', match('SrcK8S_Name', '=', 'a')],
    ['SrcK8S_Name=""', match('SrcK8S_Name', '=', '')],
    [
      'SrcK8S_Name=a,"",b*',
      { ...match('SrcK8S_Name', '='), values: [pattern('a'), pattern(''), pattern('b*')] },
    ],
    ['SrcK8S_Name~web', match('SrcK8S_Name', '~', 'web')],
    ['SrcK8S_Name~"web"', match('SrcK8S_Name', '=', 'web')],
    ['SrcK8S_Name~"web",db', any(match('SrcK8S_Name', '=', 'web'), match('SrcK8S_Name', '~', 'db'))],
    ['SrcK8S_Name!~"web",db', all(match('SrcK8S_Name', '!=', 'web'), match('SrcK8S_Name', '!~', 'db'))],
    ['SrcK8S_Name=my-*', star('SrcK8S_Name', 'my-*')],
    ['SrcK8S_Name="my-*"', star('SrcK8S_Name', 'my-*')],
    ['SrcK8S_Name="my-\\*"', match('SrcK8S_Name', '=', 'my-*')],
    ['SrcK8S_Name=my-\\*', match('SrcK8S_Name', '=', 'my-*')],
    ['SrcK8S_Name~"*-db"', star('SrcK8S_Name', '*-db')],
    ['SrcK8S_Name!~"*-db"', { ...match('SrcK8S_Name', '!='), values: [pattern('*-db')] }],
    ['SrcK8S_Name~"\\*"', match('SrcK8S_Name', '=', '*')],
    ['SrcK8S_Name~\\*', match('SrcK8S_Name', '~', '*')],
    ['SrcK8S_Name~my-*', { ...match('SrcK8S_Name', '~'), values: [pattern('my-*')] }],
    ['"Odd*"=x', match('Odd*', '=', 'x')],
    ['SrcK8S_Name=a=b', match('SrcK8S_Name', '=', 'a=b')],
    ['Proto=6&DstPort=443,80', all(match('Proto', '=', '6'), match('DstPort', '=', '443', '80'))],
    ['Proto="6"', match('Proto', '=', '6')],
    ['Proto=TCP', match('Proto', '=', '6')],
    ['DnsId!~0', match('DnsId', '!=', '0')],
    ['DnsLatencyMs>=10', match('DnsLatencyMs', '>=', '10')],
    ['!Bytes>5', not(match('Bytes', '>', '5'))],
    ['Port=443', any(match('SrcPort', '=', '443'), match('DstPort', '=', '443'))],
    ['K8S_Namespace!=a', all(match('SrcK8S_Namespace', '!=', 'a'), match('DstK8S_Namespace', '!=', 'a'))],
    ['"Port"=443', match('Port', '=', '443')],
    ['Whatever=x', match('Whatever', '=', 'x')],
    ['SrcK8S_Name="a|b&c"|Proto=6', any(match('SrcK8S_Name', '=', 'a|b&c'), match('Proto', '=', '6'))],
    [
      'SrcK8S_Name=test&DstPort=443|DstK8S_Name=test&SrcPort=443',
      any(
        all(match('SrcK8S_Name', '=', 'test'), match('DstPort', '=', '443')),
        all(match('DstK8S_Name', '=', 'test'), match('SrcPort', '=', '443')),
      ),
    ],
    ['SrcAddr=10.0.0.0/8,::1', match('SrcAddr', '=', '10.0.0.0/8', '::1')],
    ['SrcSubnetLabel="",EXT:', match('SrcSubnetLabel', '=', '', 'EXT:')],
  ])('reads %j', (text, filter) => {
    expect(parseBackendFilters(text)).toEqual({ ok: true, value: filter });
  });

  test.each<[string, string, number]>([
    ['SrcK8S_Name', 'missing-operator', 11],
    ['SrcK8S_Name a', 'missing-operator', 11],
    ['SrcK8S_Name=', 'missing-value', 12],
    ['SrcK8S_Name=a,', 'missing-value', 14],
    ['SrcK8S_Name=a,&Proto=6', 'missing-value', 14],
    ['SrcK8S_Name=a|', 'missing-condition', 14],
    ['SrcK8S_Name=a&', 'missing-condition', 14],
    ['&SrcK8S_Name=a', 'missing-condition', 0],
    ['a=1||b=2', 'missing-condition', 4],
    ['=a', 'missing-field', 0],
    ['SrcK8S_Name="a', 'unclosed-quote', 12],
    ['"Odd=1', 'unclosed-quote', 0],
    ['SrcK8S_Name=a"b', 'unexpected-quote', 13],
    ['SrcK8S_Name="a"b', 'unexpected-character', 15],
    ['SrcK8S_Name=a\\**', 'star-in-pattern', 13],
    ['SrcK8S_Name="*a\\*"', 'star-in-pattern', 15],
    ['DstPort=abc', 'not-a-port', 8],
    ['Proto=6&DstPort=abc', 'not-a-port', 16],
    ['Bytes=1*', 'pattern-not-allowed', 6],
    ['Bytes="1*"', 'pattern-not-allowed', 6],
    ['SrcAddr=abc', 'not-an-address', 8],
    ['SrcK8S_Name>=5', 'operator-not-allowed', 11],
    ['Bytes>=""', 'missing-number', 7],
  ])('refuses %j: %s at %d', (text, code, offset) => {
    expect(parseBackendFilters(text)).toMatchObject({ ok: false, error: { code, offset } });
  });
});
