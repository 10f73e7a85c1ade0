import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import { quote } from '../go/quote.ts';
import type { CompiledLogQuery } from '../logql/compile-log-query.ts';
import type { LogQuery } from '../logql/log-query.ts';
import { isParsed } from '../logql/log-query.ts';
import { printLogQuery } from '../logql/print-log-query.ts';
import { readLogQuery } from './log-answer.ts';
import { parseLokiDuration } from './query-range.ts';

/** Functions over the entries of a window, by LogQL's names. */
export const WINDOW_FUNCTIONS = [
  'count_over_time',
  'sum_over_time',
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'quantile_over_time',
  'rate',
] as const;
export type WindowFunction = (typeof WINDOW_FUNCTIONS)[number];

/** A query of LogQL for a metric, as far as NetObserv's backend writes it. All of its lines are parsed as JSON. */
export type MetricQuery = {
  readonly log: LogQuery;
  readonly fn: WindowFunction;
  /** Which quantile, where the function is one. */
  readonly quantile?: number;
  /** The label whose values are worked with (`unwrap`); absent where lines are counted. */
  readonly field?: string;
  /** The window, as it is written between brackets. */
  readonly window: string;
  /** The labels that tell series apart. */
  readonly by: readonly string[];
  /** What values are divided by in the end. */
  readonly divisor: number;
  /** The greatest so many of each instant are answered with; the least so many of `min_over_time`. */
  readonly top: number;
};

/** A metric query that Loki accepts. */
export type CompiledMetricQuery = Omit<MetricQuery, 'log' | 'window'> & {
  readonly log: CompiledLogQuery;
  readonly windowMs: number;
};

/** Functions whose series are summed up; others work with all values of a series at once. */
const SUMMED: readonly WindowFunction[] = ['count_over_time', 'sum_over_time', 'rate'];
const WITH_FIELD: readonly WindowFunction[] = WINDOW_FUNCTIONS.filter((fn) => fn !== 'count_over_time');
const WITHOUT_FIELD: readonly WindowFunction[] = ['count_over_time', 'rate'];
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Compiles a metric query; the error is what Loki says of one that it refuses. */
export function compileMetricQuery(query: MetricQuery): Result<CompiledMetricQuery, string> {
  const { log: logQuery, window, ...rest } = query;
  const before = printStart(query);
  const fault = labelFault(query.by, before);
  if (fault !== undefined) {
    return err(fault);
  }
  const log = readLogQuery(logQuery, before);
  if (!log.ok) {
    return log;
  }
  const windowMs = parseLokiDuration(window);
  if (windowMs === undefined) {
    const column = before.length + printPipeline(query).length + 1;
    return err(`parse error at line 1, col ${column}: not a valid duration string: ${quote(window)}`);
  }
  const { fn, field } = query;
  if (!(field === undefined ? WITHOUT_FIELD : WITH_FIELD).includes(fn)) {
    return err(`parse error : invalid aggregation ${fn} ${field === undefined ? 'without' : 'with'} unwrap`);
  }
  return ok({ ...rest, log: log.value, windowMs });
}

/** What Loki says of the first label that is no name; `undefined` when all are. */
function labelFault(by: readonly string[], before: string): string | undefined {
  const index = by.findIndex((label) => !NAME.test(label));
  const label = by[index];
  if (label === undefined) {
    return undefined;
  }
  const [start = ''] = /^(?:[A-Za-z_]\w*)?\s*/.exec(label) ?? [];
  const [token = ')'] = label.slice(start.length);
  const kind = /\d/.test(token) ? 'NUMBER' : /[A-Za-z_]/.test(token) ? 'IDENTIFIER' : token;
  const expected = start === '' ? 'IDENTIFIER or )' : ', or )';
  const column = before.indexOf('by(') + [...by.slice(0, index), start].join().length + 'by('.length + 1;
  return `parse error at line 1, col ${column}: syntax error: unexpected ${kind}, expecting ${expected}`;
}

/** What stands from the selector to the window. */
function printPipeline({ log, field }: MetricQuery): string {
  const unwrap = field === undefined ? '' : `|unwrap ${field}|__error__=""`;
  return `${printLogQuery(log)}${isParsed(log) ? '' : '|json'}${unwrap}`;
}

/** What stands before the selector: columns of errors count from the beginning of the query. */
function printStart({ fn, quantile, by, top }: MetricQuery): string {
  const choice = fn === 'min_over_time' ? 'bottomk' : 'topk';
  const sum = SUMMED.includes(fn) ? `sum by(${by.join(',')})` : '';
  return `${choice}(${top},${sum}(${fn}(${quantile === undefined ? '' : `${quantile},`}`;
}
