import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { anyText } from '../../testing/arbitrary-filters.ts';
import type { Completion } from './complete.ts';
import { completeFilter, completeValue } from './complete.ts';
import { offeredFilters } from '../definitions.ts';
import { parseFilter } from '../language/parse.ts';

/** Completes where `|` stands. */
function complete(marked: string): readonly Completion[] {
  const caret = marked.indexOf('|');
  return completeFilter(marked.replace('|', ''), caret);
}

/** The texts that the completions at `|` would give. */
function results(marked: string): readonly string[] {
  const text = marked.replace('|', '');
  return complete(marked).map((completion) =>
    completion.kind === 'needs-values'
      ? `<${completion.filterId}:${completion.prefix}>`
      : `${text.slice(0, completion.from)}${completion.insert}${text.slice(completion.to)}`,
  );
}

describe('completeFilter', () => {
  test.each<[string, string]>([
    ['|', 'protocol'],
    ['src_po|', 'src_port'],
    ['PORT|', 'port'],
    ['port=80 dst_n|', 'port=80 dst_name'],
    ['port=80 |', 'port=80 namespace'],
    ['any(ki|', 'any(kind'],
    ['not(port=80) st|', 'not(port=80) status'],
    ['an|', 'any('],
    ['pr|=6', 'protocol=6'],
    ['port |', 'port >='],
    ['port>|', 'port>='],
    ['src_name!|', 'src_name!~'],
    ['protocol=|', 'protocol=TCP'],
    ['protocol=ud|', 'protocol=UDP'],
    ['protocol=TCP,ud|', 'protocol=TCP,UDP'],
    ['protocol=TCP, |', 'protocol=TCP, UDP'],
    ['port=80 protocol = t|', 'port=80 protocol = TCP'],
    ['protocol="ud|', 'protocol=UDP'],
    ['src_kind=dep|', 'src_kind=Deployment'],
    ['port=htt|', 'port=https'],
    ['port=443|', 'port=https'],
    ['status=o|', 'status=open'],
    ['type=|', 'type=endConnection'],
    ['qqq=1 protocol=u|', 'qqq=1 protocol=UDP'],
    ['port=80;protocol=u|', 'port=80;protocol=UDP'],
    ['port=80 or |', 'port=80 or namespace'],
    ['port=80 and not src_po|', 'port=80 and not src_port'],
    ['(port=80 && st|', '(port=80 && status'],
    ["protocol='ud|", 'protocol=UDP'],
  ])('%j can become %j', (marked, expected) => {
    expect(results(marked)).toContain(expected);
  });

  test.each<[string, readonly string[]]>([
    ['src_name|', ['src_name', 'src_namespace']],
    ['src_namespace=sh|', ['<src_namespace:sh>']],
    ['src_namespace=a,"b c|', ['<src_namespace:b c>']],
    ['src_namespace=|', ['<src_namespace:>']],
    ['src_namespace=50\\*|', ['<src_namespace:50*>']],
    ['src_namespace="a \\*|', ['<src_namespace:a *>']],
    ['"Odd*"=|', []],
    ['src_namespace=shop| port=80', ['<src_namespace:shop>']],
    ['protocol=6,17| src_namespace=shop', ['protocol=6,UDP src_namespace=shop']],
    ['address=10|', []],
    ['nothing=|', []],
    ['src_namespace=“sh|', ['<src_namespace:sh>']],
    ['resource|', ['resource', 'src_resource', 'dst_resource']],
    ['resource |', ['resource =', 'resource !=']],
    ['bytes>1|', []],
  ])('%j can become only %j', (marked, expected) => {
    expect(results(marked)).toEqual(expected);
  });

  test('offers what begins with the typed text before what contains it', () => {
    expect(results('name|').slice(0, 2)).toEqual(['name', 'namespace']);
  });

  test('says which end a filter looks at', () => {
    expect(complete('src_port|')[0]).toMatchObject({
      kind: 'field',
      label: 'src_port',
      description: 'Port (source)',
    });
  });

  test('replaces the whole word, also behind the caret', () => {
    expect(complete('src_namespace=sh|op')).toEqual([
      { kind: 'needs-values', filterId: 'src_namespace', prefix: 'sh', from: 14, to: 18 },
    ]);
  });

  test('offers only the filters that are on offer', () => {
    const filters = offeredFilters({ features: [], isTracking: false });
    expect(completeFilter('stat', 4, { filters })).toEqual([]);
    expect(completeFilter('stat', 4)[0]).toMatchObject({ insert: 'status' });
  });

  test('quotes a value where that is needed', () => {
    expect(completeValue('my ns', { from: 14, to: 16 })).toEqual({
      kind: 'value',
      insert: '"my ns"',
      label: 'my ns',
      from: 14,
      to: 16,
    });
  });

  test('marks a star of a value that is not any text', () => {
    expect(completeValue('*.example.com', { from: 9, to: 10 })).toMatchObject({
      insert: '\\*.example.com',
      label: '*.example.com',
    });
  });

  test('gives text that parses so far, for the operators and values of every filter', () => {
    for (const { id } of offeredFilters({ features: [], isTracking: true })) {
      for (const value of completeFilter(`${id}=`, id.length + 1)) {
        expect(value.kind === 'needs-values' || parseFilter(`${id}=${value.insert}`).ok).toBe(true);
      }
    }
  });

  test('replaces an operator from the caret on, also when there is space before it', () => {
    expect(completeFilter('port  =80', 5)[0]).toMatchObject({ kind: 'operator', from: 5, to: 7 });
  });

  test('takes any text and caret, and replaces a part of the text around the caret', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        for (const { from, to } of completeFilter(before + after, before.length)) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(from).toBeLessThanOrEqual(before.length);
          expect(to).toBeGreaterThanOrEqual(before.length);
          expect(to).toBeLessThanOrEqual(before.length + after.length);
        }
      }),
    );
  });
});
