import { useMemo } from 'react';

import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import type { Question } from '../data/question.ts';
import { useUrlParam } from '../state/url/useUrl.ts';

export type QuestionState = {
  readonly question: Question;
  /** Why the filter of the link cannot be asked; the question must not be asked then. */
  readonly refusal: string | undefined;
};

/** What the link asks the backend. */
export function useQuestion(): QuestionState {
  const timeRange = useUrlParam('timeRange');
  const filter = useUrlParam('filter');
  const limit = useUrlParam('limit');
  const showDup = useUrlParam('showDup');
  const { lowered, refusal } = useMemo(() => lowerQuestion(filter), [filter]);
  return { question: { timeRange, filter: lowered, limit, showDup }, refusal };
}

/** A filter over fields of records. Conditions of a link are checked one by one before; this is the whole. */
export function lowerQuestion(filter: Filter): {
  readonly lowered: Filter;
  readonly refusal: string | undefined;
} {
  const lowered = lowerFilter(filter);
  return lowered.ok
    ? { lowered: lowered.value, refusal: undefined }
    : { lowered: EVERYTHING, refusal: lowered.error.message };
}
