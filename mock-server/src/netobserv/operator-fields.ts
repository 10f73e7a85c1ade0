import type { FieldConfig } from '#model/wire/config.ts';

/** The fields that NetObserv's operator declares; what else records have, its backend takes for text. */
const OPERATOR_FIELDS: ReadonlySet<string> = new Set([
  ...['TimeFlowStartMs', 'TimeFlowEndMs', 'TimeReceived'],
  ...['Src', 'Dst'].flatMap((end) => [
    ...['Name', 'Type', 'OwnerName', 'OwnerType', 'Namespace'].map((what) => `${end}K8S_${what}`),
    ...['HostIP', 'HostName', 'Zone', 'NetworkName'].map((what) => `${end}K8S_${what}`),
    ...['Addr', 'Port', 'Mac', 'SubnetLabel'].map((what) => `${end}${what}`),
    ...['Addr', 'Port'].map((what) => `Xlat${end}${what}`),
  ]),
  ...['K8S_FlowLayer', 'K8S_ClusterName', 'Proto', 'Dscp', 'Sampling', 'IcmpType', 'IcmpCode'],
  ...['FlowDirection', 'IfDirections', 'Interfaces', 'Udns', 'Flags', 'Bytes', 'Packets'],
  ...['Bytes', 'Packets', 'LatestState', 'LatestDropCause', 'LatestFlags'].map((what) => `PktDrop${what}`),
  ...['Id', 'Name', 'LatencyMs', 'Flags', 'FlagsResponseCode', 'Errno'].map((what) => `Dns${what}`),
  ...['TimeFlowRttNs', 'NetworkEvents', 'ZoneId', 'IPSecStatus', '_RecordType', '_HashId'],
]);

/** Those of some declarations that are the operator's, too. */
export function operatorFields(fields: readonly FieldConfig[]): readonly FieldConfig[] {
  return fields.filter(({ name }) => OPERATOR_FIELDS.has(name));
}
