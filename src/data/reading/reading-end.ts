import type { ApiError } from '../../api/api-error.ts';

/** What a backend said that did not answer. */
export type ReadingFailure = Pick<ApiError, 'code' | 'message'>;

/**
 * Why reading stopped: the budget of a question, which may be raised; a second that holds more records than an answer;
 * a question for what is older that was not answered.
 */
export type ReadingStop =
  | { readonly by: 'budget' }
  | { readonly by: 'second' }
  | { readonly by: 'failure'; readonly error: ReadingFailure };

/**
 * How far something was read from NetObserv's backend.
 *
 * `stopped`: all is known of what ended at or after `fromMs`, and before `toMs`; of the rest nothing is said.
 */
export type ReadingEnd =
  | { readonly kind: 'whole' }
  | {
      readonly kind: 'stopped';
      readonly stop: ReadingStop;
      readonly fromMs: number;
      readonly toMs: number;
    };

export const WHOLE: ReadingEnd = { kind: 'whole' };

/** What is known from an instant on. */
export function stopped(stop: ReadingStop, fromMs: number): ReadingEnd {
  return { kind: 'stopped', stop, fromMs, toMs: Number.POSITIVE_INFINITY };
}

/** Whether all is known of what ended at an instant. */
export function isKnownAt(end: ReadingEnd, endMs: number): boolean {
  return end.kind === 'whole' || (endMs >= end.fromMs && endMs < end.toMs);
}
