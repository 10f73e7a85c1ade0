import { EVENT_TYPES } from '#model/event.ts';
import { all, EVERYTHING } from '#model/filter/filter.ts';
import { mentions } from '#model/filter/filter-fields.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { PromUnsupported } from '#model/wire/metrics.ts';

import type { MetricFunction, MetricsQuery, StoreSummary } from '../../store/flow-store.ts';
import type { FilterQuestion } from '../asked-filter.ts';
import { askedFilter, NOT_DUPLICATE } from '../asked-filter.ts';
import type { QuestionError } from '../question-error.ts';
import { badQuestion } from '../question-error.ts';
import type { AskedRecordType } from '../records-question.ts';
import type { TimeQuestion } from '../time-span.ts';
import { askedSpan } from '../time-span.ts';
import { parseDuration } from './duration.ts';
import { askedType } from './metric-types.ts';
import { askedGrouping } from './scopes.ts';

/** Where NetObserv's metrics can be asked of. */
export const DATA_SOURCES = ['auto', 'loki', 'prom'] as const;
type DataSource = (typeof DATA_SOURCES)[number];

/** The parameters of `/api/flow/metrics`. */
export type MetricsQuestion = TimeQuestion &
  FilterQuestion & {
    readonly recordType?: AskedRecordType;
    readonly dataSource?: DataSource;
    readonly type?: string;
    readonly function?: MetricFunction;
    /** Required; that it is there is for planning to say in NetObserv's words. */
    readonly aggregateBy?: string;
    readonly groups?: string;
    readonly rateInterval?: string;
    readonly step?: string;
    readonly limit?: number;
  };

/** What the store is asked for a metrics question, and what is to be made of its answer. */
export type MetricsPlan = {
  readonly query: MetricsQuery;
  /** Labels that every series has. */
  readonly constant: Readonly<Record<string, string>>;
  /** By what values are divided to be answered in their unit. */
  readonly divisor: number;
};

/** What is there to be asked about. */
export type Known = { readonly nowMs: number } & Pick<StoreSummary, 'firstMs' | 'lastMs'>;

/** As many instants as Loki and Prometheus answer for one series. */
const MAX_POINTS = 11_000;
const DEFAULT_LIMIT = 100;

/** Whether a question leaves an end of its span to what the store holds. */
export function isOpen({ startTime, endTime, timeRange }: TimeQuestion): boolean {
  return startTime === undefined ? timeRange === undefined : endTime === undefined;
}

/** What the store is asked for a metrics question. `known` holds the store's span where the question is open. */
export function planMetrics(question: MetricsQuestion, known: Known): Result<MetricsPlan, QuestionError> {
  if (question.dataSource === 'prom') {
    return err(NO_PROMETHEUS);
  }
  const types = question.recordType === undefined || question.recordType === 'flowLog' ? 'flows' : 'events';
  const grouping = askedGrouping(question.aggregateBy, question.groups);
  if (!grouping.ok) {
    return grouping;
  }
  const measured = askedType(question.type ?? 'Bytes', types);
  if (!measured.ok) {
    return measured;
  }
  const filter = askedFilter(question);
  if (!filter.ok) {
    return filter;
  }
  const times = askedTimes(question, known);
  if (!times.ok) {
    return times;
  }
  const { function: fn = 'rate', limit = DEFAULT_LIMIT } = question;
  const { field, divisor } = measured.value;
  return ok({
    query: {
      ...times.value,
      types: types === 'flows' ? ['flowLog'] : EVENT_TYPES,
      filter: all(
        mentions(filter.value, 'FlowDirection') ? EVERYTHING : NOT_DUPLICATE,
        grouping.value.filter,
        measured.value.filter,
        filter.value,
      ),
      by: grouping.value.fields,
      ...(field === undefined ? {} : { field }),
      fn,
      limit,
    },
    constant: grouping.value.constant,
    divisor: fn === 'count' ? 1 : divisor,
  });
}

const REASON = 'there is no Prometheus here';
const NO_PROMETHEUS: QuestionError & PromUnsupported = {
  status: 400,
  code: 'prom-unsupported',
  path: 'dataSource',
  message: `Prometheus cannot be asked for metrics: ${REASON}.`,
  promUnsupported: true,
  reason: REASON,
};

type Times = Pick<MetricsQuery, 'span' | 'stepMs' | 'windowMs'>;

function askedTimes(question: MetricsQuestion, known: Known): Result<Times, QuestionError> {
  const asked = askedSpan(question, known.nowMs);
  if (!asked.ok) {
    return asked;
  }
  const stepMs = parseDuration(question.step ?? '30s');
  if (stepMs === undefined) {
    return err(notDuration('step', question.step));
  }
  const intervalMs = parseDuration(question.rateInterval ?? '1m');
  if (intervalMs === undefined) {
    return err(notDuration('rateInterval', question.rateInterval));
  }
  const span = closed(asked.value, known);
  // Multiples of the step, from the first one after the beginning to the first one that is not before the end.
  const points = Math.ceil(span.toMs / stepMs) - Math.floor(span.fromMs / stepMs);
  return points > MAX_POINTS
    ? err(tooManyPoints(span, points))
    : ok({ span, stepMs, windowMs: (question.function ?? 'rate') === 'rate' ? intervalMs : stepMs });
}

/** An open end is where the records end that are there; without any, the span is empty. */
function closed({ fromMs, toMs }: TimeSpan, { nowMs, firstMs = nowMs, lastMs = nowMs }: Known): TimeSpan {
  const start = fromMs === -Infinity ? Math.floor(firstMs) : fromMs;
  return { fromMs: start, toMs: Math.max(start, toMs === Infinity ? Math.min(nowMs, lastMs + 1) : toMs) };
}

function notDuration(parameter: string, text = ''): QuestionError {
  return {
    ...badQuestion(
      'bad-duration',
      parameter,
      `${parameter} must be a length of time above 0 in whole milliseconds, such as 30s or 1m30s, not ${JSON.stringify(text)}.`,
    ),
  };
}

function tooManyPoints({ fromMs, toMs }: TimeSpan, points: number): QuestionError {
  // Of so many whole steps, one is in two parts where the range begins and ends between instants.
  const seconds = Math.ceil((toMs - fromMs) / (MAX_POINTS - 1) / 1000);
  return {
    status: 422,
    code: 'too-many-points',
    path: 'step',
    message: `The time range has ${points} steps; ${MAX_POINTS} are the most.`,
    hint: `Choose a step of ${seconds}s or longer, or a shorter time range.`,
  };
}
