import type { QuickFilter } from '#model/wire/config.ts';

import { quickFilterId } from './check-settings.ts';
import type { FrontendSettings } from './frontend-settings.ts';

/** What is known of a cluster beside its settings. */
export type Cluster = {
  readonly isTracking: boolean;
  /** By NetObserv's names, as its page knows them: what the recording shows. */
  readonly recordedFeatures: readonly string[];
  /** `spec.agent.ebpf.features` of a FlowCollector. */
  readonly agentFeatures: readonly string[];
};

/** The page's names of the agent's features. */
const FEATURE_OF_AGENT: Readonly<Record<string, string>> = {
  PacketDrop: 'pktDrop',
  DNSTracking: 'dnsTracking',
  FlowRTT: 'flowRTT',
  NetworkEvents: 'networkEvents',
};

/** Labels that the operator adds where a feature is on. */
const LABELS_OF_FEATURE: Readonly<Record<string, readonly string[]>> = {
  multiCluster: ['K8S_ClusterName'],
  zones: ['SrcK8S_Zone', 'DstK8S_Zone'],
};

/**
 * The settings as the operator would complete them for a cluster.
 *
 * Features are united, and bring their labels with them, as tracking does. Quick filters that could find nothing,
 * because the feature of one of their filters is off, are left out.
 */
export function settingsOfCluster(settings: FrontendSettings, cluster: Cluster): FrontendSettings {
  const ofAgent = cluster.agentFeatures.map((feature) => FEATURE_OF_AGENT[feature] ?? feature);
  const features = [...new Set([...settings.features, ...cluster.recordedFeatures, ...ofAgent])].sort();
  const lokiLabels = new Set([
    ...settings.lokiLabels,
    ...(cluster.isTracking ? ['_RecordType'] : []),
    ...features.flatMap((feature) => LABELS_OF_FEATURE[feature] ?? []),
  ]);
  const featureOf = new Map(settings.filters.map(({ id, feature = '' }) => [id, feature]));
  const isOffered = ({ filter }: QuickFilter) =>
    Object.keys(filter)
      .map((key) => featureOf.get(quickFilterId(key)) ?? '')
      .every((feature) => feature === '' || features.includes(feature));
  return {
    ...settings,
    features,
    lokiLabels: [...lokiLabels],
    quickFilters: settings.quickFilters.filter(isOffered),
  };
}
