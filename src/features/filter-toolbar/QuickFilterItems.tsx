import { MenuItemAction, SelectOption } from '@patternfly/react-core';
import { ExclamationTriangleIcon, TimesIcon } from '@patternfly/react-icons';
import type { MouseEvent } from 'react';

import type { Filter } from '#model/filter/filter.ts';
import type { OwnQuickFilter } from '../../state/preferences/own-quick-filter.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import type { CannotSave } from './own-quick-filters.ts';
import { whyNotSaved } from './own-quick-filters.ts';

type QuickFilterItemProps = {
  readonly name: string;
  /** As one would type it. */
  readonly text: string;
  readonly isSet: boolean;
  readonly onToggle: () => void;
  /** Left out for one that the user cannot remove. */
  readonly onRemove?: () => void;
};

/** A quick filter with a box that sets it. */
export function QuickFilterItem({ name, text, isSet, onToggle, onRemove }: QuickFilterItemProps) {
  return (
    <SelectOption
      hasCheckbox
      isSelected={isSet}
      description={<span className="netobserv-plugin__quick-filter-text">{text}</span>}
      onClick={onToggle}
      actions={onRemove !== undefined && <RemoveAction name={name} onRemove={onRemove} />}
    >
      {name}
    </SelectOption>
  );
}

type BrokenQuickFilterItemProps = {
  readonly stored: OwnQuickFilter;
  readonly onRemove: () => void;
};

/** A quick filter whose text says nothing that is known here: never applied, shown so that it can be removed. */
export function BrokenQuickFilterItem({ stored, onRemove }: BrokenQuickFilterItemProps) {
  const t = useT();
  return (
    <SelectOption
      isAriaDisabled
      icon={<ExclamationTriangleIcon />}
      description={
        <>
          {t('This filter cannot be read:')}{' '}
          <span className="netobserv-plugin__quick-filter-text">{stored.filter}</span>
        </>
      }
      actions={<RemoveAction name={stored.name} onRemove={onRemove} />}
    >
      {stored.name}
    </SelectOption>
  );
}

type RemoveActionProps = { readonly name: string; readonly onRemove: () => void };

/** Removes a quick filter; the focus goes to what comes after it in the menu. */
function RemoveAction({ name, onRemove }: RemoveActionProps) {
  const t = useT();
  return (
    <MenuItemAction
      icon={<TimesIcon />}
      aria-label={t('Remove the quick filter {{name}}', { name })}
      onClick={({ currentTarget }: MouseEvent<HTMLElement>) => {
        const items = [
          ...(currentTarget.closest('[role="menu"], .pf-v6-c-menu')?.querySelectorAll('li') ?? []),
        ];
        const next = items[items.findIndex((item) => item.contains(currentTarget)) + 1];
        next?.querySelector<HTMLElement>('input, button')?.focus();
        onRemove();
      }}
    />
  );
}

type SaveQuickFilterItemProps = {
  readonly filter: Filter;
  readonly list: readonly OwnQuickFilter[];
  readonly onSave: () => void;
};

/** Offers to keep the filter that holds now; says why where it cannot be kept. */
export function SaveQuickFilterItem({ filter, list, onSave }: SaveQuickFilterItemProps) {
  const t = useT();
  const why = whyNotSaved(filter, list);
  return (
    <SelectOption
      data-test={TEST_IDS.saveQuickFilter}
      isAriaDisabled={why !== undefined}
      description={why === undefined ? undefined : whyText(why, t)}
      onClick={onSave}
    >
      {t('Save this filter as a quick filter…')}
    </SelectOption>
  );
}

function whyText(why: CannotSave, t: Translate): string {
  switch (why) {
    case 'nothing':
      return t('There is no filter to save.');
    case 'too-many':
      return t('You have as many as can be kept: remove one first.');
    case 'too-long':
      return t('The filter is too long to be kept.');
  }
}
