import { describe, expect, test } from 'vitest';

import { all } from '../filter.ts';
import { printFilter } from '../language/print.ts';
import { readQuickFilter } from './quick-filter.ts';

describe('readQuickFilter', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a part of a name', { flow_layer: 'app' }, 'all(flow_layer~app)'],
    ['several conditions', { src_kind: 'Pod', dst_kind: 'Pod' }, 'src_kind~Pod dst_kind~Pod'],
    ['a negation', { 'dns_id!': '0' }, 'all(dns_id!=0,"")'],
    ['a negation of a label of Loki', { 'flow_layer!': 'infra' }, 'all(flow_layer!~infra)'],
    ['at least', { 'dst_port>': '1024' }, 'all(dst_port>=1024)'],
    ['what is not set, or a part', { src_subnet_label: '"",EXT:' }, 'all(src_subnet_label~"",EXT:)'],
    ['a pattern of a whole name', { src_name: '"web-*"' }, 'all(src_name=web-*)'],
    ['names of numbers', { protocol: 'TCP,udp' }, 'all(protocol=6,17)'],
  ])('reads %s', (_name, filter, text) => {
    const { quickFilter, problems } = readQuickFilter({ name: 'Some', filter });
    expect(printFilter(all(...quickFilter.conditions))).toBe(text);
    expect(problems).toEqual([]);
    expect(quickFilter.isDefault).toBe(false);
  });

  test('leaves out what it does not know, and says so', () => {
    const { quickFilter, problems } = readQuickFilter({
      name: 'Odd',
      filter: { flow_leyer: 'app', id: 'a' },
      default: true,
    });
    expect(quickFilter.conditions).toHaveLength(1);
    expect(problems).toMatchObject([
      { item: 'flow_leyer~app', code: 'unknown-filter', suggestion: 'flow_layer' },
    ]);
    expect(quickFilter.isDefault).toBe(true);
  });
});
