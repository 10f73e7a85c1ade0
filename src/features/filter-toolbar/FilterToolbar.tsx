import { Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';

import { offeredFilters } from '#model/filter/definitions.ts';
import { useFilter } from '../../state/useFilter.ts';
import { useUrlProblems } from '../../state/url/useUrl.ts';
import { useT } from '../../ui/i18n.ts';
import { FilterBox } from './FilterBox.tsx';
import { FilterChips } from './FilterChips.tsx';

import './filter-toolbar.css';

type FilterToolbarProps = {
  /** What the cluster has switched on. */
  readonly features: readonly string[];
  /** Whether the cluster tracks conversations. */
  readonly isTracking: boolean;
  /** What stands before the box. */
  readonly leading: ReactNode;
};

/** The filter: a box to type conditions into, and the conditions that hold, as chips. */
export function FilterToolbar({ features, isTracking, leading }: FilterToolbarProps) {
  const t = useT();
  const { filter, setFilter, addFilter } = useFilter();
  const refused = useUrlProblems()
    .filter(({ code, key }) => code === 'bad-condition' && key !== 'match')
    .map(({ raw }) => raw)
    .join(' ');

  return (
    <Toolbar
      className="netobserv-plugin__filter-toolbar"
      inset={{ default: 'insetNone' }}
      aria-label={t('Filter')}
    >
      <ToolbarContent alignItems="start">
        <ToolbarItem>{leading}</ToolbarItem>
        <ToolbarItem className="netobserv-plugin__filter-item">
          <FilterBox
            initialText={refused}
            filters={offeredFilters({ features, isTracking })}
            onApply={addFilter}
          />
        </ToolbarItem>
      </ToolbarContent>
      <FilterChips filter={filter} onFilter={setFilter} />
    </Toolbar>
  );
}
