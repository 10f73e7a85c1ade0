import type { ConversationIdentity } from '#model/conversation/identity.ts';
import { recordTypeOf } from '#model/event.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { numberField } from '#model/flow.ts';

import type {
  ConversationsPage,
  ConversationsQuery,
  ConversationWithRecords,
  CountsQuery,
  ExportQuery,
  Facet,
  FacetsQuery,
  FlowStore,
  Forgotten,
  Load,
  MetricsAnswer,
  MetricsQuery,
  Nearest,
  RecordsPage,
  RecordsQuery,
  RetentionLimits,
  StoreSummary,
} from '../flow-store.ts';
import type { InstancesDraft, NewestInstances } from '../newest-instances.ts';
import { Dictionary } from './columnar/dictionary.ts';
import { IngestTimes } from './columnar/ingest-times.ts';
import { insertInto, WaitingRows } from './columnar/waiting-rows.ts';
import { CONVERSATION_COLUMNS, encodeInstance } from './conversation-columns.ts';
import { Database } from './database.ts';
import { exportRecords } from './export-records.ts';
import { layOut } from './layout.ts';
import { LoadNotes, readLoads } from './loads.ts';
import { encodeAdditions, encodeRecord } from './record-columns.ts';
import { listConversations } from './questions/conversations-page.ts';
import { distinctValues } from './questions/distinct-values.ts';
import { countFacets } from './questions/facets.ts';
import { countMatches } from './questions/counts.ts';
import { answerMetrics } from './questions/metrics.ts';
import { newestRecords } from './questions/newest-records.ts';
import { findNearest } from './questions/nearest.ts';
import { oneConversation } from './questions/one-conversation.ts';
import { KnownSummary } from './questions/summary.ts';
import type { Tables } from './questions/tables.ts';
import { usedFieldsOf } from './questions/used-fields-of.ts';
import { restoreInstances } from './restore-instances.ts';
import { forgetOld } from './retention.ts';
import {
  CONVERSATIONS,
  READ_RECORD_COLUMNS,
  RECORDS,
  recordTypeNumber,
  STORED_RECORD_COLUMNS,
} from './schema.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql.ts';
import { UsedFields } from './used-fields.ts';

/** What the writer knows and changes; absent numbers would have to be asked for at each batch. */
type Written = {
  readonly instances: NewestInstances;
  readonly dictionary: Dictionary;
  readonly times: IngestTimes;
  readonly records: WaitingRows;
  readonly conversations: WaitingRows;
  /** The numbers of conversations that are written anew. */
  readonly replaced: WaitingRows;
  readonly loads: LoadNotes;
  readonly summary: KnownSummary;
  readonly recordFields: UsedFields;
  readonly conversationFields: UsedFields;
  nextSeq: number;
  /** Records since the tables were compacted. */
  uncompacted: number;
};

/** After so many records the tables are compacted: fresh rows take many times the room. */
const COMPACT_RECORDS = 100_000;

/**
 * The store in DuckDB: in memory, or in a file.
 *
 * A record is a row with a column for each field that the project knows; a conversation is a row that is
 * replaced whenever one of its events comes. Both are written in one transaction for each batch.
 */
export class DuckDbFlowStore implements FlowStore {
  readonly #database: Database;
  readonly #written: Written;
  #writing: Promise<void> = Promise.resolve();

  private constructor(database: Database, written: Written) {
    this.#database = database;
    this.#written = written;
  }

  /** Opens a store: what is in the file is there again. In memory, and empty, without a path. */
  static async open(path?: string): Promise<DuckDbFlowStore> {
    const database = await Database.open(path);
    try {
      await layOut(database);
    } catch (error) {
      database.close();
      throw error;
    }
    // Together, because DuckDB finds some of it while JavaScript reads what it has found.
    const [{ rows }, dictionary, times, recordFields, conversationFields] = await Promise.all([
      database.read(sql`select max(seq) from records`),
      Dictionary.of(database),
      IngestTimes.of(database),
      UsedFields.of(database, RECORDS, READ_RECORD_COLUMNS),
      UsedFields.of(database, CONVERSATIONS, CONVERSATION_COLUMNS),
    ]);
    return new DuckDbFlowStore(database, {
      instances: await restoreInstances(database, dictionary),
      dictionary,
      times,
      records: new WaitingRows(database.writer, 'new records', STORED_RECORD_COLUMNS),
      conversations: new WaitingRows(database.writer, 'new conversations', CONVERSATION_COLUMNS),
      replaced: new WaitingRows(database.writer, 'replaced', [{ name: 'instance', kind: 'count' }]),
      loads: new LoadNotes(database),
      summary: new KnownSummary(database),
      recordFields,
      conversationFields,
      nextSeq: Number(rows[0]?.[0] ?? -1) + 1,
      uncompacted: 0,
    });
  }

  ingest(records: readonly TrafficRecord[], load?: Load): Promise<void> {
    const written = this.#writing.then(() => this.#write(records, load));
    // Who ingests is told of a failure; the next batch is tried all the same, and so is compacting.
    this.#writing = written.then(() => this.#compact()).catch(() => undefined);
    return written;
  }

