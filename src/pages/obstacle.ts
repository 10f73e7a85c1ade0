import type { Backend } from '#model/backend/profile.ts';
import type { LogType } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import { unanswerableConditions } from '#model/filter/unanswerable.ts';

/** Why nothing can be listed, whatever is recorded: then nothing is asked. */
export type Obstacle =
  /** The filter as a whole is not one. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Conditions on what no row of the log type has. */
  | { readonly kind: 'unanswerable'; readonly conditions: readonly Filter[] }
  /** The backend keeps neither flows nor events. */
  | { readonly kind: 'not-kept' };

/** What prevents that rows are listed. */
export function obstacleTo(
  { refusal, filter, logType }: ObstacleSubject,
  backend: Backend | undefined,
): Obstacle | undefined {
  if (backend?.kind === 'netobserv' && !backend.keepsRecords) {
    return { kind: 'not-kept' };
  }
  if (refusal !== undefined) {
    return { kind: 'refused', message: refusal };
  }
  const conditions = unanswerableConditions(filter, logType);
  return conditions.length === 0 ? undefined : { kind: 'unanswerable', conditions };
}

export type ObstacleSubject = {
  /** Why the filter as a whole cannot be lowered. */
  readonly refusal: string | undefined;
  /** As it is written. */
  readonly filter: Filter;
  readonly logType: LogType;
};
