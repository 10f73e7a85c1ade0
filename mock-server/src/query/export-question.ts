import { RECORD_TYPES } from '#model/event.ts';
import type { Result } from '#model/lib/result.ts';
import { ok } from '#model/lib/result.ts';

import type { ExportQuery } from '../store/flow-store.ts';
import type { QuestionError } from './question-error.ts';
import type { AskedRecordType, RecordsQuestion } from './records-question.ts';
import { planRecords } from './records-question.ts';

/** What an export can be written as. */
export const EXPORT_FORMATS = ['ndjson'] as const;

/** The parameters of `/api/loki/export`: those of a records question, with other defaults. */
export type ExportQuestion = Omit<RecordsQuestion, 'recordType' | 'limit'> & {
  /** Absent: all types. */
  readonly recordType?: AskedRecordType;
  /** Absent: no limit. */
  readonly limit?: number;
};

/** What the store is asked for an export. */
export function planExport(question: ExportQuestion, nowMs: number): Result<ExportQuery, QuestionError> {
  const { recordType, limit } = question;
  const plan = planRecords({ ...question, recordType: recordType ?? 'flowLog', limit: limit ?? 1 }, nowMs);
  if (!plan.ok) {
    return plan;
  }
  const { span, filter, types } = plan.value;
  return ok({
    span,
    filter,
    types: recordType === undefined ? RECORD_TYPES : types,
    ...(limit === undefined ? {} : { limit }),
  });
}
