import type { TimeSpan } from '#model/time-range.ts';
import type { FrontendConfig } from '#model/wire/config.ts';

/** Whether conversations are only recorded once they have ended (`EndedConversations`). */
export function hasOnlyEndings({ recordTypes }: FrontendConfig): boolean {
  return (
    recordTypes.includes('endConnection') &&
    !recordTypes.includes('newConnection') &&
    !recordTypes.includes('heartbeat')
  );
}

/**
 * The span of a recording that is shown at its own times, when the chosen span does not touch it.
 *
 * One that is played live moves with the clock: it is never missed for long.
 */
export function missedRecording({ recording }: FrontendConfig, chosen: TimeSpan): TimeSpan | undefined {
  const { firstMs, lastMs } = recording ?? {};
  if (recording?.timeline !== 'recorded' || firstMs === undefined || lastMs === undefined) {
    return undefined;
  }
  const isTouched = firstMs < chosen.toMs && chosen.fromMs <= lastMs;
  return isTouched ? undefined : { fromMs: firstMs, toMs: lastMs };
}
