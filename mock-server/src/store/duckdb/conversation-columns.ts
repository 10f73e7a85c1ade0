import type { DuckDBValue } from '@duckdb/node-api';

import type { Conversation } from '#model/conversation/conversation.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import type { ConversationSortKey } from '#model/wire/conversations.ts';

import type { Columns } from './database.ts';
import { ipKey } from './ip-key.ts';
import { naturalKey } from './natural-key.ts';
import type { Column } from './record-columns.ts';
import { decodeRecords, encodeRecord, RECORD_COLUMNS } from './record-columns.ts';

type OwnColumn = Column & { readonly read: (conversation: Conversation) => DuckDBValue };

/** What a conversation has beside its latest event. Names cannot be those of fields: fields have no spaces. */
const OWN_COLUMNS: readonly OwnColumn[] = [
  own('conversation key', 'varchar', ({ key }) => key),
  own('conversation id', 'varchar', ({ id }) => id),
  own('status', 'varchar', ({ status }) => status),
  own('is start seen', 'boolean', ({ isStartSeen }) => isStartSeen),
  own('start ms', 'double', ({ startMs }) => startMs),
  own('end ms', 'double', ({ endMs }) => endMs),
  own('duration ms', 'double', ({ startMs, endMs }) => endMs - startMs),
  own('bytes total', 'double', ({ bytes }) => bytes),
  own('bytes ab', 'double', ({ bytesAB }) => bytesAB),
  own('bytes ba', 'double', ({ bytesBA }) => bytesBA),
  own('packets total', 'double', ({ packets }) => packets),
  own('packets ab', 'double', ({ packetsAB }) => packetsAB),
  own('packets ba', 'double', ({ packetsBA }) => packetsBA),
  own('flows', 'double', ({ flows }) => flows),
  own('events', 'double', ({ events }) => events),
  own('protocol', 'double', ({ latest }) => numberField(latest, 'Proto') ?? null),
  own('src name', 'varchar', ({ latest }) => textOrder(latest, 'SrcK8S_Name')),
  own('src namespace', 'varchar', ({ latest }) => textOrder(latest, 'SrcK8S_Namespace')),
  own('src addr', 'varchar', ({ latest }) => addressOrder(latest, 'SrcAddr')),
  own('src port', 'double', ({ latest }) => numberField(latest, 'SrcPort') ?? null),
  own('dst name', 'varchar', ({ latest }) => textOrder(latest, 'DstK8S_Name')),
  own('dst namespace', 'varchar', ({ latest }) => textOrder(latest, 'DstK8S_Namespace')),
  own('dst addr', 'varchar', ({ latest }) => addressOrder(latest, 'DstAddr')),
  own('dst port', 'double', ({ latest }) => numberField(latest, 'DstPort') ?? null),
];

/** The columns of a conversation: its number, its own, and those of its latest event. */
export const CONVERSATION_COLUMNS: readonly Column[] = [
  { name: 'instance', type: 'bigint' },
  ...OWN_COLUMNS,
  ...RECORD_COLUMNS,
];

/** The column that each sort key orders by; every one orders as its values are to be ordered. */
export const SORT_COLUMNS: Readonly<Record<ConversationSortKey, string>> = {
  start: 'start ms',
  end: 'end ms',
  duration: 'duration ms',
  bytes: 'bytes total',
  bytesAB: 'bytes ab',
  bytesBA: 'bytes ba',
  packets: 'packets total',
  packetsAB: 'packets ab',
  packetsBA: 'packets ba',
  flows: 'flows',
  status: 'status',
  id: 'conversation id',
  protocol: 'protocol',
  srcName: 'src name',
  srcNamespace: 'src namespace',
  srcAddr: 'src addr',
  srcPort: 'src port',
  dstName: 'dst name',
  dstNamespace: 'dst namespace',
  dstAddr: 'dst addr',
  dstPort: 'dst port',
};

/** The fields of `conversationRecord` that are not those of the latest event, and their columns. */
export const CONVERSATION_FIELD_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['TimeFlowStartMs', 'start ms'],
  ['TimeFlowEndMs', 'end ms'],
  ['_Status', 'status'],
  ['_DurationMs', 'duration ms'],
]);

/** The values of `CONVERSATION_COLUMNS`. `instance` is the number under which the store knows it. */
export function encodeConversation(instance: number, conversation: Conversation): DuckDBValue[] {
  return [
    BigInt(instance),
    ...OWN_COLUMNS.map((ownColumn) => ownColumn.read(conversation)),
    ...encodeRecord(conversation.latest),
  ];
}

/** Conversations from the columns of an answer: the inverse of `encodeConversation`. */
export function decodeConversations(answer: Columns): readonly Conversation[] {
  const { names, columns } = answer;
  const valueOf = (name: string, row: number) => columns[names.indexOf(name)]?.[row];
  const number = (name: string, row: number) => valueOf(name, row) as number;
  const text = (name: string, row: number) => valueOf(name, row) as string;
  return decodeRecords(answer).map((latest, row) => ({
    key: text('conversation key', row),
    id: text('conversation id', row),
    status: text('status', row) as Conversation['status'],
    isStartSeen: valueOf('is start seen', row) === true,
    startMs: number('start ms', row),
    endMs: number('end ms', row),
    bytes: number('bytes total', row),
    bytesAB: number('bytes ab', row),
    bytesBA: number('bytes ba', row),
    packets: number('packets total', row),
    packetsAB: number('packets ab', row),
    packetsBA: number('packets ba', row),
    flows: number('flows', row),
    events: number('events', row),
    latest,
  }));
}

function own(name: string, type: string, read: OwnColumn['read']): OwnColumn {
  return { name, type, read };
}

function textOrder(record: TrafficRecord, field: string): string | null {
  const text = textField(record, field);
  return text === undefined || text === '' ? null : naturalKey(text);
}

/** Addresses by number, IPv4 first; what is no address after them. */
function addressOrder(record: TrafficRecord, field: string): string | null {
  const text = textField(record, field);
  return text === undefined || text === '' ? null : (ipKey(text) ?? `9${naturalKey(text)}`);
}
