import { FIELDS, fieldSpec } from '#model/fields/registry.ts';
import { nearest } from '#model/lib/nearest.ts';
import type { Result } from '#model/lib/result.ts';
import { err, ok } from '#model/lib/result.ts';

import type { FacetsQuery } from '../store/flow-store.ts';
import type { FilterQuestion } from './asked-filter.ts';
import { askedFilter } from './asked-filter.ts';
import type { QuestionError } from './question-error.ts';
import { badQuestion } from './question-error.ts';
import type { TimeQuestion } from './time-span.ts';
import { askedSpan } from './time-span.ts';

const MAX_FIELDS = 20;
const SHOWN = 100;

/** The parameters of `/api/conversations/facets`; `fields` are names with commas between them. */
export type FacetsQuestion = TimeQuestion &
  FilterQuestion & { readonly fields: string; readonly limit: number };

/** What the store is asked for a facets question. A field that is named twice is counted once. */
export function planFacets(question: FacetsQuestion, nowMs: number): Result<FacetsQuery, QuestionError> {
  const span = askedSpan(question, nowMs);
  if (!span.ok) {
    return span;
  }
  const filter = askedFilter(question);
  if (!filter.ok) {
    return filter;
  }
  const fields = askedFields(question.fields);
  return fields.ok
    ? ok({ span: span.value, filter: filter.value, fields: fields.value, limit: question.limit })
    : fields;
}

function askedFields(text: string): Result<readonly string[], QuestionError> {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  if (names.length === 0) {
    return err(badQuestion('no-fields', 'fields', 'fields names no field.'));
  }
  if (names.length > MAX_FIELDS) {
    const message = `fields names ${names.length} fields; ${MAX_FIELDS} are the most.`;
    return err({ status: 422, code: 'too-many-fields', path: 'fields', message });
  }
  const unknown = names.find((name) => fieldSpec(name) === undefined);
  return unknown === undefined ? ok(names) : err(unknownField(unknown));
}

function unknownField(name: string): QuestionError {
  const suggestion = nearest(
    name.slice(0, SHOWN),
    FIELDS.map(({ name: known }) => known),
  );
  return {
    ...badQuestion('unknown-field', 'fields', `There is no field ${JSON.stringify(name.slice(0, SHOWN))}.`),
    ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
  };
}
