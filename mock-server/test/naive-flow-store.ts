import type { Conversation } from '#model/conversation/conversation.ts';
import { foldEvents } from '#model/conversation/fold.ts';
import { recordTypeOf } from '#model/event.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

import type { ConversationsQuery, RecordsQuery } from '../src/store/flow-store.ts';

/** What a store is to answer, worked out in the most direct way: one look at each record for each question. */
export class NaiveFlowStore {
  readonly #records: TrafficRecord[] = [];

  ingest(records: readonly TrafficRecord[]): void {
    this.#records.push(...records);
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
    return foldEvents(this.#records)
      .map(({ conversation }) => conversation)
      .filter(({ startMs, endMs }) => startMs < span.toMs && endMs >= span.fromMs)
      .filter((conversation) => passes(conversationRecord(conversation)));
  }
}
