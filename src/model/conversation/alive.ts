import type { TimeSpan } from '../time-range.ts';
import type { Conversation } from './conversation.ts';

/** Whether a conversation was alive in a span: begun before its end, and with traffic at or after its start. */
export function isAliveIn({ startMs, endMs }: Conversation, span: TimeSpan): boolean {
  return startMs < span.toMs && endMs >= span.fromMs;
}
