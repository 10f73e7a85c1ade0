import type { TrafficRecord } from './flow.ts';
import { textField } from './flow.ts';

/** The events that connection tracking tells of a conversation, in the order of its life. */
export const EVENT_TYPES = ['newConnection', 'heartbeat', 'endConnection'] as const;

/** What `_RecordType` of a record can be: an event, or a flow log. */
export const RECORD_TYPES = [...EVENT_TYPES, 'flowLog'] as const;

export type EventType = (typeof EVENT_TYPES)[number];
export type RecordType = (typeof RECORD_TYPES)[number];

/** What the page lists: flow logs, or conversations (in the URL and API: all connection events). */
export const LOG_TYPES = ['allConnections', 'flowLog'] as const;
export type LogType = (typeof LOG_TYPES)[number];

/** The type of a record; one without `_RecordType` comes from a cluster that does not track: a flow log. */
export function recordTypeOf(record: TrafficRecord): RecordType {
  const type = textField(record, '_RecordType');
  return RECORD_TYPES.find((known) => known === type) ?? 'flowLog';
}

/** Whether a record is an event of connection tracking, not a flow log. */
export function isEvent(record: TrafficRecord): boolean {
  return recordTypeOf(record) !== 'flowLog';
}

/** The conversation id (`_HashId`): names the peers, not the instance. Absent where nothing is tracked. */
export function conversationIdOf(record: TrafficRecord): string | undefined {
  return textField(record, '_HashId');
}
