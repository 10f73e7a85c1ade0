import type { Conversation } from '#model/conversation/conversation.ts';
import { observersOfEvent } from '#model/conversation/event-facts.ts';
import type { Instance } from '#model/conversation/instance.ts';
import { directionRatio } from '#model/fields/conversation-fields.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField, textField } from '#model/flow.ts';
import type { ConversationSortKey } from '#model/wire/conversations.ts';

import type { NumberedInstance } from '../newest-instances.ts';
import type { Column } from './columnar/column.ts';
import type { Dictionary } from './columnar/dictionary.ts';
import type { RowSink } from './columnar/waiting-rows.ts';
import type { Columns } from './database.ts';
import { ipKey } from './keys/ip-key.ts';
import { naturalKey } from './keys/natural-key.ts';
import { decodeRecords, encodeRecord, RECORD_COLUMNS } from './record-columns.ts';

/** A number (or text, where the column holds text) that a conversation has beside its latest event. */
type OwnColumn =
  | { readonly name: string; readonly kind: 'number' | 'boolean'; readonly read: Reader<number> }
  | { readonly name: string; readonly kind: 'text'; readonly read: Reader<string> };
type Reader<T> = (conversation: Conversation) => T | undefined;

/** What a conversation has beside its latest event. Names cannot be those of fields: fields have no spaces. */
const OWN_COLUMNS: readonly OwnColumn[] = [
  ownText('conversation key', ({ key }) => key),
  ownText('conversation id', ({ id }) => id),
  ownText('status', ({ status }) => status),
  { name: 'is start seen', kind: 'boolean', read: ({ isStartSeen }) => Number(isStartSeen) },
  ownNumber('start ms', ({ startMs }) => startMs),
  ownNumber('end ms', ({ endMs }) => endMs),
  ownNumber('duration ms', ({ startMs, endMs }) => endMs - startMs),
  ownNumber('bytes total', ({ bytes }) => bytes),
  ownNumber('bytes ab', ({ bytesAB }) => bytesAB),
  ownNumber('bytes ba', ({ bytesBA }) => bytesBA),
  ownNumber('ratio', directionRatio),
  ownNumber('packets total', ({ packets }) => packets),
  ownNumber('packets ab', ({ packetsAB }) => packetsAB),
  ownNumber('packets ba', ({ packetsBA }) => packetsBA),
  ownNumber('flows', ({ flows }) => flows),
  ownNumber('events', ({ events }) => events),
  ownNumber('protocol', ({ latest }) => numberField(latest, 'Proto')),
  ownText('src name', ({ latest }) => textOrder(latest, 'SrcK8S_Name')),
  ownText('src kind', ({ latest }) => textOrder(latest, 'SrcK8S_Type')),
  ownText('src owner', ({ latest }) => textOrder(latest, 'SrcK8S_OwnerName')),
  ownText('src namespace', ({ latest }) => textOrder(latest, 'SrcK8S_Namespace')),
  ownText('src addr', ({ latest }) => addressOrder(latest, 'SrcAddr')),
  ownNumber('src port', ({ latest }) => numberField(latest, 'SrcPort')),
  ownText('src host', ({ latest }) => textOrder(latest, 'SrcK8S_HostName')),
  ownText('src zone', ({ latest }) => textOrder(latest, 'SrcK8S_Zone')),
  ownText('dst name', ({ latest }) => textOrder(latest, 'DstK8S_Name')),
  ownText('dst kind', ({ latest }) => textOrder(latest, 'DstK8S_Type')),
  ownText('dst owner', ({ latest }) => textOrder(latest, 'DstK8S_OwnerName')),
  ownText('dst namespace', ({ latest }) => textOrder(latest, 'DstK8S_Namespace')),
  ownText('dst addr', ({ latest }) => addressOrder(latest, 'DstAddr')),
  ownNumber('dst port', ({ latest }) => numberField(latest, 'DstPort')),
  ownText('dst host', ({ latest }) => textOrder(latest, 'DstK8S_HostName')),
  ownText('dst zone', ({ latest }) => textOrder(latest, 'DstK8S_Zone')),
];

/** All observers of a conversation, where there are several; else null, and the latest event names the one. */
export const OBSERVERS = 'observers';

/** What each of several observers says of an instance, as JSON; null where there is one alone. */
const BY_OBSERVER = 'by observer';

/** The columns of a conversation: its number, its own, what its observers say, and those of its latest event. */
export const CONVERSATION_COLUMNS: readonly Column[] = [
  { name: 'instance', kind: 'count' },
  ...OWN_COLUMNS.map(({ name, kind }) => ({ name, kind })),
  { name: OBSERVERS, kind: 'list' },
  { name: BY_OBSERVER, kind: 'text' },
  ...RECORD_COLUMNS,
];
const OBSERVERS_INDEX = 1 + OWN_COLUMNS.length;

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
  events: 'events',
  droppedBytes: 'PktDropBytes',
  droppedPackets: 'PktDropPackets',
  rtt: 'MaxTimeFlowRttNs',
  dnsLatency: 'DnsLatencyMs',
  status: 'status',
  id: 'conversation id',
  protocol: 'protocol',
  srcName: 'src name',
  srcKind: 'src kind',
  srcOwner: 'src owner',
  srcNamespace: 'src namespace',
  srcAddr: 'src addr',
  srcPort: 'src port',
  srcHost: 'src host',
  srcZone: 'src zone',
  dstName: 'dst name',
  dstKind: 'dst kind',
  dstOwner: 'dst owner',
  dstNamespace: 'dst namespace',
  dstAddr: 'dst addr',
  dstPort: 'dst port',
  dstHost: 'dst host',
  dstZone: 'dst zone',
};

