import type { Conversation } from '#model/conversation/conversation.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import type { TrafficRecord } from '#model/flow.ts';

const records = new WeakMap<Conversation, TrafficRecord>();

/** A conversation as filters see it; made once a conversation, as several cells of a row read it. */
export function recordOf(conversation: Conversation): TrafficRecord {
  const record = records.get(conversation) ?? conversationRecord(conversation);
  records.set(conversation, record);
  return record;
}
