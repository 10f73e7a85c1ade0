import { Badge, MenuToggle, Select } from '@patternfly/react-core';
import { useRef, useState } from 'react';

import { hasConditions } from '#model/filter/conditions.ts';
import type { QuickFilter } from '#model/filter/link/quick-filter.ts';
import { withOwnQuickFilter } from '../../state/preferences/own-quick-filter.ts';
import type { FilterState } from '../../state/useFilter.ts';
import { useT } from '../../ui/i18n.ts';
import { LazyCode } from '../../ui/lazy/lazy-code.ts';
import { LazyDialog } from '../../ui/lazy/LazyDialog.tsx';
import { LazyPart } from '../../ui/lazy/LazyPart.tsx';
import { useLazyCode } from '../../ui/lazy/useLazyCode.ts';
import { MENU_PLACE } from '../../ui/menu-place.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import type { OwnQuickFilters } from './own-quick-filters.ts';
import { isOwnFilterSet, quickFilterText, readOwnFilter } from './own-quick-filters.ts';

const SAVE_DIALOG = new LazyCode(
  async () =>
    (await import(/* webpackChunkName: "forms" */ './SaveQuickFilterDialog.tsx')).SaveQuickFilterDialog,
);

const GROUPS = new LazyCode(
  async () =>
    (await import(/* webpackChunkName: "suggestions" */ './QuickFilterGroups.tsx')).QuickFilterGroups,
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
  const { filter } = board;
  // It comes with the page, behind it: the menu is whole when it opens.
  useLazyCode(GROUPS);

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
        <LazyPart lazy={GROUPS}>
          {(QuickFilterGroups) => (
            <QuickFilterGroups
              quickFilters={quickFilters}
              own={own}
              board={board}
              onSave={() => {
                setIsOpen(false);
                setIsSaving(true);
              }}
            />
          )}
        </LazyPart>
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
