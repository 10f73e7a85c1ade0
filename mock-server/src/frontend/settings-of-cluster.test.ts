import { describe, expect, test } from 'vitest';

import { NO_SETTINGS } from './frontend-settings.ts';
import type { Cluster } from './settings-of-cluster.ts';
import { settingsOfCluster } from './settings-of-cluster.ts';

const NOTHING: Cluster = { isTracking: false, recordedFeatures: [], agentFeatures: [] };

describe('settingsOfCluster', () => {
  test('unites the features that are set, recorded, and switched on in the agent', () => {
    const settings = { ...NO_SETTINGS, features: ['zones', 'ipsec'] };
    const cluster = {
      ...NOTHING,
      recordedFeatures: ['zones', 'flowRTT'],
      agentFeatures: ['PacketDrop', 'FlowRTT'],
    };
    expect(settingsOfCluster(settings, cluster).features).toEqual(['flowRTT', 'ipsec', 'pktDrop', 'zones']);
  });

  test.each<[string, Partial<Cluster>, readonly string[]]>([
    ['nothing', {}, []],
    ['tracking', { isTracking: true }, ['_RecordType']],
    ['several clusters', { recordedFeatures: ['multiCluster'] }, ['K8S_ClusterName']],
    ['zones', { recordedFeatures: ['zones'] }, ['SrcK8S_Zone', 'DstK8S_Zone']],
  ])('adds the labels that the operator adds for %s', (_, cluster, added) => {
    const { lokiLabels } = settingsOfCluster(NO_SETTINGS, { ...NOTHING, ...cluster });
    expect(lokiLabels).toEqual([...NO_SETTINGS.lokiLabels, ...added]);
  });

  test('has no label twice', () => {
    const settings = { ...NO_SETTINGS, lokiLabels: ['_RecordType'] };
    expect(settingsOfCluster(settings, { ...NOTHING, isTracking: true }).lokiLabels).toEqual(['_RecordType']);
  });

  test('leaves out quick filters of which a filter can find nothing', () => {
    const settings = {
      ...NO_SETTINGS,
      filters: [
        { id: 'port', name: 'Port', component: 'number' },
        { id: 'dns_id', name: 'DNS ID', component: 'number', feature: 'dnsTracking' },
      ],
      quickFilters: [
        { name: 'Web', filter: { port: '80' } },
        { name: 'DNS', filter: { port: '53', 'dns_id!': '0' } },
      ],
    };
    const namesWith = (recordedFeatures: readonly string[]) =>
      settingsOfCluster(settings, { ...NOTHING, recordedFeatures }).quickFilters.map(({ name }) => name);
    expect(namesWith([])).toEqual(['Web']);
    expect(namesWith(['dnsTracking'])).toEqual(['Web', 'DNS']);
  });
});
