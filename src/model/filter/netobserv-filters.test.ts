import { describe, expect, test } from 'vitest';

import { fieldSpec } from '../fields/registry.ts';
import { FILTERS, filterDefinition } from './definitions.ts';
import type { FilterTarget } from './filter-definition.ts';

/** NetObserv's filters, with what its operator adds for TLS: id, input, category, field, feature. */
const NETOBSERV = `
  cluster_name autocomplete - K8S_ClusterName multiCluster
  namespace autocomplete endpoint - -
  src_namespace autocomplete source SrcK8S_Namespace -
  dst_namespace autocomplete destination DstK8S_Namespace -
  name text endpoint - -
  src_name text source SrcK8S_Name -
  dst_name text destination DstK8S_Name -
  kind autocomplete endpoint - -
  src_kind autocomplete source kind -
  dst_kind autocomplete destination kind -
  owner_name text endpoint - -
  src_owner_name text source SrcK8S_OwnerName -
  dst_owner_name text destination DstK8S_OwnerName -
  zone autocomplete endpoint - zones
  src_zone autocomplete source SrcK8S_Zone zones
  dst_zone autocomplete destination DstK8S_Zone zones
  subnet_label autocomplete endpoint - subnetLabels
  src_subnet_label autocomplete source SrcSubnetLabel subnetLabels
  dst_subnet_label autocomplete destination DstSubnetLabel subnetLabels
  resource autocomplete endpoint - -
  src_resource autocomplete source resource -
  dst_resource autocomplete destination resource -
  address text endpoint - -
  src_address text source SrcAddr -
  dst_address text destination DstAddr -
  port autocomplete endpoint - -
  src_port autocomplete source SrcPort -
  dst_port autocomplete destination DstPort -
  mac text endpoint - -
  src_mac text source SrcMac -
  dst_mac text destination DstMac -
  host_address text endpoint - -
  src_host_address text source SrcK8S_HostIP -
  dst_host_address text destination DstK8S_HostIP -
  host_name text endpoint - -
  src_host_name text source SrcK8S_HostName -
  dst_host_name text destination DstK8S_HostName -
  network text endpoint - multiNetworks
  src_network text source SrcK8S_NetworkName multiNetworks
  dst_network text destination DstK8S_NetworkName multiNetworks
  protocol autocomplete - Proto -
  dscp autocomplete - Dscp -
  icmp_type number - IcmpType -
  icmp_code number - IcmpCode -
  tcp_flags autocomplete - Flags -
  node_direction autocomplete - FlowDirection -
  flow_layer text - K8S_FlowLayer -
  interfaces text - Interfaces -
  ifdirections autocomplete - IfDirections -
  udns autocomplete - Udns udnMapping
  id text - _HashId -
  pkt_drop_state autocomplete - PktDropLatestState pktDrop
  pkt_drop_cause autocomplete - PktDropLatestDropCause pktDrop
  dns_id number - DnsId dnsTracking
  dns_name text - DnsName dnsTracking
  dns_latency number - DnsLatencyMs dnsTracking
  dns_flag_response_code autocomplete - DnsFlagsResponseCode dnsTracking
  dns_errno autocomplete - DnsErrno dnsTracking
  time_flow_rtt number - TimeFlowRttNs flowRTT
  network_events text - NetworkEvents networkEvents
  xlat_zone_id number - ZoneId packetTranslation
  xlat_src_address text source XlatSrcAddr packetTranslation
  xlat_dst_address text destination XlatDstAddr packetTranslation
  xlat_src_port autocomplete source XlatSrcPort packetTranslation
  xlat_dst_port autocomplete destination XlatDstPort packetTranslation
  ipsec_status text - IPSecStatus ipsec
  tls_version text - TLSVersion tlsTracking
  tls_cipher_suite text - TLSCipherSuite tlsTracking
  tls_curve text - TLSCurve tlsTracking
  tls_types text - TLSTypes tlsTracking
`
  .trim()
  .split('\n')
  .map((row) => {
    const cells = row
      .trim()
      .split(' ')
      .map((cell) => (cell === '-' ? undefined : cell));
    const [id = '', component, category, field, feature] = cells;
    return { id, component, category, field, feature };
  });

function targetOf(id: string, field: string | undefined): FilterTarget {
  const end = id.startsWith('dst_') ? 'Dst' : 'Src';
  switch (field) {
    case undefined:
      return { kind: 'endpoint', source: `src_${id}`, destination: `dst_${id}` };
    case 'kind':
    case 'resource':
      return { kind: field, end };
    default:
      return { kind: 'field', field };
  }
}

describe('the filters of NetObserv', () => {
  test.each(NETOBSERV)('have $id', ({ id, category, field, feature }) => {
    const definition = filterDefinition(id);
    expect(definition).toMatchObject({ target: targetOf(id, field) });
    expect([definition?.category, definition?.feature, definition?.isOwn]).toEqual([
      category,
      feature,
      undefined,
    ]);
  });

  test.each(NETOBSERV)('take the operators that links have for $id', ({ id, category }) => {
    const definition = filterDefinition(id);
    const ofEnd = category === 'endpoint' ? filterDefinition(`src_${id}`)?.target : definition?.target;
    const type = ofEnd?.kind === 'field' ? fieldSpec(ofEnd.field)?.type : 'text';
    const operators = type?.startsWith('number') === true ? ['=', '!=', '>='] : ['=', '!='];
    const ofText = type?.startsWith('text') === true && ofEnd?.kind !== 'resource' ? ['~', '!~'] : [];
    expect(definition?.operators).toEqual(expect.arrayContaining([...operators, ...ofText]));
  });

  test('are completed where NetObserv completes them, but for resources and for labels that no backend lists', () => {
    const completed = NETOBSERV.filter(({ component }) => component === 'autocomplete');
    const free = completed.filter(({ id }) => filterDefinition(id)?.values.kind === 'free');
    expect(free.map(({ id }) => id.replace(/^(src|dst)_/, ''))).toEqual([
      ...Array.from({ length: 3 }, () => 'subnet_label'),
      ...Array.from({ length: 3 }, () => 'resource'),
    ]);
  });

  test('are all there, and no others but ours', () => {
    const ids = NETOBSERV.map(({ id }) => id);
    expect(ids).toHaveLength(70);
    expect(
      FILTERS.filter(({ isOwn }) => isOwn !== true)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
  });

  test('need connection tracking for the id of a conversation alone', () => {
    expect(NETOBSERV.filter(({ id }) => filterDefinition(id)?.needsTracking === true)).toHaveLength(1);
    expect(filterDefinition('id')?.needsTracking).toBe(true);
  });
});
