import { describe, expect, test } from 'vitest';

import { kubernetesFields } from './kubernetes-fields.ts';
import { TOUR_CLUSTER, TOUR_PODS, TOUR_SERVICES } from './scenarios/tour-cluster.ts';

const enrich = kubernetesFields(TOUR_CLUSTER);
const { cart, redis, catalog0, dns0 } = TOUR_PODS;

describe('kubernetesFields', () => {
  test('names a pod by its namespace, owner, node and zone', () => {
    expect(enrich({ SrcAddr: redis.ip6, DstAddr: '203.0.113.1', AgentIP: '10.0.0.11' })).toMatchObject({
      SrcK8S_Namespace: 'shop',
      SrcK8S_Name: 'redis-0',
      SrcK8S_Type: 'Pod',
      SrcK8S_OwnerName: 'redis',
      SrcK8S_OwnerType: 'StatefulSet',
      SrcK8S_HostIP: '10.0.0.11',
      SrcK8S_HostName: 'worker-0',
      SrcK8S_Zone: 'eu-west-1a',
    });
  });

  test('gives a service no host, a node no namespace, and the outside nothing', () => {
    const service = enrich({ SrcAddr: TOUR_SERVICES.catalog, DstAddr: '10.0.0.12' });
    expect(service).toMatchObject({
      SrcK8S_Type: 'Service',
      SrcK8S_OwnerType: 'Service',
      DstK8S_Type: 'Node',
    });
    expect(service).not.toHaveProperty('SrcK8S_HostName');
    expect(service).not.toHaveProperty('DstK8S_Namespace');
    expect(Object.keys(enrich({ SrcAddr: '203.0.113.1', DstAddr: '203.0.113.2' }))).toEqual([
      'SrcAddr',
      'DstAddr',
      'K8S_FlowLayer',
    ]);
  });

  test('names translated ends by name, kind and namespace alone, and not at all without a translation', () => {
    const flow = {
      SrcAddr: cart.ip,
      DstAddr: TOUR_SERVICES.catalog,
      XlatSrcAddr: '10.0.0.11',
      XlatDstAddr: catalog0.ip,
    };
    const translated = Object.entries(enrich(flow)).filter(([name]) => /^Xlat.*K8S_/.test(name));
    expect(Object.fromEntries(translated)).toEqual({
      XlatSrcK8S_Name: 'worker-0',
      XlatSrcK8S_Type: 'Node',
      XlatDstK8S_Name: catalog0.name,
      XlatDstK8S_Type: 'Pod',
      XlatDstK8S_Namespace: 'shop',
    });
    expect(Object.keys(enrich({ SrcAddr: cart.ip })).filter((name) => name.startsWith('Xlat'))).toEqual([]);
  });

  test.each([
    ['at the source, outgoing', catalog0.ip, '10.0.0.11', 1],
    ['at the destination, incoming', catalog0.ip, '10.0.0.12', 0],
    ['with both ends there, inner', redis.ip, '10.0.0.11', 2],
    ['at neither end, unknown', redis.ip, '10.0.0.13', undefined],
  ])('tells the direction by where it was seen: %s', (_name, DstAddr, AgentIP, direction) => {
    expect(enrich({ SrcAddr: cart.ip, DstAddr, AgentIP })['FlowDirection']).toBe(direction);
  });

  test.each([
    ['app when either end is an application', cart.ip, dns0.ip, 'app'],
    ['infra when none is', dns0.ip, '10.0.0.11', 'infra'],
  ])('tells the layer: %s', (_name, SrcAddr, DstAddr, layer) => {
    expect(enrich({ SrcAddr, DstAddr })['K8S_FlowLayer']).toBe(layer);
  });
});
