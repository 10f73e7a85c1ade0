import { describe, expect, test } from 'vitest';

import type { Filter, FilterValue } from '../filter.ts';
import { all, any, eitherWay, match, not, pattern } from '../filter.ts';
import { printFilter } from './print.ts';

const name = (value: FilterValue): Filter => ({ kind: 'match', field: 'src_name', op: '=', values: [value] });
const a = match('src_name', '=', 'a');
const b = match('port', '>=', '1024');

describe('printFilter', () => {
  test.each<[string, Filter, string]>([
    ['writes plain values bare', a, 'src_name=a'],
    ['joins alternatives by a comma', match('namespace', '!=', 'a', 'b'), 'namespace!=a,b'],
    ['writes addresses bare', match('address', '=', '10.0.0.0/8', 'fd00::1'), 'address=10.0.0.0/8,fd00::1'],
    ['writes what is not set as empty quotes', match('src_name', '=', ''), 'src_name=""'],
    ['quotes a space', match('src_name', '=', 'a b'), 'src_name="a b"'],
    ['escapes a quote in a value', match('src_name', '=', 'a"b'), 'src_name="a\\"b"'],
    ['escapes a backslash in a value', match('src_name', '=', 'a\\b'), 'src_name="a\\\\b"'],
    ['marks a star that is no wildcard', match('src_name', '=', 'a*'), 'src_name=a\\*'],
    ['marks it in quotes, too', match('src_name', '=', 'a *', '\\*'), 'src_name="a \\*","\\\\\\*"'],
    ['writes a pattern bare', name(pattern('a*b')), 'src_name=a*b'],
    ['quotes a pattern that would end early', name(pattern('a b,c*')), 'src_name="a b,c*"'],
    ['escapes a quote in a pattern', name(pattern('*"\\')), 'src_name="*\\"\\\\"'],
    ['puts conditions side by side', all(a, b), 'src_name=a port>=1024'],
    ['writes no condition as nothing', all(), ''],
    ['tells a group of one from its condition', all(a), 'all(src_name=a)'],
    ['brackets nested groups', any(a, all(b, a), all()), 'any(src_name=a all(port>=1024 src_name=a) all())'],
    ['negates a group', not(all(a, b)), 'not(src_name=a port>=1024)'],
    ['negates a condition', not(b), 'not(port>=1024)'],
    ['writes either way', eitherWay(all(a, b)), 'eitherway(src_name=a port>=1024)'],
    [
      'writes both directions between two peers as such',
      eitherWay(
        all(match('src_namespace', '=', 'a'), match('src_port', '=', '80'), match('dst_name', '=', 'b')),
      ),
      'all(namespace=a port=80) <-> name=b',
    ],
    [
      'writes what is no pair of peers as either way',
      eitherWay(all(match('dst_name', '=', 'b'), match('src_namespace', '=', 'a'))),
      'eitherway(dst_name=b src_namespace=a)',
    ],
    ['keeps known record fields as they are', match('SrcAddr', '=', '::1'), 'SrcAddr=::1'],
    ['marks a star in the name of a field', match('Odd*', '=', 'x'), '"Odd\\*"=x'],
    ['quotes fields that are not known', match('Odd "field"', '=', 'x'), '"Odd \\"field\\""=x'],
    [
      'writes no value at all as what it means',
      any(match('port', '='), match('port', '!=')),
      'any(any() all())',
    ],
  ])('%s', (_name, filter, text) => {
    expect(printFilter(filter)).toBe(text);
  });
});
