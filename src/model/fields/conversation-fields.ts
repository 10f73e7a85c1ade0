import type { Conversation } from '../conversation/conversation.ts';
import type { TrafficRecord } from '../flow.ts';

/** Fields that a conversation has beyond those of its latest event. */
export const CONVERSATION_FIELDS = ['_Status', '_DurationMs', '_Events', '_IsStartSeen', '_Ratio'] as const;

/**
 * A conversation as a record: what filters on conversations are tested against.
 *
 * The fields of its latest event, with what holds of the whole instance: start and end, status, duration in ms,
 * events, the ratio of the directions, all counters, and all observers where there are several. A counter that the
 * event leaves out is 0 here, so that conditions on it hold. What is not known for certain is not set.
 */
export function conversationRecord(conversation: Conversation): TrafficRecord {
  const { unread = {} } = conversation;
  return {
    ...conversation.latest,
    TimeFlowStartMs: conversation.startMs,
    TimeFlowEndMs: conversation.endMs,
    _Status: unread.end === true ? undefined : conversation.status,
    _DurationMs: conversation.endMs - conversation.startMs,
    _Events: unread.events === true ? undefined : conversation.events,
    _IsStartSeen: unread.start === true ? undefined : conversation.isStartSeen,
    _Ratio: directionRatio(conversation),
    Bytes: conversation.bytes,
    Bytes_AB: conversation.bytesAB,
    Bytes_BA: conversation.bytesBA,
    Packets: conversation.packets,
    Packets_AB: conversation.packetsAB,
    Packets_BA: conversation.packetsBA,
    numFlowLogs: conversation.flows,
    ...(conversation.observers.length > 1 ? { AgentIP: conversation.observers } : {}),
  };
}

/**
 * Which way the bytes of a conversation went: 1 when all went from A to B, -1 when all went back, 0 when as many went
 * each way or none at all.
 *
 * (AB − BA) / (AB + BA): the producer/consumer ratio (PCR) of Argus.
 */
export function directionRatio({ bytesAB, bytesBA }: Pick<Conversation, 'bytesAB' | 'bytesBA'>): number {
  const sum = bytesAB + bytesBA;
  return sum === 0 ? 0 : (bytesAB - bytesBA) / sum;
}
