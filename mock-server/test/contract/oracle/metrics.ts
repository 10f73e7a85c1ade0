import { readAsked } from './asked.ts';
import type { KnownRecord } from './known-record.ts';
import type { Oracle } from './oracle.ts';
import type { Sample, Series } from './series.ts';
import { labelsOf, seriesOf } from './series.ts';

const bothEnds = (names: string) =>
  ['Src', 'Dst'].flatMap((end) => names.split(' ').map((name) => `${end}${name}`));

/** Scopes with their labels (appendix D of the reference), and what else can be aggregated by (2.1). */
export const SCOPES: Readonly<Record<string, readonly string[]>> = {
  app: [],
  cluster: ['K8S_ClusterName'],
  network: bothEnds('K8S_NetworkName'),
  zone: bothEnds('K8S_Zone'),
  host: bothEnds('K8S_HostName'),
  namespace: bothEnds('K8S_Namespace'),
  owner: bothEnds('K8S_OwnerName K8S_OwnerType K8S_Namespace SubnetLabel'),
  resource: bothEnds(
    'K8S_Name K8S_Type K8S_OwnerName K8S_OwnerType K8S_Namespace Addr K8S_HostName SubnetLabel',
  ),
  droppedState: ['PktDropLatestState'],
  droppedCause: ['PktDropLatestDropCause'],
  dnsRCode: ['DnsFlagsResponseCode'],
};

/** What a metrics query comes to, all series and all labels. */
export type Expected = { readonly fields: readonly string[]; readonly series: readonly Series[] };

/** Works a metric out of all records in the most direct way (2.1 and 2.3 of the reference, with its wrongs righted). */
export function expectedMetrics(oracle: Oracle, query: URLSearchParams): Expected {
  const fn = query.get('function') ?? 'rate';
  const stepMs = secondsOf(query.get('step') ?? '30s') * 1000;
  const windowMs = fn === 'rate' ? secondsOf(query.get('rateInterval') ?? '1m') * 1000 : stepMs;
  const aggregateBy = query.get('aggregateBy') ?? '';
  const groups = (query.get('groups') ?? '').split('+').filter((group) => group !== '');
  const fields = [
    ...new Set([
      ...(SCOPES[aggregateBy] ?? [aggregateBy]),
      ...groups.flatMap((group) => SCOPES[group.slice(0, -1)] ?? []),
    ]),
  ];
  const { fromMs, toMs } = readAsked(query, oracle.nowMs);
  const earlier = new URLSearchParams(query);
  const isEvents = (query.get('recordType') ?? 'flowLog') !== 'flowLog';
  earlier.set('recordType', isEvents ? 'allConnections' : 'flowLog');
  earlier.set('showDup', String(mentionsDirection(query)));
  const { passes } = readAsked(earlier, oracle.nowMs);
  const showsDuplicates = mentionsDirection(query);
  const measure = measureOf(oracle, query.get('type') ?? 'Bytes', isEvents);
  const samples = oracle.known.flatMap((record): readonly Sample[] => {
    const isChosen =
      record.endMs < toMs &&
      record.endMs >= fromMs - windowMs &&
      (record.type !== 'flowLog') === isEvents &&
      (showsDuplicates || !record.isDuplicate) &&
      (!aggregateBy.startsWith('dropped') || (record.number('PktDropPackets') ?? 0) > 0) &&
      passes(record);
    const value = isChosen ? measure(record) : undefined;
    return value === undefined ? [] : [{ atMs: record.endMs, labels: labelsOf(record, fields), value }];
  });
  const divisor = isRoundTripTime(query.get('type') ?? '') && fn !== 'count' ? 1e6 : 1;
  return { fields, series: seriesOf(samples, fn, { fromMs, toMs, stepMs, windowMs }, divisor) };
}

function isRoundTripTime(type: string): boolean {
  return type === 'TimeFlowRttNs' || type === 'MaxTimeFlowRttNs';
}

/** Both reporters of a flow count once, unless a direction is asked for. */
function mentionsDirection(query: URLSearchParams): boolean {
  return decodeURIComponent(query.get('filters') ?? '').includes('FlowDirection');
}

type Measure = (record: KnownRecord) => number | undefined;

function measureOf({ added }: Oracle, type: string, isEvents: boolean): Measure {
  const counted: Measure = (record) => (!isEvents || added.isFirst(record) ? 1 : undefined);
  switch (type) {
    case 'Flows':
      return counted;
    case 'DnsFlows':
      return (record) => (isDns(record) ? counted(record) : undefined);
    case 'DnsLatencyMs':
      return (record) => (isDns(record) ? record.number(type) : undefined);
    case 'TimeFlowRttNs':
      return measured(isEvents ? 'MaxTimeFlowRttNs' : type);
    case 'MaxTimeFlowRttNs':
      return measured(type);
    default:
      return (record) => added.value(record, type);
  }
}

/** A time of 0 was not measured. */
function measured(field: string): Measure {
  return (record) => (record.number(field) === 0 ? undefined : record.number(field));
}

/** Whether anything is known of DNS; agents write zeros for any traffic. */
function isDns(record: KnownRecord): boolean {
  return (
    ['DnsId', 'DnsLatencyMs', 'DnsErrno'].some((field) => (record.number(field) ?? 0) > 0) ||
    ['DnsFlagsResponseCode', 'DnsName'].some((field) => record.elements(field).length > 0)
  );
}

function secondsOf(duration: string): number {
  return duration.endsWith('m') ? Number.parseFloat(duration) * 60 : Number.parseFloat(duration);
}