/** The fields of `conversationRecord` that are not those of the latest event, and their columns. */
export const CONVERSATION_FIELD_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['TimeFlowStartMs', 'start ms'],
  ['TimeFlowEndMs', 'end ms'],
  ['_Status', 'status'],
  ['_DurationMs', 'duration ms'],
  ['_Events', 'events'],
  ['_IsStartSeen', 'is start seen'],
  ['_Ratio', 'ratio'],
  ['Bytes', 'bytes total'],
  ['Bytes_AB', 'bytes ab'],
  ['Bytes_BA', 'bytes ba'],
  ['Packets', 'packets total'],
  ['Packets_AB', 'packets ab'],
  ['Packets_BA', 'packets ba'],
  ['numFlowLogs', 'flows'],
]);

/** What a list is ordered or filtered by and nothing else is read from: reading text takes long. */
const ORDER_COLUMNS: ReadonlySet<string> = new Set(
  OWN_COLUMNS.map(({ name }) => name).filter((name) => /^(src|dst) |^protocol$|^ratio$/.test(name)),
);

/** The columns from which conversations are decoded, of some that are used; with the one that they are ordered by. */
export function readConversationColumns(
  used: readonly string[],
  key?: ConversationSortKey,
): readonly string[] {
  return used.filter(
    (name) =>
      name !== BY_OBSERVER && (!ORDER_COLUMNS.has(name) || (key !== undefined && name === SORT_COLUMNS[key])),
  );
}

/**
 * Puts the values of `CONVERSATION_COLUMNS` into the row that is being written. Returns the names of the fields that
 * stand among the rest.
 */
export function encodeInstance(
  { number, conversation, byObserver }: NumberedInstance,
  { dictionary, row }: { readonly dictionary: Dictionary; readonly row: RowSink },
): readonly string[] {
  row.putNumber(0, number);
  for (const [index, ownColumn] of OWN_COLUMNS.entries()) {
    putOwn(row, 1 + index, ownColumn, conversation);
  }
  if (byObserver.length > 1) {
    putList(row, dictionary, conversation.observers);
    row.putText(OBSERVERS_INDEX + 1, JSON.stringify(byObserver));
  }
  return encodeRecord(conversation.latest, { dictionary, row, offset: OBSERVERS_INDEX + 2 });
}

function putList(row: RowSink, dictionary: Dictionary, observers: readonly string[]): void {
  const code = dictionary.encodeList(observers);
  if (code !== undefined) {
    row.putNumber(OBSERVERS_INDEX, code);
  }
}

function putOwn(row: RowSink, index: number, ownColumn: OwnColumn, conversation: Conversation): void {
  if (ownColumn.kind === 'text') {
    const text = ownColumn.read(conversation);
    if (text !== undefined) {
      row.putText(index, text);
    }
  } else {
    const number = ownColumn.read(conversation);
    if (number !== undefined) {
      row.putNumber(index, number);
    }
  }
}

/** Instances from all columns of an answer: the inverse of `encodeInstance`. */
export function decodeInstances(answer: Columns, dictionary: Dictionary): readonly NumberedInstance[] {
  const { names, columns } = answer;
  const numbers = columns[names.indexOf('instance')];
  const told = columns[names.indexOf(BY_OBSERVER)];
  return decodeConversations(answer, dictionary).map((conversation, row) => {
    const text = told?.[row];
    return {
      number: Number(numbers?.[row]),
      conversation,
      byObserver: typeof text === 'string' ? (JSON.parse(text) as Instance['byObserver']) : [conversation],
    };
  });
}

/** Conversations from the columns of an answer. */
export function decodeConversations(answer: Columns, dictionary: Dictionary): readonly Conversation[] {
  const { names, columns } = answer;
  const valueOf = (name: string, row: number) => columns[names.indexOf(name)]?.[row];
  const number = (name: string, row: number) => valueOf(name, row) as number;
  const text = (name: string, row: number) => valueOf(name, row) as string;
  return decodeRecords(answer, dictionary).map((latest, row) => ({
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
    observers: observersOf(latest, valueOf(OBSERVERS, row), dictionary),
    latest,
  }));
}

function observersOf(latest: TrafficRecord, code: unknown, dictionary: Dictionary): readonly string[] {
  return typeof code === 'number' ? dictionary.decodeList(code).map(String) : observersOfEvent(latest);
}

function ownNumber(name: string, read: Reader<number>): OwnColumn {
  return { name, kind: 'number', read };
}

function ownText(name: string, read: Reader<string>): OwnColumn {
  return { name, kind: 'text', read };
}

function textOrder(record: TrafficRecord, field: string): string | undefined {
  const text = textField(record, field);
  return text === undefined || text === '' ? undefined : ORDER_OF_TEXTS.get(text);
}

/** Addresses by number, IPv4 first; what is no address after them. */
function addressOrder(record: TrafficRecord, field: string): string | undefined {
  const text = textField(record, field);
  return text === undefined || text === '' ? undefined : ORDER_OF_ADDRESSES.get(text);
}

/** What was computed of the texts that came last: names and addresses repeat. */
class Remembered {
  readonly #compute: (text: string) => string;
  readonly #known = new Map<string, string>();

  constructor(compute: (text: string) => string) {
    this.#compute = compute;
  }

  get(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) {
      return known;
    }
    if (this.#known.size >= MAX_REMEMBERED) {
      this.#known.clear();
    }
    const computed = this.#compute(text);
    this.#known.set(text, computed);
    return computed;
  }
}

const MAX_REMEMBERED = 20_000;
const ORDER_OF_TEXTS = new Remembered(naturalKey);
const ORDER_OF_ADDRESSES = new Remembered((text) => ipKey(text) ?? `9${naturalKey(text)}`);
