import { compileFilter } from '#model/filter/compile.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';
import { markSecondObservers, OBSERVER_SKEW_MS } from '#model/observers/second-observers.ts';
import type { TimeSpan } from '#model/time-range.ts';

/** Which flow logs are wanted: the newest so many that pass. */
export type FlowsQuestion = {
  readonly span: TimeSpan;
  /** Lowered. */
  readonly filter: Filter;
  readonly limit: number;
  /** Whether those of a second observer are wanted, too. */
  readonly showDup: boolean;
};

/** A flow log that passes the filter, marked as a second observer's as far as is known. */
export type Candidate = {
  readonly record: TrafficRecord;
  readonly endMs: number;
  /** What was reported of the same traffic happened after this instant, in ms since the epoch. */
  readonly sinceMs: number;
};

/** The flow logs that pass among those that were read, newest first. */
export function candidatesAmong(
  read: readonly TrafficRecord[],
  { span, filter }: FlowsQuestion,
): readonly Candidate[] {
  const passes = compileFilter(filter);
  return markSecondObservers(read)
    .map((record) => ({ record, endMs: numberField(record, 'TimeFlowEndMs') ?? 0 }))
    .filter(({ record, endMs }) => endMs >= span.fromMs && endMs < span.toMs && passes(record))
    .sort((a, b) => b.endMs - a.endMs)
    .map(({ record, endMs }) => ({
      record,
      endMs,
      sinceMs: (numberField(record, 'TimeFlowStartMs') ?? endMs) - OBSERVER_SKEW_MS,
    }));
}

/** How many of some candidates are listed. */
export function countListed(candidates: readonly Candidate[], question: FlowsQuestion): number {
  return candidates.filter((candidate) => isListed(candidate, question)).length;
}

/** Whether a candidate is listed: none of a second observer is, unless they are wanted. */
function isListed({ record }: Candidate, { showDup }: FlowsQuestion): boolean {
  return showDup || record['Duplicate'] !== true;
}

/** The newest flow logs that pass, and how many of those between were left out. */
export type FlowRows = {
  readonly records: readonly TrafficRecord[];
  /** True when more are known to pass than are listed. */
  readonly hasMore: boolean;
  /** How many pass, and are left out because another observer reported the same traffic. */
  readonly secondObservers: number;
};

/** The rows that are made of candidates of which all is known. */
export function rowsOf(known: readonly Candidate[], question: FlowsQuestion): FlowRows {
  const shown = known.filter((candidate) => isListed(candidate, question));
  const hasMore = shown.length > question.limit;
  const rows = shown.slice(0, question.limit);
  const oldestMs = hasMore ? (rows.at(-1)?.endMs ?? 0) : Number.NEGATIVE_INFINITY;
  return {
    records: rows.map(({ record }) => record),
    hasMore,
    secondObservers: known.filter((one) => one.endMs >= oldestMs && !isListed(one, question)).length,
  };
}
