import type { RecordType } from '#model/event.ts';
import type { JsonValue, TrafficRecord } from '#model/flow.ts';

import type { Aggregators } from './aggregators.ts';
import type { ConnectionNotes } from './connection-notes.ts';
import type { ConnectionDetail, ConnectionRows } from './connection-rows.ts';
import type { Counters } from './counters.ts';
import type { KeyFields } from './key-fields.ts';

/** What the records of a connection are made of, and which of them are wanted. */
type Sources = {
  readonly emitted: ReadonlySet<RecordType>;
  readonly rows: ConnectionRows;
  readonly aggregators: Aggregators;
  readonly keyFields: KeyFields;
  readonly counters: Counters;
};

type Noted = { readonly index: number; readonly notes: ConnectionNotes };

/** Makes the records that are emitted of connections. */
export class ConnectionEvents {
  readonly #sources: Sources;
  /** Where in what a batch emits there are events that notes are to be put on. */
  #noted: Noted[] = [];

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /**
   * Adds a record of a connection if its type is wanted; the first one says so, whatever its type.
   *
   * Key fields win over aggregates of the same name, and what the tracker adds over both.
   */
  emit(row: number, detail: ConnectionDetail, type: RecordType, records: TrafficRecord[]): void {
    const { emitted, rows, aggregators, keyFields, counters } = this.#sources;
    if (!emitted.has(type)) {
      return;
    }
    counters.output[type]++;
    const record: Record<string, JsonValue> = {};
    aggregators.renderTotals(rows, row, record);
    aggregators.renderKept(detail.kept, record);
    for (const [index, field] of keyFields.names.entries()) {
      record[field] = detail.keys[index] ?? null;
    }
    record['_HashId'] = detail.id;
    record['_RecordType'] = type;
    record['_IsFirst'] = !detail.isReported;
    detail.isReported = true;
    detail.isNews = false;
    if (detail.notes !== undefined) {
      this.#noted.push({ index: records.length, notes: detail.notes });
    }
    records.push(record);
  }

  /** Puts the notes on what a batch emitted, once all of its flows are known. */
  putNotes(records: TrafficRecord[]): void {
    for (const { index, notes } of this.#noted) {
      const event = records[index];
      if (event !== undefined) {
        records[index] = notes.putOn(event);
      }
    }
    this.#noted = [];
  }
}
