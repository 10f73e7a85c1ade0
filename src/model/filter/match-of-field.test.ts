import { describe, expect, test } from 'vitest';

import type { SetValue } from '../fields/field-values.ts';
import { match } from './filter.ts';
import { boundsOfField, matchOfField } from './match-of-field.ts';

describe('matchOfField', () => {
  test.each<[string, SetValue, string, string]>([
    ['SrcK8S_Namespace', 'shop', 'src_namespace', 'shop'],
    ['DstK8S_Name', 'web-*', 'dst_name', 'web-*'],
    ['DnsName', '*.example.com', 'dns_name', '*.example.com'],
    ['SrcK8S_OwnerName', 'web', 'src_owner_name', 'web'],
    ['SrcAddr', 'fd00::1', 'src_address', 'fd00::1'],
    ['DstPort', 443, 'dst_port', '443'],
    ['SrcK8S_Type', 'Service', 'src_kind', 'Service'],
    ['DstK8S_OwnerType', 'StatefulSet', 'dst_kind', 'StatefulSet'],
    ['Proto', 6, 'protocol', 'TCP'],
    ['Proto', 143, 'protocol', '143'],
    ['FlowDirection', 1, 'node_direction', 'Egress'],
    ['Flags', 'SYN_ACK', 'tcp_flags', 'SYN_ACK'],
    ['IcmpType', 8, 'icmp_type', '8'],
    ['DnsFlagsResponseCode', 'NXDomain', 'dns_flag_response_code', 'NXDomain'],
    ['DnsName', 'shop.example.com', 'dns_name', 'shop.example.com'],
    ['_HashId', 'd28db42bcd8aea8f', 'id', 'd28db42bcd8aea8f'],
    ['_Status', 'ended', 'status', 'ended'],
    ['_RecordType', 'endConnection', 'type', 'endConnection'],
  ])('writes %s %s as people do', (field, value, id, text) => {
    expect(matchOfField(field, value)).toEqual(match(id, '=', text));
  });

  test.each<[string, string, SetValue]>([
    ['a field that nothing filters on', 'AgentIP', '10.0.0.1'],
    ['an address that is none', 'SrcAddr', 'unknown'],
    ['a name where records have the number', 'DstPort', 'http'],
    ['a protocol that cannot be', 'Proto', 1.5],
    ['the bits of flags, which are asked by name', 'Flags', 2],
    ['a kind that is looked for elsewhere', 'SrcK8S_OwnerType', 'Pod'],
  ])('has none for %s', (_name, field, value) => {
    expect(matchOfField(field, value)).toBeUndefined();
  });
});

describe('boundsOfField', () => {
  test.each([
    ['Bytes', 1_234_567, 'bytes', '1234567'],
    ['Bytes_BA', 0, 'bytes.ba', '0'],
    ['Packets_AB', 3, 'packets.ab', '3'],
    ['numFlowLogs', 2, 'flows', '2'],
    ['_DurationMs', 20_000.5, 'duration', '20000.5ms'],
    ['DnsLatencyMs', 12, 'dns_latency', '12ms'],
    ['TimeFlowRttNs', 1_234_567, 'time_flow_rtt', '1234567ns'],
  ])('writes %s %d exactly, in its own unit', (field, amount, id, text) => {
    expect(boundsOfField(field, amount)).toEqual({
      atLeast: match(id, '>=', text),
      lessThan: match(id, '<', text),
    });
  });

  test('has none for a field that nothing filters on, nor for what is no amount', () => {
    expect(boundsOfField('Sampling', 1)).toBeUndefined();
    expect(boundsOfField('Bytes', Number.NaN)).toBeUndefined();
    expect(boundsOfField('Bytes', Number.POSITIVE_INFINITY)).toBeUndefined();
  });
});
