import type { TrafficRecord } from '#model/flow.ts';

/** Fields by which one sees that a feature of the cluster was on, and NetObserv's names of the features. */
const FEATURE_OF_FIELD: Readonly<Record<string, string>> = {
  PktDropPackets: 'pktDrop',
  DnsLatencyMs: 'dnsTracking',
  DnsId: 'dnsTracking',
  TimeFlowRttNs: 'flowRTT',
  SrcK8S_NetworkName: 'multiNetworks',
  Udns: 'udnMapping',
  XlatSrcAddr: 'packetTranslation',
  NetworkEvents: 'networkEvents',
  IPSecStatus: 'ipsec',
  TLSVersion: 'tlsTracking',
  K8S_ClusterName: 'multiCluster',
  SrcK8S_Zone: 'zones',
  DstK8S_Zone: 'zones',
  SrcSubnetLabel: 'subnetLabels',
  DstSubnetLabel: 'subnetLabels',
};

/** Notes the features that must have been on where records with these fields were recorded. */
export class FeatureSightings {
  readonly #unseen = new Map(Object.entries(FEATURE_OF_FIELD));
  readonly #features = new Set<string>();

  note(record: TrafficRecord): void {
    for (const [field, feature] of this.#unseen) {
      if (record[field] !== undefined) {
        this.#features.add(feature);
        this.#unseen.delete(field);
      }
    }
  }

  /** In the order of the alphabet. */
  get features(): readonly string[] {
    return [...this.#features].sort();
  }
}
