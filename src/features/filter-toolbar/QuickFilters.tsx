import { Badge, MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core';
import { useState } from 'react';

import type { Filter } from '#model/filter/filter.ts';
import { filterOf } from '#model/filter/conditions.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { QuickFilter } from '#model/filter/link/quick-filter.ts';
import { isSet } from '#model/filter/link/quick-filter.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';

type QuickFiltersProps = {
  readonly quickFilters: readonly QuickFilter[];
  readonly filter: Filter;
  readonly onToggle: (conditions: readonly Filter[]) => void;
};

/** Filters that the cluster's administrator has prepared, each set and taken away by one click. */
export function QuickFilters({ quickFilters, filter, onToggle }: QuickFiltersProps) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  const set = quickFilters.filter((quickFilter) => isSet(quickFilter, filter));
  if (quickFilters.length === 0) {
    return null;
  }
  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      role="menu"
      onSelect={(_event, name) => {
        const chosen = quickFilters.find((quickFilter) => quickFilter.name === name);
        onToggle(chosen?.conditions ?? []);
      }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          data-test={TEST_IDS.quickFilters}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          {...(set.length === 0 ? {} : { badge: <Badge isRead>{set.length}</Badge> })}
        >
          {t('Quick filters')}
        </MenuToggle>
      )}
    >
      <SelectList>
        {quickFilters.map((quickFilter) => (
          <SelectOption
            key={quickFilter.name}
            value={quickFilter.name}
            hasCheckbox
            isSelected={set.includes(quickFilter)}
            description={printFilter(filterOf({ mode: 'all', conditions: quickFilter.conditions }))}
          >
            {quickFilter.name}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}
