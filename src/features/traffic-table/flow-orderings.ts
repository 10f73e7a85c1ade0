import { compareCodeUnits, compareIps, compareNumbers, compareTexts } from '#model/compare.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import type { KeyedRecord } from '#model/view.ts';
import type { Ordering } from '#model/order/ordering.ts';
import { orderBy } from '#model/order/ordering.ts';

const number = (field: string) =>
  orderBy(({ record }: KeyedRecord) => numberField(record, field), compareNumbers);
const text = (field: string) => orderBy(({ record }: KeyedRecord) => textField(record, field), compareTexts);
const address = (field: string) => orderBy(({ record }: KeyedRecord) => textField(record, field), compareIps);

/** From the first to the last packet, in ms; `undefined` where either is unknown. */
export function flowDuration(record: TrafficRecord): number | undefined {
  const startMs = numberField(record, 'TimeFlowStartMs');
  const endMs = numberField(record, 'TimeFlowEndMs');
  return startMs === undefined || endMs === undefined ? undefined : endMs - startMs;
}

/** How flow logs are ordered, by `Sort.key`; the keys of conversations where they mean the same. */
export const FLOW_ORDERINGS: ReadonlyMap<string, Ordering<KeyedRecord>> = new Map([
  ['start', number('TimeFlowStartMs')],
  ['end', number('TimeFlowEndMs')],
  ['duration', orderBy(({ record }: KeyedRecord) => flowDuration(record), compareNumbers)],
  ['bytes', number('Bytes')],
  ['packets', number('Packets')],
  ['id', orderBy(({ record }: KeyedRecord) => textField(record, '_HashId'), compareCodeUnits)],
  ['type', text('_RecordType')],
  ['protocol', number('Proto')],
  ['flags', text('Flags')],
  ['direction', number('FlowDirection')],
  ['rtt', number('TimeFlowRttNs')],
  ['dnsLatency', number('DnsLatencyMs')],
  ['dnsCode', text('DnsFlagsResponseCode')],
  ['dnsName', text('DnsName')],
  ['droppedBytes', number('PktDropBytes')],
  ['droppedPackets', number('PktDropPackets')],
  ['srcName', text('SrcK8S_Name')],
  ['srcKind', text('SrcK8S_Type')],
  ['srcOwner', text('SrcK8S_OwnerName')],
  ['srcNamespace', text('SrcK8S_Namespace')],
  ['srcAddr', address('SrcAddr')],
  ['srcPort', number('SrcPort')],
  ['srcHost', text('SrcK8S_HostName')],
  ['srcZone', text('SrcK8S_Zone')],
  ['dstName', text('DstK8S_Name')],
  ['dstKind', text('DstK8S_Type')],
  ['dstOwner', text('DstK8S_OwnerName')],
  ['dstNamespace', text('DstK8S_Namespace')],
  ['dstAddr', address('DstAddr')],
  ['dstPort', number('DstPort')],
  ['dstHost', text('DstK8S_HostName')],
  ['dstZone', text('DstK8S_Zone')],
]);
