import { useMemo } from 'react';

import { printBackendFilters } from '#model/filter/backend/backend-filters.ts';
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
  const packetLoss = useUrlParam('packetLoss');
  const showDup = useUrlParam('showDup');
  const { refusal, ...asked } = useMemo(() => askFilter(filter), [filter]);

  return {
    question: {
      ...asked,
      timeRange,
      limit,
      packetLoss: packetLoss === 'all' ? undefined : packetLoss,
      showDup,
    },
    refusal,
  };
}

type AskedFilter = {
  readonly filter: Filter;
  readonly filters: string;
  readonly refusal: string | undefined;
};

/** A filter as the backend is asked it. Conditions of a link are checked one by one before; this is the whole. */
function askFilter(filter: Filter): AskedFilter {
  const lowered = lowerFilter(filter);
  if (!lowered.ok) {
    return { filter: EVERYTHING, filters: '', refusal: lowered.error.message };
  }
  const printed = printBackendFilters(lowered.value);
  return printed.ok
    ? { filter: lowered.value, filters: printed.value, refusal: undefined }
    : { filter: lowered.value, filters: '', refusal: printed.error.message };
}
