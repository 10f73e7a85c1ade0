import type { LookupKind, NetObservBackend } from '../backend/profile.ts';

/** Some fields of each kind, as NetObserv's backend declares them. */
const FIELDS: Readonly<Record<LookupKind, readonly string[]>> = {
  label: ['_RecordType', 'SrcK8S_Namespace', 'DstK8S_Namespace', 'K8S_FlowLayer', 'FlowDirection'],
  number: ['SrcPort', 'DstPort', 'Proto', 'Bytes', 'Packets', 'DnsLatencyMs', 'TimeFlowStartMs'],
  address: ['SrcAddr', 'DstAddr', 'AgentIP'],
  text: ['_HashId', 'SrcK8S_Name', 'DstK8S_Name', 'DnsFlagsResponseCode', 'TLSCipherSuite'],
  list: ['Interfaces', 'NetworkEvents'],
};

/** NetObserv's backend as most clusters have it, but for what a test says of it. */
export function netObservBackend(but: Partial<NetObservBackend> = {}): NetObservBackend {
  return {
    kind: 'netobserv',
    fields: new Map(
      (Object.keys(FIELDS) as LookupKind[]).flatMap((kind) => FIELDS[kind].map((field) => [field, kind])),
    ),
    emitsHeartbeats: true,
    keepsRecords: true,
    ...but,
  };
}
