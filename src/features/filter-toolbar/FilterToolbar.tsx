import { Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';

import { offeredFilters } from '#model/filter/definitions.ts';
import type { QuickFilter } from '#model/filter/link/quick-filter.ts';
import type { TrafficRecord } from '#model/flow.ts';
import { useRecentFilters } from '../../state/preferences/useRecentFilters.ts';
import { useFilter } from '../../state/useFilter.ts';
import { useUrlProblems } from '../../state/url/useUrl.ts';
import { useT } from '../../ui/i18n.ts';
import { FilterBox } from './FilterBox.tsx';
import { FilterBuilder } from './FilterBuilder.tsx';
import { FilterChips } from './FilterChips.tsx';
import type { OwnQuickFilters } from './own-quick-filters.ts';
import { QuickFilters } from './QuickFilters.tsx';

import './filter-toolbar.css';

type FilterToolbarProps = {
  /** What the cluster has switched on. */
  readonly features: readonly string[];
  /** Whether the cluster tracks conversations. */
  readonly isTracking: boolean;
  readonly quickFilters: readonly QuickFilter[];
  readonly ownQuickFilters: OwnQuickFilters;
  /** What is on screen, the same as long as nothing new is: its values are offered. */
  readonly shownRecords: readonly TrafficRecord[];
  /** What stands before the box. */
  readonly leading: ReactNode;
  /** What stands at the end. */
  readonly trailing?: ReactNode;
};

/** The filter: a box to type conditions into, and the conditions that hold, as chips. */
export function FilterToolbar({
  features,
  isTracking,
  quickFilters,
  ownQuickFilters,
  shownRecords,
  leading,
  trailing,
}: FilterToolbarProps) {
  const t = useT();
  const board = useFilter();
  const recent = useRecentFilters();
  const offer = { filters: offeredFilters({ features, isTracking }), shownRecords };
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
        <ToolbarItem>
          <QuickFilters quickFilters={quickFilters} own={ownQuickFilters} board={board} />
        </ToolbarItem>
        <ToolbarItem className="netobserv-plugin__filter-item">
          <FilterBox
            label={t('Filter')}
            initialText={refused}
            offer={offer}
            recent={recent}
            onApply={board.addFilter}
          />
        </ToolbarItem>
        <ToolbarItem>
          <FilterBuilder offer={offer} onAdd={board.addFilter} />
        </ToolbarItem>
        {trailing !== undefined && <ToolbarItem>{trailing}</ToolbarItem>}
      </ToolbarContent>
      <FilterChips board={board} offer={offer} />
    </Toolbar>
  );
}