  loads(): Promise<readonly Load[]> {
    return readLoads(this.#database);
  }

  records(query: RecordsQuery, signal?: AbortSignal): Promise<RecordsPage> {
    return newestRecords(this.#tables, query, signal);
  }

  conversations(query: ConversationsQuery, signal?: AbortSignal): Promise<ConversationsPage> {
    return listConversations(this.#tables, query, signal);
  }

  conversation(
    wanted: ConversationIdentity,
    limit: number,
    signal?: AbortSignal,
  ): Promise<ConversationWithRecords | undefined> {
    return oneConversation(this.#tables, { wanted, limit }, signal);
  }

  values(field: string, filter: Filter, signal?: AbortSignal): Promise<readonly string[]> {
    return distinctValues(this.#tables, { field, filter }, signal);
  }

  summary(signal?: AbortSignal): Promise<StoreSummary> {
    return this.#written.summary.get(signal);
  }

  metrics(query: MetricsQuery, signal?: AbortSignal): Promise<MetricsAnswer> {
    return answerMetrics(this.#tables, query, signal);
  }

  counts(query: CountsQuery, signal?: AbortSignal): Promise<readonly number[]> {
    return countMatches(this.#tables, query, signal);
  }

  nearest(
    query: Omit<CountsQuery, 'filters'> & { readonly filter: Filter },
    signal?: AbortSignal,
  ): Promise<Nearest> {
    return findNearest(this.#tables, query, signal);
  }

  facets(query: FacetsQuery, signal?: AbortSignal): Promise<readonly Facet[]> {
    return countFacets(this.#tables, query, signal);
  }

  fields(query: Omit<ExportQuery, 'limit'>, signal?: AbortSignal): Promise<readonly string[]> {
    return usedFieldsOf(this.#tables, query, signal);
  }

  export(query: ExportQuery, signal?: AbortSignal): AsyncIterable<readonly TrafficRecord[]> {
    return exportRecords(this.#tables, query, signal);
  }

  forget(limits: RetentionLimits): Promise<Forgotten> {
    const forgotten = this.#writing
      .then(() => forgetOld(this.#database, limits))
      .finally(() => {
        this.#written.summary.forget();
      });
    this.#writing = forgotten.then(
      () => undefined,
      () => undefined,
    );
    return forgotten;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#database.idle();
    this.#database.close();
  }

  get #tables(): Tables {
    const { recordFields, conversationFields, dictionary, times } = this.#written;
    return { database: this.#database, recordFields, conversationFields, dictionary, times };
  }

  async #write(records: readonly TrafficRecord[], load: Load | undefined): Promise<void> {
    const { instances, dictionary } = this.#written;
    const draft = instances.draft();
    try {
      this.#encode(records, draft);
      const notes = load === undefined ? [] : await this.#written.loads.write(load);
      await this.#database.script([...(await this.#statements()), ...notes]);
    } catch (error) {
      dictionary.forget();
      this.#written.records.reset();
      this.#written.conversations.reset();
      this.#written.replaced.reset();
      this.#written.loads.reset();
      throw error;
    }
    this.#written.summary.forget();
    dictionary.keep();
    instances.apply(draft);
    this.#written.nextSeq += records.length;
    this.#written.uncompacted += records.length;
  }

  /** What moves the encoded rows to where they belong. */
  async #statements(): Promise<readonly Sql[]> {
    const { dictionary, records, replaced, conversations } = this.#written;
    const texts = await dictionary.write();
    // Before they can be seen: a question that sees a record must ask for all of its columns.
    this.#written.recordFields.noteColumns(await records.wait());
    this.#written.conversationFields.noteColumns(await conversations.wait());
    await replaced.wait();
    return [
      ...texts,
      ...insertInto(RECORDS, records),
      ...(replaced.isThere
        ? [sql`delete from conversations where instance in (${replaced.selection})`, replaced.cleared]
        : []),
      ...insertInto(CONVERSATIONS, conversations),
    ];
  }

  /** Writes rows for the records, and for the conversations that they change. */
  #encode(records: readonly TrafficRecord[], draft: InstancesDraft): void {
    const { dictionary, times, records: row, nextSeq } = this.#written;
    for (const [index, record] of records.entries()) {
      const { instance, adds } = draft.add(record);
      const seq = nextSeq + index;
      const time = numberField(record, 'TimeFlowEndMs') ?? 0;
      times.note(seq, time);
      row.putNumber(0, seq);
      row.putNumber(1, time);
      row.putNumber(2, recordTypeNumber(recordTypeOf(record)));
      if (instance !== undefined) {
        row.putNumber(3, instance);
      }
      this.#written.recordFields.noteRest(encodeRecord(record, { dictionary, row, offset: 4 }));
      dictionary.notePlace(record['_HashId'], seq);
      if (adds !== undefined) {
        encodeAdditions(adds, { row, offset: READ_RECORD_COLUMNS.length });
      }
      row.endRow();
    }
    const { conversations } = this.#written;
    for (const instance of draft.changed) {
      this.#written.conversationFields.noteRest(encodeInstance(instance, { dictionary, row: conversations }));
      conversations.endRow();
    }
    for (const number of draft.replaced) {
      this.#written.replaced.putNumber(0, number);
      this.#written.replaced.endRow();
    }
  }

  /** Compresses what was written, in memory; on disk, writes it out of the log. Questions go on meanwhile. */
  async #compact(): Promise<void> {
    if (this.#written.uncompacted >= COMPACT_RECORDS) {
      this.#written.uncompacted = 0;
      await this.#database.write(sql`checkpoint`);
    }
  }
}
