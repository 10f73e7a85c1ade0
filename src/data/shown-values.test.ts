import { describe, expect, test } from 'vitest';

import { flowExample } from '../testing/examples.ts';
import { shownValues } from './shown-values.ts';

const FLOWS = [
  flowExample({ Interfaces: ['eth0', 'br-ex'], DnsName: 'two\nlines' }),
  flowExample({ SrcPort: 8080, DstPort: 40_000, Interfaces: ['br-ex'], SrcK8S_OwnerType: 'Node' }),
  flowExample({
    DstK8S_Name: 'web-1',
    DstK8S_OwnerType: 'Deployment',
    DstK8S_OwnerName: 'web',
    DnsName: 'x'.repeat(201),
  }),
];

describe('shownValues', () => {
  test.each<[string, readonly string[]]>([
    ['src_port', ['40000', '8080']],
    ['port', ['40000', '8080']],
    ['dst_name', ['frontend', 'web-1']],
    ['interfaces', ['br-ex', 'eth0']],
    ['dst_owner_name', ['web']],
    ['dst_kind', ['Pod', 'Deployment']],
    ['kind', ['Pod', 'Deployment']],
    ['dst_resource', ['Pod.shop.frontend', 'Pod.shop.web-1', 'Deployment.shop.web']],
    ['protocol', ['6']],
    ['SrcAddr', ['10.0.0.1']],
    ['src_zone', []],
    ['nothing', []],
  ])('of %s are, most frequent first, %j', (field, expected) => {
    expect(shownValues(field, FLOWS)).toEqual(expected);
  });

  test('leave out amounts, and text that cannot be listed', () => {
    expect(['bytes', 'time_flow_rtt', 'TimeFlowEndMs', 'dns_name'].map((f) => shownValues(f, FLOWS))).toEqual(
      [[], [], [], []],
    );
  });

  test('of nodes have no namespace', () => {
    const node = flowExample({ SrcK8S_Type: 'Node', SrcK8S_Name: 'worker-1', SrcK8S_Namespace: '' });
    expect(shownValues('src_resource', [node])).toEqual(['Node.worker-1']);
  });
});
