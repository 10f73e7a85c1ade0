import { describe, expect, test } from 'vitest';

import { fieldSpec } from '#model/fields/registry.ts';
import { SORT_KEYS } from '#model/view.ts';
import { CONVERSATION_ORDERINGS } from '#model/order/conversation-orderings.ts';
import { fieldSorts } from './field-sorts.ts';
import { FLOW_ORDERINGS } from './flow-orderings.ts';
import { offeredFields } from './offered-fields.ts';

const namesOf = (...args: Parameters<typeof offeredFields>) => offeredFields(...args).map(({ name }) => name);

describe('offeredFields', () => {
  test.each([
    ['DnsName', 'dnsTracking'],
    ['PktDropBytes', 'pktDrop'],
    ['SrcK8S_Zone', 'zones'],
    ['XlatSrcAddr', 'packetTranslation'],
    ['TLSVersion', 'tlsTracking'],
    ['Udns', 'udnMapping'],
  ])('has %s only where %s is on', (name, feature) => {
    expect(namesOf('flowLog', [])).not.toContain(name);
    expect(namesOf('flowLog', [feature])).toContain(name);
  });

  test('has what only conversations have for them alone', () => {
    expect(namesOf('allConnections', [])).toEqual(
      expect.arrayContaining(['_Status', 'Bytes_AB', '_IsFirst']),
    );
    const ofFlows = namesOf('flowLog', ['pktDrop', 'flowRTT']);
    expect(ofFlows).toEqual(expect.arrayContaining(['SrcPort', 'Flags', 'PktDropBytes']));
    for (const name of ['_Status', 'Bytes_AB', '_IsFirst', 'PktDropBytes_AB', 'MaxTimeFlowRttNs']) {
      expect(ofFlows).not.toContain(name);
    }
  });

  test('leaves out what a standard column shows', () => {
    expect(namesOf('flowLog', ['flowRTT'])).not.toContain('TimeFlowRttNs');
    expect(namesOf('allConnections', ['flowRTT'])).toContain('TimeFlowRttNs');
    expect(namesOf('allConnections', [])).not.toContain('Bytes');
  });
});

describe('fieldSorts', () => {
  const sortsOf = (name: string, orderings: ReadonlyMap<string, unknown>) => {
    const spec = fieldSpec(name);
    return spec === undefined ? [] : fieldSorts(spec, name, orderings);
  };

  test.each([
    ['SrcPort', 'srcPort', 'desc'],
    ['DstK8S_HostName', 'dstHost', 'asc'],
    ['PktDropBytes', 'droppedBytes', 'desc'],
  ])('orders both tables by %s with a key that links know', (name, key, first) => {
    expect(SORT_KEYS).toContain(key);
    for (const orderings of [FLOW_ORDERINGS, CONVERSATION_ORDERINGS]) {
      expect(sortsOf(name, orderings)).toEqual([{ key, label: name, first }]);
    }
  });

  test('orders nothing by what the table has no order for', () => {
    expect(sortsOf('Bytes_AB', FLOW_ORDERINGS)).toEqual([]);
    expect(sortsOf('Bytes_AB', CONVERSATION_ORDERINGS)).toHaveLength(1);
    expect(sortsOf('Dscp', FLOW_ORDERINGS)).toEqual([]);
  });
});
