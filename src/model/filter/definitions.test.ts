import { describe, expect, test } from 'vitest';

import { fieldSpec } from '../fields/registry.ts';
import { FILTERS, filterDefinition, offeredFilters } from './definitions.ts';
import { match, pattern } from './filter.ts';
import type { FilterDefinition } from './filter-definition.ts';
import { lowerFilter } from './lowering/lower.ts';

/** NetObserv's filters: id, and the field that it encodes to; with what its operator adds for TLS. */
const NETOBSERV: readonly (readonly [string, string])[] = [
  ...['src', 'dst'].flatMap((end) => {
    const prefix = end === 'src' ? 'Src' : 'Dst';
    return [
      [`${end}_namespace`, `${prefix}K8S_Namespace`],
      [`${end}_name`, `${prefix}K8S_Name`],
      [`${end}_kind`, ''],
      [`${end}_owner_name`, `${prefix}K8S_OwnerName`],
      [`${end}_zone`, `${prefix}K8S_Zone`],
      [`${end}_subnet_label`, `${prefix}SubnetLabel`],
      [`${end}_resource`, ''],
      [`${end}_address`, `${prefix}Addr`],
      [`${end}_port`, `${prefix}Port`],
      [`${end}_mac`, `${prefix}Mac`],
      [`${end}_host_address`, `${prefix}K8S_HostIP`],
      [`${end}_host_name`, `${prefix}K8S_HostName`],
      [`${end}_network`, `${prefix}K8S_NetworkName`],
      [`xlat_${end}_address`, `Xlat${prefix}Addr`],
      [`xlat_${end}_port`, `Xlat${prefix}Port`],
    ] as const;
  }),
  ['cluster_name', 'K8S_ClusterName'],
  ['protocol', 'Proto'],
  ['dscp', 'Dscp'],
  ['icmp_type', 'IcmpType'],
  ['icmp_code', 'IcmpCode'],
  ['tcp_flags', 'Flags'],
  ['node_direction', 'FlowDirection'],
  ['flow_layer', 'K8S_FlowLayer'],
  ['interfaces', 'Interfaces'],
  ['ifdirections', 'IfDirections'],
  ['udns', 'Udns'],
  ['id', '_HashId'],
  ['pkt_drop_state', 'PktDropLatestState'],
  ['pkt_drop_cause', 'PktDropLatestDropCause'],
  ['dns_id', 'DnsId'],
  ['dns_name', 'DnsName'],
  ['dns_latency', 'DnsLatencyMs'],
  ['dns_flag_response_code', 'DnsFlagsResponseCode'],
  ['dns_errno', 'DnsErrno'],
  ['time_flow_rtt', 'TimeFlowRttNs'],
  ['network_events', 'NetworkEvents'],
  ['xlat_zone_id', 'ZoneId'],
  ['ipsec_status', 'IPSecStatus'],
  ['tls_version', 'TLSVersion'],
  ['tls_cipher_suite', 'TLSCipherSuite'],
  ['tls_curve', 'TLSCurve'],
  ['tls_types', 'TLSTypes'],
];

const ENDPOINTS =
  `namespace name kind owner_name zone subnet_label resource address port mac host_address host_name
  network`.split(/\s+/);

describe('the table of filters', () => {
  test.each(NETOBSERV)('has %s of NetObserv, on %s', (id, field) => {
    const definition = filterDefinition(id);
    expect(definition?.isOwn).toBeUndefined();
    expect(definition?.target.kind === 'field' ? definition.target.field : '').toBe(field);
  });

  test.each(ENDPOINTS)('has %s on either end', (id) => {
    expect(filterDefinition(id)).toMatchObject({
      category: 'endpoint',
      target: { kind: 'endpoint', source: `src_${id}`, destination: `dst_${id}` },
    });
    expect(filterDefinition(`src_${id}`)?.category).toBe('source');
    expect(filterDefinition(`dst_${id}`)?.category).toBe('destination');
  });

  test('has nothing of NetObserv beyond that', () => {
    const known = new Set([...NETOBSERV.map(([id]) => id), ...ENDPOINTS]);
    expect(FILTERS.filter(({ id, isOwn }) => isOwn !== true && !known.has(id))).toEqual([]);
    expect(known.size).toBe(70);
  });

  test('names every filter once', () => {
    expect(new Set(FILTERS.map(({ id }) => id)).size).toBe(FILTERS.length);
  });

  test.each(FILTERS.map((definition): [string, FilterDefinition] => [definition.id, definition]))(
    '%s is tested against known fields, and its examples are valid',
    (id, { target, examples }) => {
      expect(target.kind !== 'field' || fieldSpec(target.field) !== undefined).toBe(true);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) {
        const value = example === '""' ? pattern('') : pattern(example);
        expect(lowerFilter({ ...match(id, '='), values: [value] })).toMatchObject({ ok: true });
      }
    },
  );
});

describe('offeredFilters', () => {
  const ids = (cluster: { features: readonly string[]; isTracking: boolean }) =>
    offeredFilters(cluster).map(({ id }) => id);

  test('leaves out what the cluster does not produce', () => {
    const plain = ids({ features: [], isTracking: false });
    expect(plain).toContain('src_namespace');
    expect(plain).not.toContain('id');
    expect(plain).not.toContain('zone');
    expect(plain).not.toContain('dns_latency');
  });

  test('offers what it does', () => {
    const rich = ids({ features: ['zones', 'dnsTracking'], isTracking: true });
    expect(rich).toEqual(expect.arrayContaining(['id', 'status', 'zone', 'src_zone', 'dns_latency']));
    expect(rich).not.toContain('pkt_drop_cause');
  });
});
