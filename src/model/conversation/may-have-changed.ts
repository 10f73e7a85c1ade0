import type { TimeSpan } from '../time-range.ts';
import type { Conversation } from './conversation.ts';
import { SILENCE_MS } from './instance.ts';

/**
 * Whether a conversation, as it is known now, may have looked different at the end of a span that is over.
 *
 * It had flows after that, or so short before that its end, or flows of its last seconds, were told later. What had
 * been silent for longer was told of whole by then.
 */
export function mayHaveChanged({ endMs }: Pick<Conversation, 'endMs'>, { toMs }: TimeSpan): boolean {
  return endMs + SILENCE_MS >= toMs;
}
