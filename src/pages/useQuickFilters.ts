import { useMemo } from 'react';

import { filterOf } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { QuickFilter } from '#model/filter/link/quick-filter.ts';
import { readQuickFilter } from '#model/filter/link/quick-filter.ts';
import type { PageConfig } from '../api/config.ts';
import type { QuickFilterProblem } from '../features/notices/QuickFilterProblems.tsx';

/** The quick filters of the cluster's configuration. */
export type ConfiguredQuickFilters = {
  readonly quickFilters: readonly QuickFilter[];
  readonly problems: readonly QuickFilterProblem[];
  /** What a link that says nothing of filters is filtered by: all default ones together, if there are any. */
  readonly defaultFilter: Filter | undefined;
};

/** Reads the quick filters of the configuration; the same object as long as the configuration is. */
export function useQuickFilters({ quickFilters }: PageConfig): ConfiguredQuickFilters {
  return useMemo(() => readQuickFilters({ quickFilters }), [quickFilters]);
}

/** Reads the quick filters of a configuration. */
export function readQuickFilters({
  quickFilters,
}: {
  readonly quickFilters?: PageConfig['quickFilters'] | undefined;
}): ConfiguredQuickFilters {
  const read = (quickFilters ?? []).map(readQuickFilter);
  const conditions = read.flatMap(({ quickFilter }) => (quickFilter.isDefault ? quickFilter.conditions : []));
  return {
    quickFilters: read.map(({ quickFilter }) => quickFilter),
    problems: read.flatMap(({ quickFilter, problems }) =>
      problems.map((problem) => ({ ...problem, quickFilter: quickFilter.name })),
    ),
    defaultFilter: conditions.length === 0 ? undefined : filterOf({ mode: 'all', conditions }),
  };
}
