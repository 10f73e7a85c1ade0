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

/** The features that must have been on where flows with these fields were recorded. */
export function featuresOf(fields: Iterable<string>): readonly string[] {
  const features = new Set<string>();
  for (const field of fields) {
    const feature = Object.hasOwn(FEATURE_OF_FIELD, field) ? FEATURE_OF_FIELD[field] : undefined;
    if (feature !== undefined) {
      features.add(feature);
    }
  }
  return [...features].sort();
}
