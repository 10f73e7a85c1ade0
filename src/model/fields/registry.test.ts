import { describe, expect, test } from 'vitest';

import { conversationRecord } from './conversation-fields.ts';
import { fieldValues } from './field-values.ts';
import { FIELD_GROUPS } from './field-spec.ts';
import { FIELDS, fieldSpec } from './registry.ts';

/** What NetObserv's sample configuration declares, with what its operator adds for TLS. */
const DECLARED =
  `TimeFlowStartMs TimeFlowEndMs TimeReceived SrcK8S_Name SrcK8S_Type SrcK8S_OwnerName SrcK8S_OwnerType
  SrcK8S_Namespace SrcAddr SrcPort SrcMac SrcK8S_HostIP SrcK8S_HostName SrcK8S_Zone SrcSubnetLabel SrcK8S_NetworkName
  DstK8S_Name DstK8S_Type DstK8S_OwnerName DstK8S_OwnerType DstK8S_Namespace DstAddr DstPort DstMac DstK8S_HostIP
  DstK8S_HostName DstK8S_Zone DstSubnetLabel DstK8S_NetworkName K8S_FlowLayer Proto Dscp Sampling IcmpType IcmpCode
  FlowDirection IfDirections Interfaces Udns Flags Bytes Packets PktDropBytes PktDropPackets PktDropLatestState
  PktDropLatestDropCause PktDropLatestFlags DnsId DnsName DnsLatencyMs DnsFlags DnsFlagsResponseCode DnsErrno
  TimeFlowRttNs NetworkEvents ZoneId XlatSrcPort XlatDstPort XlatSrcAddr XlatDstAddr K8S_ClusterName IPSecStatus
  _RecordType _HashId TLSVersion TLSTypes TLSCipherSuite TLSCurve`.split(/\s+/);

/** What connection tracking emits and nobody declares. */
const EMITTED = `Bytes_AB Bytes_BA Packets_AB Packets_BA PktDropBytes_AB PktDropBytes_BA PktDropPackets_AB
  PktDropPackets_BA numFlowLogs _IsFirst IfDirection AgentIP MaxTimeFlowRttNs Etype`.split(/\s+/);

describe('the table of fields', () => {
  test.each([...DECLARED, ...EMITTED, '_Status', '_DurationMs', '_Events', '_IsStartSeen', '_Ratio'])(
    'knows %s',
    (name) => {
      expect(fieldSpec(name)?.name).toBe(name);
    },
  );

  test('names every field once', () => {
    expect(new Set(FIELDS.map(({ name }) => name)).size).toBe(FIELDS.length);
  });

  test('labels every field differently within its group', () => {
    const labels = FIELDS.map(({ group, label }) => `${group}/${label}`);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test('uses every group', () => {
    expect(new Set(FIELDS.map(({ group }) => group))).toEqual(new Set(FIELD_GROUPS.map(({ id }) => id)));
  });

  test('describes both ends alike', () => {
    const ends = (['Src', 'Dst'] as const).map((end) =>
      FIELDS.filter(({ name }) => name.startsWith(end)).map(({ name, group, ...rest }) => ({
        ...rest,
        name: name.slice(3),
        isOwnGroup: group === (end === 'Src' ? 'source' : 'destination'),
      })),
    );
    expect(ends[0]).toEqual(ends[1]);
  });

  test('knows nothing of other names', () => {
    expect(fieldSpec('constructor')).toBeUndefined();
  });
});

describe('fieldValues', () => {
  test.each([
    ['nothing for an absent field', {}, []],
    ['nothing for null', { F: null }, []],
    ['nothing for empty text', { F: '' }, []],
    ['nothing for a list of nothing', { F: [null, ''] }, []],
    ['zero and false, which are values', { F: [0, false] }, [0, false]],
    ['the elements of a list', { F: ['a', null, 'b'] }, ['a', 'b']],
    ['an object as its JSON text', { F: { a: [1] } }, ['{"a":[1]}']],
  ])('has %s', (_name, record, values) => {
    expect(fieldValues(record, 'F')).toEqual(values);
  });
});

describe('conversationRecord', () => {
  test('is the latest event with what holds of the whole, counters of nothing included', () => {
    const record = conversationRecord({
      key: 'a@1000',
      id: 'a',
      status: 'open',
      isStartSeen: true,
      startMs: 1000,
      endMs: 4500,
      bytes: 1,
      bytesAB: 1,
      bytesBA: 0,
      packets: 1,
      packetsAB: 1,
      packetsBA: 0,
      flows: 1,
      events: 1,
      observers: [],
      latest: { SrcAddr: '10.0.0.1', TimeFlowStartMs: 1000 },
    });
    expect(record).toEqual({
      SrcAddr: '10.0.0.1',
      TimeFlowStartMs: 1000,
      TimeFlowEndMs: 4500,
      _Status: 'open',
      _DurationMs: 3500,
      _Events: 1,
      _IsStartSeen: true,
      _Ratio: 1,
      Bytes: 1,
      Bytes_AB: 1,
      Bytes_BA: 0,
      Packets: 1,
      Packets_AB: 1,
      Packets_BA: 0,
      numFlowLogs: 1,
    });
  });
});
