import { foldEvents } from '#model/conversation/fold.ts';
import type { Conversation } from '#model/conversation/conversation.ts';
import { isEvent } from '#model/event.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import type { TrafficRecord } from '#model/flow.ts';

import { Added } from './added.ts';
import { contentsTest, readAsked, spanOf } from './asked.ts';
import { knownNewestFirst, KnownRecord } from './known-record.ts';

type KnownConversation = { readonly conversation: Conversation; readonly known: KnownRecord };

/** Answers whole HTTP queries from a plain list of records: one look at each record for each query. */
export class Oracle {
  readonly nowMs: number;
  readonly records: readonly TrafficRecord[];
  /** Newest first. */
  readonly known: readonly KnownRecord[];
  readonly added: Added;
  readonly conversations: readonly KnownConversation[];
  readonly #names = new Map<string, ReadonlySet<string>>();

  constructor(records: readonly TrafficRecord[], nowMs: number) {
    this.nowMs = nowMs;
    this.records = records;
    this.known = knownNewestFirst(records);
    this.added = new Added(records);
    this.conversations = foldEvents(records.filter(isEvent)).map(({ conversation }, index) => ({
      conversation,
      known: new KnownRecord(conversationRecord(conversation), index),
    }));
  }

  /** All records that match, newest first. */
  chosen(query: URLSearchParams): readonly KnownRecord[] {
    return this.known.filter(readAsked(query, this.nowMs).chooses);
  }

  /** All records that an export holds, in the order of ingest; with a limit, the newest of them, newest first. */
  exported(query: URLSearchParams): readonly TrafficRecord[] {
    const { chooses, limit } = readAsked(query, this.nowMs);
    const newest = this.known.filter(chooses);
    const held = limit === undefined ? newest.sort((a, b) => a.index - b.index) : newest.slice(0, limit);
    return held.map(({ record }) => record);
  }

  /** Conversations that were alive in the time and whose latest event passes. */
  aliveIn(query: URLSearchParams): readonly Conversation[] {
    const { fromMs, toMs } = spanOf(query, this.nowMs);
    const passes = contentsTest(query);
    return this.conversations
      .filter(({ conversation: { startMs, endMs } }) => startMs < toMs && endMs >= fromMs)
      .filter(({ known }) => passes(known))
      .map(({ conversation }) => conversation);
  }

  /** What resources of a namespace and a kind are called, at either end; owners are called by their owner's name. */
  names(namespace: string, kind: string): ReadonlySet<string> {
    const key = JSON.stringify([namespace, kind]);
    const names = this.#names.get(key) ?? this.#findNames(namespace, kind);
    this.#names.set(key, names);
    return names;
  }

  #findNames(namespace: string, kind: string): ReadonlySet<string> {
    const isBase = ['', 'Pod', 'Service', 'Node'].includes(kind);
    return new Set(
      ['Src', 'Dst'].flatMap((end) => {
        const kindField = `${end}K8S_${isBase ? 'Type' : 'OwnerType'}`;
        return this.records
          .filter((record) => namespace === '' || record[`${end}K8S_Namespace`] === namespace)
          .filter((record) => kind === '' || record[kindField] === kind)
          .map((record) => record[`${end}K8S_${isBase ? 'Name' : 'OwnerName'}`])
          .filter((name): name is string => typeof name === 'string' && name !== '');
      }),
    );
  }

  /** The different values of fields, wherever they stand. */
  valuesOf(...fields: readonly string[]): ReadonlySet<string> {
    return new Set(
      this.known.flatMap((record) => fields.flatMap((field) => record.elements(field).map(String))),
    );
  }
}
