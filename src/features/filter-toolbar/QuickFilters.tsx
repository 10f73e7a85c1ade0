import { Badge, MenuToggle, Select, SelectGroup, SelectList } from '@patternfly/react-core';
import { useRef, useState } from 'react';

import { filterOf, hasConditions } from '#model/filter/conditions.ts';
import type { Filter } from '#model/filter/filter.ts';
import type { QuickFilter } from '#model/filter/link/quick-filter.ts';
import type { OwnQuickFilter } from '../../state/preferences/own-quick-filter.ts';
import { withOwnQuickFilter } from '../../state/preferences/own-quick-filter.ts';
import type { FilterState } from '../../state/useFilter.ts';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyDialog } from '../../ui/lazy/LazyDialog.tsx';
import { MENU_PLACE } from '../../ui/menu-place.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import type { OwnQuickFilters } from './own-quick-filters.ts';
import { isOwnFilterSet, quickFilterText, readOwnFilter, toggleOwnFilter } from './own-quick-filters.ts';
import { BrokenQuickFilterItem, QuickFilterItem, SaveQuickFilterItem } from './QuickFilterItems.tsx';

const SAVE_DIALOG = new LazyCode(
  async () =>
    (await import(/* webpackChunkName: "forms" */ './SaveQuickFilterDialog.tsx')).SaveQuickFilterDialog,
);

type QuickFiltersProps = {
  /** Those that the cluster's administrator has prepared. */
  readonly quickFilters: readonly QuickFilter[];
  readonly own: OwnQuickFilters;
  readonly board: Pick<FilterState, 'filter' | 'setFilter' | 'toggleConditions'>;
};

/** Filters with a name, each set and taken away by one click: those of the cluster, and those of the user. */
export function QuickFilters({ quickFilters, own, board }: QuickFiltersProps) {
  const t = useT();
  const toggle = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const { filter, setFilter, toggleConditions } = board;

  const set = quickFilters.filter(({ conditions }) => hasConditions(filter, conditions));
  const ownSet = own.list.filter((stored) => {
    const saved = readOwnFilter(stored);
    return saved !== undefined && isOwnFilterSet(saved, filter);
  });
  const setCount = set.length + ownSet.length;

  useFocusBack(isSaving, toggle);
  const stopSaving = () => setIsSaving(false);
  const save = (name: string) => {
    own.onChange((list) => withOwnQuickFilter(list, { name, filter: quickFilterText(filter) }));
    stopSaving();
  };

  return (
    <>
      <Select
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        role="menu"
        maxMenuHeight="60vh"
        isScrollable
        popperProps={{ ...MENU_PLACE, maxWidth: '28rem', minWidth: '20rem' }}
        toggle={{
          toggleRef: toggle,
          toggleNode: (
            <MenuToggle
              ref={toggle}
              data-test={TEST_IDS.quickFilters}
              isExpanded={isOpen}
              onClick={() => {
                SAVE_DIALOG.load();
                setIsOpen(!isOpen);
              }}
              {...(setCount === 0 ? {} : { badge: <Badge isRead>{setCount}</Badge> })}
            >
              {t('Quick filters')}
            </MenuToggle>
          ),
        }}
      >
        {quickFilters.length > 0 && (
          <SelectGroup label={t('Of the cluster')}>
            <SelectList>
              {quickFilters.map((quickFilter) => (
                <QuickFilterItem
                  key={quickFilter.name}
                  name={quickFilter.name}
                  text={quickFilterText(filterOf({ mode: 'all', conditions: quickFilter.conditions }))}
                  isSet={set.includes(quickFilter)}
                  onToggle={() => toggleConditions(quickFilter.conditions)}
                />
              ))}
            </SelectList>
          </SelectGroup>
        )}
        <OwnGroup own={own} filter={filter} onFilter={setFilter} />
        <SelectList className="netobserv-plugin__quick-filter-save">
          <SaveQuickFilterItem
            filter={filter}
            list={own.list}
            onSave={() => {
              setIsOpen(false);
              setIsSaving(true);
            }}
          />
        </SelectList>
      </Select>
      {isSaving && (
        <LazyDialog lazy={SAVE_DIALOG} title={t('Save as a quick filter')} onClose={stopSaving}>
          {(SaveQuickFilterDialog) => (
            <SaveQuickFilterDialog
              text={quickFilterText(filter)}
              taken={[...quickFilters, ...own.list].map(({ name }) => name)}
              onSave={save}
              onClose={stopSaving}
            />
          )}
        </LazyDialog>
      )}
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
