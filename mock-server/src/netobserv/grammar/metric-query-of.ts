import type { Result } from '#model/lib/result.ts';
import { ok } from '#model/lib/result.ts';
import type { Scope } from '#model/wire/config.ts';

import type { LineFilter } from '../logql/log-query.ts';
import type { MetricQuery, WindowFunction } from '../loki/metric-query.ts';
import { isSet } from './line-conditions.ts';
import type { RecordTypeAsked, RecordsWanted } from './log-query-of.ts';
import { logQueryOf } from './log-query-of.ts';
import type { LokiFields } from './loki-fields.ts';
import type { ConditionGroup } from './parse-filters.ts';
import { condition, distribute } from './parse-filters.ts';

/** What `function` can ask for. */
export const METRIC_FUNCTIONS = ['count', 'sum', 'avg', 'min', 'max', 'p90', 'p99', 'rate'] as const;
export type MetricFunction = (typeof METRIC_FUNCTIONS)[number];

/** What a metric is asked for; durations and the limit as they came. */
export type MetricWanted = RecordsWanted & {
  readonly type: string;
  readonly fn: MetricFunction;
  readonly aggregateBy: string;
  readonly groups: string;
  readonly step: string;
  readonly rateInterval: string;
  readonly limit: string;
};

const FUNCTIONS: Readonly<
  Record<MetricFunction, { readonly fn: WindowFunction; readonly quantile?: number }>
> = {
  count: { fn: 'count_over_time' },
  sum: { fn: 'sum_over_time' },
  avg: { fn: 'avg_over_time' },
  min: { fn: 'min_over_time' },
  max: { fn: 'max_over_time' },
  p90: { fn: 'quantile_over_time', quantile: 0.9 },
  p99: { fn: 'quantile_over_time', quantile: 0.99 },
  rate: { fn: 'rate' },
};

/** What can be aggregated by beside scopes and fields. */
const BUILT_IN_LABELS = {
  app: ['app'],
  droppedState: ['PktDropLatestState'],
  droppedCause: ['PktDropLatestDropCause'],
  dnsRCode: ['DnsFlagsResponseCode'],
} as const;

/** Types that count lines instead of working with a field; all lines, for both. */
const COUNTING_TYPES = ['Flows', 'DnsFlows'];
/** Types that both observers of traffic report, so that one of the two is left out. */
const REPORTED_TWICE = ['Bytes', 'Packets'];
const DEFAULT_TOP = 100;
const NANOSECONDS_OF_MS = 1_000_000;

/** The fields by which something is aggregated, by what it is called. */
export function aggregations(scopes: readonly Scope[]): ReadonlyMap<string, readonly string[]> {
  return new Map<string, readonly string[]>([
    ...Object.entries(BUILT_IN_LABELS),
    ...scopes.map(({ id, labels }) => [id, labels] as const),
  ]);
}

/** The query of LogQL that NetObserv's backend writes for a metric of one group of conditions, or its refusal. */
export function metricQueryOf(
  group: ConditionGroup,
  wanted: MetricWanted,
  fields: LokiFields,
  labelsBy: ReadonlyMap<string, readonly string[]>,
): Result<MetricQuery, string> {
  const log = logQueryOf(group, { ...wanted, recordType: typeCounted(wanted.recordType) }, fields);
  if (!log.ok) {
    return log;
  }
  const { type, aggregateBy, limit } = wanted;
  const isField = !labelsBy.has(aggregateBy) && !fields.isLabel(aggregateBy);
  const { fn, ...quantile } = FUNCTIONS[wanted.fn];
  return ok({
    log: {
      ...log.value,
      lineFilters: [
        ...log.value.lineFilters,
        ...(isField ? [isSet(aggregateBy)] : []),
        ...valueFilters(type),
      ],
    },
    fn,
    ...quantile,
    ...(COUNTING_TYPES.includes(type) ? {} : { field: type }),
    window: fn === 'rate' ? wanted.rateInterval : wanted.step,
    by: labelsOf(wanted, labelsBy),
    divisor: type === 'TimeFlowRttNs' ? NANOSECONDS_OF_MS : 1,
    top: limit === '' ? DEFAULT_TOP : Number(limit),
  });
}

/**
 * The groups of conditions of which each becomes a query of its own; the answers are added up.
 *
 * What is reported twice is asked for as received or within a node, and as sent where nobody received it: to what is
 * no pod, or a service. A condition on the direction keeps a group from that. Only what is reported twice is
 * restricted to a namespace, too.
 */
export function groupsCounted(
  groups: readonly ConditionGroup[],
  type: string,
  namespace: string,
): readonly ConditionGroup[] {
  if (!REPORTED_TWICE.includes(type)) {
    return groups;
  }
  const once = distribute(
    groups,
    [
      [condition('FlowDirection', '~', '"0"', '"2"')],
      [condition('FlowDirection', '~', '"1"'), condition('DstK8S_Type', '~', '""', '"Service"')],
    ],
    (group) => group.some(({ key }) => key === 'FlowDirection'),
  );
  return namespace === ''
    ? once
    : distribute(once, [
        [condition('SrcK8S_Namespace', '~', `"${namespace}"`)],
        [condition('DstK8S_Namespace', '~', `"${namespace}"`)],
      ]);
}

/** Of conversations, their ends are counted, whichever events are asked for. */
function typeCounted(recordType: RecordTypeAsked): RecordTypeAsked {
  return recordType === 'flowLog' ? 'flowLog' : 'endConnection';
}

function valueFilters(type: string): readonly LineFilter[] {
  switch (type) {
    case 'DnsLatencyMs':
      return [
        { operator: '|~', pattern: '"DnsLatencyMs' },
        { operator: '!~', pattern: '"DnsLatencyMs":0[,}]' },
      ];
    case 'TimeFlowRttNs':
      return [isSet('TimeFlowRttNs')];
    default:
      return [];
  }
}

/** The labels of what is aggregated by, and those of each group whose name contains a known one. */
function labelsOf(
  { aggregateBy, groups }: MetricWanted,
  labelsBy: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const grouped = [...labelsBy].filter(([name]) => groups.includes(name)).flatMap(([, labels]) => labels);
  return [...new Set([...(labelsBy.get(aggregateBy) ?? [aggregateBy]), ...grouped])];
}
