import type { Conversation } from '../conversation/conversation.ts';
import type { TrafficRecord } from '../flow.ts';

/** Fields that a conversation has beyond those of its latest event. */
export const CONVERSATION_FIELDS = ['_Status', '_DurationMs'] as const;

/**
 * A conversation as a record: what filters on conversations are tested against.
 *
 * The fields of its latest event, with the start and end of the whole instance, its status and its duration
 * in ms.
 */
export function conversationRecord(conversation: Conversation): TrafficRecord {
  return {
    ...conversation.latest,
    TimeFlowStartMs: conversation.startMs,
    TimeFlowEndMs: conversation.endMs,
    _Status: conversation.status,
    _DurationMs: conversation.endMs - conversation.startMs,
  };
}
