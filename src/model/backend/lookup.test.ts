import { describe, expect, test } from 'vitest';

import type { Match, Operator } from '../filter/filter.ts';
import { match, pattern } from '../filter/filter.ts';
import { netObservBackend } from '../testing/netobserv-backend.ts';
import { lookupOf } from './lookup.ts';

const backend = netObservBackend();

/** What is asked for to find records that pass a condition; `undefined` for nothing. */
const textOf = (condition: Match) => lookupOf(condition, backend)?.text;

type Case = readonly [field: string, op: Operator, values: readonly string[], text: string | undefined];

const written = ([field, op, values, text]: Case) =>
  [
    `${field}${op}${values.map((value) => JSON.stringify(value)).join(',')}`,
    match(field, op, ...values),
    text,
  ] as const;

describe('lookupOf', () => {
  test.each(
    (
      [
        ['SrcK8S_Namespace', '=', ['shop'], 'SrcK8S_Namespace="shop"'],
        ['SrcK8S_Namespace', '=', ['shop', 'lab'], 'SrcK8S_Namespace="shop","lab"'],
        ['SrcK8S_Namespace', '=', [''], 'SrcK8S_Namespace=""'],
        ['SrcK8S_Namespace', '=', ['a b'], undefined],
        ['SrcK8S_Namespace', '=', ['shop', 'a b'], undefined],
        ['SrcK8S_Namespace', '~', ['sho'], 'SrcK8S_Namespace~sho'],
        ['SrcK8S_Namespace', '~', [''], undefined],
        ['SrcK8S_Namespace', '~', ['sho', ''], undefined],
        ['SrcK8S_Namespace', '!=', ['shop'], 'SrcK8S_Namespace!="shop"'],
        ['SrcK8S_Namespace', '!=', ['a', 'b'], 'SrcK8S_Namespace!="a"&SrcK8S_Namespace!="b"'],
        ['SrcK8S_Namespace', '!=', ['a', 'b c'], 'SrcK8S_Namespace!="a"'],
        ['SrcK8S_Namespace', '!=', [''], 'SrcK8S_Namespace!=""'],
        ['SrcK8S_Namespace', '!=', ['shop*'], undefined],
        ['SrcK8S_Namespace', '!~', ['sho'], undefined],
        ['FlowDirection', '=', ['0'], 'FlowDirection="0"'],
        ['FlowDirection', '>=', ['1'], undefined],
      ] satisfies readonly Case[]
    ).map(written),
  )('of the label %s', (_name, condition, text) => {
    expect(textOf(condition)).toBe(text);
  });

  test.each(
    (
      [
        ['DstPort', '=', ['443'], 'DstPort=443'],
        ['DstPort', '=', ['80', '443'], 'DstPort=80,443'],
        ['DstPort', '=', ['80', ''], undefined],
        ['DnsLatencyMs', '=', ['0.5'], undefined],
        ['DnsLatencyMs', '=', ['-1'], undefined],
        ['DnsLatencyMs', '=', ['1e+21'], undefined],
        ['DstPort', '!=', ['443'], undefined],
        ['DstPort', '!=', [''], undefined],
        ['DnsLatencyMs', '!=', ['', '0'], 'DnsLatencyMs>=1'],
        ['DnsLatencyMs', '!=', ['0'], undefined],
        ['Bytes', '>=', ['1000000'], 'Bytes>=1000000'],
        ['Bytes', '>', ['1000000'], 'Bytes>=1000000'],
        ['Bytes', '>=', ['1790'], 'Bytes>=1000'],
        ['Bytes', '>=', ['1500.7'], 'Bytes>=1500'],
        ['Bytes', '>=', ['9', '5'], 'Bytes>=5'],
        ['Bytes', '>', ['9', '0'], undefined],
        ['Bytes', '>=', ['0'], undefined],
        ['Bytes', '>=', ['-5'], undefined],
        ['Bytes', '<', ['1000'], undefined],
        ['Bytes', '<=', ['1000'], undefined],
      ] satisfies readonly Case[]
    ).map(written),
  )('of the number %s', (_name, condition, text) => {
    expect(textOf(condition)).toBe(text);
  });

  test.each(
    (
      [
        ['SrcAddr', '=', ['10.0.0.1'], 'SrcAddr=10.0.0.1'],
        ['SrcAddr', '=', ['10.0.0.0/8', 'fd00::1'], 'SrcAddr=10.0.0.0/8,fd00::1'],
        ['SrcAddr', '=', ['10.0.0.1-10.0.0.9'], 'SrcAddr=10.0.0.1-10.0.0.9'],
        // A block that is written by an address within it: Loki takes it for another one, or for none.
        ['SrcAddr', '=', ['10.0.0.1/8'], undefined],
        // Of version 4 to us, of version 6 to Loki.
        ['SrcAddr', '=', ['::ffff:10.0.0.1'], undefined],
        ['SrcAddr', '=', ['10.0.0.1', ''], undefined],
        ['SrcAddr', '!=', ['10.0.0.1'], undefined],
        ['SrcAddr', '~', ['10.0'], undefined],
      ] satisfies readonly Case[]
    ).map(written),
  )('of the address %s', (_name, condition, text) => {
    expect(textOf(condition)).toBe(text);
  });

  test.each(
    (
      [
        ['SrcK8S_Name', '=', ['web'], 'SrcK8S_Name=web'],
        ['SrcK8S_Name', '=', ['web', 'api'], 'SrcK8S_Name=web,api'],
        ['SrcK8S_Name', '=', ['web', ''], undefined],
        ['SrcK8S_Name', '=', ['a b'], undefined],
        ['SrcK8S_Name', '=', ['x"y'], undefined],
        ['SrcK8S_Name', '=', ['(x'], undefined],
        ['SrcK8S_Name', '=', ['é'], undefined],
        ['SrcK8S_Name', '~', ['we'], 'SrcK8S_Name~we'],
        ['SrcK8S_Name', '!=', ['web'], undefined],
        ['SrcK8S_Name', '!~', ['we'], undefined],
        ['Interfaces', '=', ['eth0'], 'Interfaces~eth0'],
        ['Interfaces', '~', ['eth'], 'Interfaces~eth'],
        ['NetworkEvents', '~', ['drop'], undefined],
        ['TLSCipherSuite', '=', ['x'], undefined],
      ] satisfies readonly Case[]
    ).map(written),
  )('of the text %s', (_name, condition, text) => {
    expect(textOf(condition)).toBe(text);
  });

  test.each([
    ['of a label', 'SrcK8S_Namespace', 'SrcK8S_Namespace~sh*p'],
    ['of text', 'SrcK8S_Name', 'SrcK8S_Name=sh*p'],
  ])('of a pattern %s', (_name, field, text) => {
    const condition: Match = { kind: 'match', field, op: '=', values: [pattern('sh*p')] };
    expect(textOf(condition)).toBe(text);
    expect(textOf({ ...condition, op: '!=' })).toBeUndefined();
  });

  test.each(['PktDropPackets', '_Events', 'nosuch'])('of a field that is not declared: %s', (field) => {
    expect(textOf(match(field, '=', '1'))).toBeUndefined();
    expect(textOf(match(field, '>=', '1'))).toBeUndefined();
  });

  test('says of which kind the field is', () => {
    expect(lookupOf(match('SrcAddr', '=', '10.0.0.1'), backend)).toEqual({
      kind: 'address',
      field: 'SrcAddr',
      text: 'SrcAddr=10.0.0.1',
    });
  });
});
