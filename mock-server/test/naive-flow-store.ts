import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { recordTypeOf } from '#model/event.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

import type {
  ConversationsQuery,
  ExportQuery,
  RecordsQuery,
  RetentionLimits,
} from '../src/store/flow-store.ts';

/** What a store is to answer, worked out in the most direct way: one look at each record for each question. */
export class NaiveFlowStore {
  #records: TrafficRecord[] = [];
  /** All that was ever ingested: what conversations are folded from. */
  readonly #known: TrafficRecord[] = [];
  /** Forgotten conversations as they were then; one that is told of again is another. */
  readonly #forgotten = new Set<string>();

  ingest(records: readonly TrafficRecord[]): void {
    this.#records.push(...records);
    this.#known.push(...records);
  }

  /** All that match, in the order of ingest; with a limit, the newest of them, newest first. */
  export({ limit, ...query }: ExportQuery): readonly TrafficRecord[] {
    const newest = this.records({ ...query, limit: Infinity });
    const matching = new Set(newest);
    return limit === undefined
      ? this.#records.filter((record) => matching.has(record))
      : newest.slice(0, limit);
  }

  /** Drops what is to be dropped. */
  forget({ beforeMs, maxRecords }: RetentionLimits): void {
    const newest = this.#records
      .map((record, index) => ({ record, index, time: numberField(record, 'TimeFlowEndMs') ?? 0 }))
      .sort((a, b) => b.time - a.time || b.index - a.index)
      .slice(0, maxRecords);
    const isCut = newest.length < this.#records.length;
    const cutMs = Math.max(beforeMs, isCut ? (newest.at(-1)?.time ?? -Infinity) : -Infinity);
    const kept = new Set(newest.filter(({ time }) => time >= beforeMs).map(({ record }) => record));
    this.#records = this.#records.filter((record) => kept.has(record));
    for (const conversation of this.#conversations()) {
      const { endMs, status } = conversation;
      if (endMs < beforeMs || (status === 'ended' && endMs < cutMs)) {
        this.#forgotten.add(JSON.stringify(conversation));
      }
    }
  }

  /** All that match, newest first. */
  records({ span, types, filter }: RecordsQuery): readonly TrafficRecord[] {
    const passes = compileFilter(filter);
    return this.#records
      .filter((record) => {
        const timeMs = numberField(record, 'TimeFlowEndMs') ?? 0;
        return timeMs >= span.fromMs && timeMs < span.toMs && types.includes(recordTypeOf(record));
      })
      .filter(passes)
      .map((record, index) => ({ record, index, time: numberField(record, 'TimeFlowEndMs') ?? 0 }))
      .sort((a, b) => b.time - a.time || b.index - a.index)
      .map(({ record }) => record);
  }

  /** All that match, in no order. */
  conversations({ span, filter }: ConversationsQuery): readonly Conversation[] {
    const passes = compileFilter(filter);
    return this.#conversations()
      .filter(({ startMs, endMs }) => startMs < span.toMs && endMs >= span.fromMs)
      .filter((conversation) => passes(conversationRecord(conversation)));
  }

  #conversations(): readonly Conversation[] {
    return foldEvents(this.#known)
      .map(({ conversation }) => conversation)
      .filter((conversation) => !this.#forgotten.has(JSON.stringify(conversation)));
  }
}
