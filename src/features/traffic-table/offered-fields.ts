import { CONVERSATION_FIELDS } from '#model/fields/conversation-fields.ts';
import type { FieldGroup, FieldSpec } from '#model/fields/field-spec.ts';
import { FIELDS } from '#model/fields/registry.ts';
import type { LogType } from '#model/event.ts';

/** Groups of fields that are set only where a feature of the cluster is on. */
const FEATURES_OF_GROUPS: ReadonlyMap<FieldGroup, string> = new Map([
  ['dns', 'dnsTracking'],
  ['drops', 'pktDrop'],
  ['tls', 'tlsTracking'],
  ['xlat', 'packetTranslation'],
]);

/** Likewise single fields, by the end of their name: both ends of a flow have some. */
const FEATURES_OF_FIELDS: readonly (readonly [suffix: string, feature: string])[] = [
  ['K8S_Zone', 'zones'],
  ['SubnetLabel', 'subnetLabels'],
  ['K8S_NetworkName', 'multiNetworks'],
  ['K8S_ClusterName', 'multiCluster'],
  ['Udns', 'udnMapping'],
  ['NetworkEvents', 'networkEvents'],
  ['IPSecStatus', 'ipsec'],
  ['TimeFlowRttNs', 'flowRTT'],
];

/** Fields that a standard column shows as they are, under an id of its own or of their name. */
const SHOWN_BY_STANDARD_COLUMNS: Readonly<Record<LogType, ReadonlySet<string>>> = {
  allConnections: new Set([
    '_RecordType',
    '_HashId',
    'TimeFlowStartMs',
    'TimeFlowEndMs',
    '_DurationMs',
    'Proto',
    'Bytes',
    'Packets',
    'numFlowLogs',
  ]),
  flowLog: new Set([
    '_RecordType',
    '_HashId',
    'TimeFlowEndMs',
    'Proto',
    'FlowDirection',
    'Bytes',
    'Packets',
    'TimeFlowRttNs',
    'DnsLatencyMs',
  ]),
};

/** Fields that only conversations and their events have. */
const OF_CONVERSATIONS: ReadonlySet<string> = new Set([
  ...CONVERSATION_FIELDS,
  '_IsFirst',
  'numFlowLogs',
  'MaxTimeFlowRttNs',
  ...FIELDS.map(({ name }) => name).filter((name) => /_(?:AB|BA)$/.test(name)),
]);

/** The fields that can be columns beside the standard ones: what the log type has and the cluster records. */
export function offeredFields(logType: LogType, features: readonly string[]): readonly FieldSpec[] {
  return FIELDS.filter((spec) => {
    const feature = featureOf(spec);
    const isRecorded = feature === undefined || features.includes(feature);
    const isOfType = logType === 'allConnections' || !OF_CONVERSATIONS.has(spec.name);
    return isRecorded && isOfType && !SHOWN_BY_STANDARD_COLUMNS[logType].has(spec.name);
  });
}

function featureOf({ name, group }: FieldSpec): string | undefined {
  const ofField = FEATURES_OF_FIELDS.find(([suffix]) => name.endsWith(suffix));
  return ofField?.[1] ?? FEATURES_OF_GROUPS.get(group);
}
