import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';
import type { TimeSpan } from '#model/time-range.ts';
import { resolveTimeRange } from '#model/time-range.ts';

import type { QuestionError } from './question-error.ts';
import { badQuestion } from './question-error.ts';

/** The time parameters of NetObserv's queries, all in seconds. */
export type TimeQuestion = {
  readonly startTime?: number;
  readonly endTime?: number;
  readonly timeRange?: number;
};

/**
 * The span that a query asks about.
 *
 * `startTime` wins over `timeRange`, as in NetObserv's backend; the second `endTime` is inside the span. What
 * is not given is open: without any of the three everything is asked for.
 */
export function askedSpan(question: TimeQuestion, nowMs: number): Result<TimeSpan, QuestionError> {
  const { startTime, endTime, timeRange } = question;
  const toMs = endTime === undefined ? Infinity : resolveTimeRange(absolute(0, endTime), nowMs).toMs;
  if (startTime === undefined && timeRange !== undefined) {
    const relative = resolveTimeRange({ kind: 'relative', seconds: timeRange }, nowMs);
    return ok({ fromMs: relative.fromMs, toMs: endTime === undefined ? relative.toMs : toMs });
  }
  if (startTime !== undefined && endTime !== undefined && startTime > endTime) {
    return err(
      badQuestion(
        'time-range-backwards',
        'startTime',
        `startTime ${startTime} is after endTime ${endTime}: the time range runs backwards.`,
      ),
    );
  }
  const fromMs =
    startTime === undefined ? -Infinity : resolveTimeRange(absolute(startTime, startTime), nowMs).fromMs;
  return ok({ fromMs, toMs });
}

function absolute(startS: number, endS: number) {
  return { kind: 'absolute', startS, endS } as const;
}
