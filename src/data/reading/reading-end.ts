/** Why reading stopped: the budget of a question, which may be raised; a second that holds more than an answer. */
export type StoppedBy = 'budget' | 'second';

/**
 * How far something was read from NetObserv's backend.
 *
 * `stopped`: all is known of what ended at or after `fromMs`, and before `toMs`; of the rest nothing is said.
 */
export type ReadingEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'stopped'; readonly by: StoppedBy; readonly fromMs: number; readonly toMs: number };

export const WHOLE: ReadingEnd = { kind: 'whole' };

/** What is known from an instant on. */
export function stopped(by: StoppedBy, fromMs: number): ReadingEnd {
  return { kind: 'stopped', by, fromMs, toMs: Number.POSITIVE_INFINITY };
}

/** Whether all is known of what ended at an instant. */
export function isKnownAt(end: ReadingEnd, endMs: number): boolean {
  return end.kind === 'whole' || (endMs >= end.fromMs && endMs < end.toMs);
}
