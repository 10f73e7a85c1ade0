import { EVENT_TYPES, RECORD_TYPES } from '#model/event.ts';
import { percentDecoded } from '#model/lib/percent-decoded.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';
import type { TimeSpan } from '#model/time-range.ts';

import type { ConversationsQuery, ExportQuery } from '../store/flow-store.ts';
import { askedFilter } from './asked-filter.ts';
import type { QuestionError } from './question-error.ts';
import { badQuestion } from './question-error.ts';
import type { AskedRecordType, RecordsQuestion } from './records-question.ts';
import { planRecords } from './records-question.ts';
import { askedSpan } from './time-span.ts';

/** What records can be written as, and conversations. */
const RECORD_FORMATS = ['csv', 'ndjson', 'json'] as const;
/** What an export can be written as. */
export const EXPORT_FORMATS = [...RECORD_FORMATS, 'zeek'] as const;

const MAX_COLUMNS = 500;
const MAX_COLUMN_CHARACTERS = 200;

/** The parameters of `/api/loki/export`: those of a records question, with other defaults. */
export type ExportQuestion = Omit<RecordsQuestion, 'recordType' | 'limit'> & {
  readonly format: string;
  /** Names of fields with commas between them; absent or empty: all fields. */
  readonly columns?: string;
  /** Absent: all types. */
  readonly recordType?: AskedRecordType;
  /** Absent: no limit. */
  readonly limit?: number;
};

/** What an export says of the question that it answers, times resolved; what was not asked for is absent. */
export type ExportFacts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What the store is asked for an export, what it is written as, and what is said of it. */
export type ExportPlan =
  | {
      readonly kind: 'records';
      readonly format: (typeof RECORD_FORMATS)[number];
      readonly columns?: readonly string[];
      readonly query: ExportQuery;
      readonly facts: ExportFacts;
    }
  | {
      readonly kind: 'conversations';
      readonly query: Pick<ConversationsQuery, 'span' | 'filter'> & { readonly limit?: number };
      readonly facts: ExportFacts;
    };

export function planExport(question: ExportQuestion, nowMs: number): Result<ExportPlan, QuestionError> {
  const { format } = question;
  const columns = askedColumns(question.columns);
  if (!columns.ok) {
    return columns;
  }
  if (format === 'zeek') {
    return columns.value === undefined
      ? planConversations(question, nowMs)
      : err({
          ...badQuestion('columns-are-fixed', 'columns', 'The columns of a conn.log are those of Zeek.'),
          hint: 'Leave columns out, or choose another format.',
        });
  }
  const recordFormat = RECORD_FORMATS.find((known) => known === format);
  if (recordFormat === undefined) {
    return err({
      ...badQuestion('bad-format', 'format', `export format ${JSON.stringify(format)} is not valid`),
      allowed: [...EXPORT_FORMATS],
    });
  }
  return planRecordsExport({ ...question, format: recordFormat }, columns.value, nowMs);
}

function planRecordsExport(
  question: ExportQuestion & { readonly format: (typeof RECORD_FORMATS)[number] },
  columns: readonly string[] | undefined,
  nowMs: number,
): Result<ExportPlan, QuestionError> {
  const { format, recordType, limit } = question;
  const plan = planRecords({ ...question, recordType: recordType ?? 'flowLog', limit: limit ?? 1 }, nowMs);
  if (!plan.ok) {
    return plan;
  }
  const { span, filter } = plan.value;
  const types = recordType === undefined ? RECORD_TYPES : plan.value.types;
  return ok({
    kind: 'records',
    format,
    query: { span, filter, types, ...(limit === undefined ? {} : { limit }) },
    facts: {
      ...factsOf(question, span, nowMs),
      recordTypes: types,
      showDup: question.showDup,
      ...(columns === undefined ? {} : { columns }),
    },
    ...(columns === undefined ? {} : { columns }),
  });
}

function planConversations(question: ExportQuestion, nowMs: number): Result<ExportPlan, QuestionError> {
  const span = askedSpan(question, nowMs);
  if (!span.ok) {
    return span;
  }
  const filter = askedFilter(question);
  if (!filter.ok) {
    return filter;
  }
  const { limit } = question;
  return ok({
    kind: 'conversations',
    query: { span: span.value, filter: filter.value, ...(limit === undefined ? {} : { limit }) },
    facts: { ...factsOf(question, span.value, nowMs), recordTypes: EVENT_TYPES },
  });
}

/** The instant of the export, its span (`from` is in it, `to` is not), and the texts and numbers that were given. */
function factsOf(question: ExportQuestion, { fromMs, toMs }: TimeSpan, nowMs: number): ExportFacts {
  const { filters = '', namespace = '', packetLoss = 'all', limit, tenantNamespaces } = question;
  return {
    exportedAt: instant(nowMs),
    ...(Number.isFinite(fromMs) ? { from: instant(fromMs) } : {}),
    ...(Number.isFinite(toMs) ? { to: instant(toMs) } : {}),
    ...(filters === '' ? {} : { filters: percentDecoded(filters) }),
    ...(namespace === '' ? {} : { namespace }),
    ...(packetLoss === 'all' ? {} : { packetLoss }),
    ...(limit === undefined ? {} : { limit }),
    ...(tenantNamespaces === undefined ? {} : { visibleNamespaces: tenantNamespaces }),
  };
}

/** The last instant that dates can tell; a time range may be longer than that. */
const LAST_MS = 8.64e15;

function instant(ms: number): string {
  return new Date(Math.min(Math.max(ms, -LAST_MS), LAST_MS)).toISOString();
}

function askedColumns(text = ''): Result<readonly string[] | undefined, QuestionError> {
  if (text === '') {
    return ok(undefined);
  }
  const columns = [...new Set(text.split(',').map((name) => name.trim()))];
  if (columns.length > MAX_COLUMNS) {
    return err(
      badQuestion(
        'too-many-columns',
        'columns',
        `columns names ${columns.length} fields; ${MAX_COLUMNS} are the most.`,
      ),
    );
  }
  const absurd = columns.find(
    (name) => name === '' || name.length > MAX_COLUMN_CHARACTERS || /\p{Cc}/u.test(name),
  );
  return absurd === undefined
    ? ok(columns)
    : err(
        badQuestion(
          'bad-column',
          'columns',
          `columns holds ${JSON.stringify(absurd.slice(0, MAX_COLUMN_CHARACTERS))}, which is no name of a field.`,
        ),
      );
}
