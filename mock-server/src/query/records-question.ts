import type { RecordType } from '#model/event.ts';
import { EVENT_TYPES, RECORD_TYPES } from '#model/event.ts';
import { all } from '#model/filter/filter.ts';
import type { Result } from '#model/lib/result.ts';
import { ok } from '#model/lib/result.ts';

import type { RecordsQuery } from '../store/flow-store.ts';
import type { FilterQuestion } from './asked-filter.ts';
import { askedFilter, NOT_DUPLICATE } from './asked-filter.ts';
import type { QuestionError } from './question-error.ts';
import type { TimeQuestion } from './time-span.ts';
import { askedSpan } from './time-span.ts';

/** What `recordType` can ask for: one type, or all events of conversations. */
export const ASKED_RECORD_TYPES = [...RECORD_TYPES, 'allConnections'] as const;
export type AskedRecordType = (typeof ASKED_RECORD_TYPES)[number];

/** The parameters of `/api/loki/flow/records`. */
export type RecordsQuestion = TimeQuestion &
  FilterQuestion & {
    readonly recordType: AskedRecordType;
    readonly limit: number;
    readonly showDup: boolean;
  };

/** What the store is asked for a records question. */
export function planRecords(question: RecordsQuestion, nowMs: number): Result<RecordsQuery, QuestionError> {
  const span = askedSpan(question, nowMs);
  if (!span.ok) {
    return span;
  }
  const filter = askedFilter(question);
  if (!filter.ok) {
    return filter;
  }
  return ok({
    span: span.value,
    types: typesOf(question.recordType),
    filter: question.showDup ? filter.value : all(NOT_DUPLICATE, filter.value),
    limit: question.limit,
  });
}

function typesOf(asked: AskedRecordType): readonly RecordType[] {
  return asked === 'allConnections' ? EVENT_TYPES : [asked];
}
