import type { Dictionary } from '../columnar/dictionary.ts';
import type { IngestTimes } from '../columnar/ingest-times.ts';
import type { Database } from '../database.ts';
import type { UsedFields } from '../used-fields.ts';

/** What a question is asked of: the tables, what stands in them, and what their codes mean. */
export type Tables = {
  readonly database: Database;
  readonly recordFields: UsedFields;
  readonly conversationFields: UsedFields;
  readonly dictionary: Dictionary;
  readonly times: IngestTimes;
};
