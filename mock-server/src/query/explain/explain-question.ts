import type { RecordType } from '#model/event.ts';
import { printBackendFilters } from '#model/filter/backend/backend-filters.ts';
import { fieldsOf } from '#model/filter/filter-fields.ts';
import type { Filter } from '#model/filter/filter.ts';
import { all, any } from '#model/filter/filter.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';
import type { TimeSpan } from '#model/time-range.ts';
import type { ImplicitCondition } from '#model/wire/explain.ts';

import type { FilterQuestion } from '../asked-filter.ts';
import { askedConditions, NOT_DUPLICATE } from '../asked-filter.ts';
import type { QuestionError } from '../question-error.ts';
import type { AskedRecordType } from '../records-question.ts';
import type { TimeQuestion } from '../time-span.ts';
import { askedSpan } from '../time-span.ts';

/** So many conditions are explained at most: each of them asks for two numbers. */
const MAX_CONDITIONS = 50;

/** The parameters of `/api/explain`. */
export type ExplainQuestion = TimeQuestion &
  FilterQuestion & { readonly recordType: AskedRecordType; readonly showDup: boolean };

/** A condition of `filters`, as it is counted and as it is shown. */
export type ExplainedCondition = {
  readonly text: string;
  /** The fields that it looks at, each once. */
  readonly fields: readonly string[];
  readonly filter: Filter;
};

/** What is explained, in its parts. */
export type ExplainPlan = {
  readonly of: 'records' | 'conversations';
  readonly recordType: AskedRecordType;
  readonly span: TimeSpan;
  readonly types: readonly RecordType[];
  /** What may be seen at all, which is no condition of the query. */
  readonly visible: Filter;
  readonly groups: readonly (readonly ExplainedCondition[])[];
  /** The conditions beside them that look at what is in a record. */
  readonly implicit: readonly { readonly kind: ImplicitCondition; readonly filter: Filter }[];
};

/** What is asked to be explained; more conditions than are explained are refused. */
export function planExplain(question: ExplainQuestion, nowMs: number): Result<ExplainPlan, QuestionError> {
  const span = askedSpan(question, nowMs);
  if (!span.ok) {
    return span;
  }
  const asked = askedConditions(question);
  if (!asked.ok) {
    return asked;
  }
  const { groups, inNamespace, losing, within } = asked.value;
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  if (count > MAX_CONDITIONS) {
    return err({
      status: 422,
      code: 'too-many-conditions',
      path: 'filters',
      message: `filters has ${count} conditions; ${MAX_CONDITIONS} are the most that can be explained.`,
      hint: 'Leave conditions out, or give several values to one condition.',
    });
  }
  const of = question.recordType === 'flowLog' ? 'records' : 'conversations';
  const { namespace = '', packetLoss = 'all', recordType } = question;
  return ok({
    of,
    recordType,
    span: span.value,
    types: ['flowLog'],
    visible: within,
    groups: groups.map((group) => group.map(explained)),
    implicit: [
      ...(namespace === '' ? [] : [{ kind: 'namespace' as const, filter: inNamespace }]),
      ...(packetLoss === 'all' ? [] : [{ kind: 'packetLoss' as const, filter: losing }]),
      ...(of === 'conversations' || question.showDup
        ? []
        : [{ kind: 'duplicates' as const, filter: NOT_DUPLICATE }]),
    ],
  });
}

/** All that a plan lets through of what may be seen, or would without some of its conditions. */
export function passing(plan: ExplainPlan, leftOut?: Filter): Filter {
  const groups = plan.groups.map((group) => group.filter(({ filter }) => filter !== leftOut));
  const left = groups.length > 1 ? groups.filter((group) => group.length > 0) : groups;
  return all(
    plan.visible,
    ...plan.implicit.flatMap(({ filter }) => (filter === leftOut ? [] : [filter])),
    ...(left.length === 0 ? [] : [any(...left.map((group) => all(...group.map(({ filter }) => filter))))]),
  );
}

function explained(filter: Filter): ExplainedCondition {
  const fields = [...new Set(fieldsOf(filter))];
  const printed = printBackendFilters(filter);
  return { text: printed.ok ? printed.value : fields.join(), fields, filter };
}
