import { SelectGroup, SelectList } from '@patternfly/react-core';

import { filterOf, hasConditions } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { QuickFilter } from '#model/filter/link/quick-filter.ts';
import type { OwnQuickFilter } from '../../state/preferences/own-quick-filter.ts';
import type { FilterState } from '../../state/useFilter.ts';
import { useT } from '../../ui/i18n.ts';
import type { OwnQuickFilters } from './own-quick-filters.ts';
import { isOwnFilterSet, quickFilterText, readOwnFilter, toggleOwnFilter } from './own-quick-filters.ts';
import { BrokenQuickFilterItem, QuickFilterItem, SaveQuickFilterItem } from './QuickFilterItems.tsx';

type QuickFilterGroupsProps = {
  readonly quickFilters: readonly QuickFilter[];
  readonly own: OwnQuickFilters;
  readonly board: Pick<FilterState, 'filter' | 'setFilter' | 'toggleConditions'>;
  readonly onSave: () => void;
};

/** What the menu of quick filters holds: those of the cluster, the user's own, and a way to save what is set. */
export function QuickFilterGroups({ quickFilters, own, board, onSave }: QuickFilterGroupsProps) {
  const t = useT();
  const { filter, setFilter, toggleConditions } = board;
  return (
    <>
      {quickFilters.length > 0 && (
        <SelectGroup label={t('Of the cluster')}>
          <SelectList>
            {quickFilters.map((quickFilter) => (
              <QuickFilterItem
                key={quickFilter.name}
                name={quickFilter.name}
                text={quickFilterText(filterOf({ mode: 'all', conditions: quickFilter.conditions }))}
                isSet={hasConditions(filter, quickFilter.conditions)}
                onToggle={() => toggleConditions(quickFilter.conditions)}
              />
            ))}
          </SelectList>
        </SelectGroup>
      )}
      <OwnGroup own={own} filter={filter} onFilter={setFilter} />
      <SelectList className="netobserv-plugin__quick-filter-save">
        <SaveQuickFilterItem filter={filter} list={own.list} onSave={onSave} />
      </SelectList>
    </>
  );
}

type OwnGroupProps = {
  readonly own: OwnQuickFilters;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
};

/** The quick filters of the user; nothing where there are none. */
function OwnGroup({ own: { list, onChange }, filter, onFilter }: OwnGroupProps) {
  const t = useT();
  const remove = ({ name }: OwnQuickFilter) =>
    onChange((kept) => kept.filter((other) => other.name !== name));
  return (
    list.length > 0 && (
      <SelectGroup label={t('Your own')}>
        <SelectList>
          {list.map((stored) => {
            const saved = readOwnFilter(stored);
            return saved === undefined ? (
              <BrokenQuickFilterItem key={stored.name} stored={stored} onRemove={() => remove(stored)} />
            ) : (
              <QuickFilterItem
                key={stored.name}
                name={stored.name}
                text={stored.filter}
                isSet={isOwnFilterSet(saved, filter)}
                onToggle={() => onFilter(toggleOwnFilter(saved, filter))}
                onRemove={() => remove(stored)}
              />
            );
          })}
        </SelectList>
      </SelectGroup>
    )
  );
}
