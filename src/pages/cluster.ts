import type { TimeRange, TimeSpan } from '#model/time-range.ts';
import { rangeHolding } from '#model/time-range.ts';
import type { PageConfig } from '../api/config.ts';

/** Whether conversations are only recorded once they have ended (`EndedConversations`). */
export function hasOnlyEndings({ recordTypes }: PageConfig): boolean {
  return (
    recordTypes.includes('endConnection') &&
    !recordTypes.includes('newConnection') &&
    !recordTypes.includes('heartbeat')
  );
}

/** The span of a recording that is shown at its own times; absent for one that is played live. */
export function recordedSpan({ recording }: PageConfig): TimeSpan | undefined {
  const { timeline, firstMs, lastMs } = recording ?? {};
  return timeline === 'recorded' && firstMs !== undefined && lastMs !== undefined
    ? { fromMs: firstMs, toMs: lastMs }
    : undefined;
}

/** What is shown where a link says no time: all of a recording that keeps its times, else what is usual. */
export function openingRange(config: PageConfig, usual: TimeRange): TimeRange {
  const span = recordedSpan(config);
  return span === undefined ? usual : rangeHolding(span);
}

/**
 * The span of a recording that is shown at its own times, when the chosen span does not touch it.
 *
 * One that is played live moves with the clock: it is never missed for long.
 */
export function missedRecording(config: PageConfig, chosen: TimeSpan): TimeSpan | undefined {
  const recorded = recordedSpan(config);
  const isTouched =
    recorded === undefined || (recorded.fromMs < chosen.toMs && chosen.fromMs <= recorded.toMs);
  return isTouched ? undefined : recorded;
}
