import { Button, SelectOption } from '@patternfly/react-core';
import { ExclamationTriangleIcon, TimesIcon } from '@patternfly/react-icons';
import type { KeyboardEvent } from 'react';

import type { Filter } from '#model/filter/filter.ts';
import type { OwnQuickFilter } from '../../state/preferences/own-quick-filter.ts';
import type { Translate } from '../../ui/i18n.ts';
import { useT } from '../../ui/i18n.ts';
import { TEST_IDS } from '../../ui/test-ids.ts';
import type { CannotSave } from './own-quick-filters.ts';
import { whyNotSaved } from './own-quick-filters.ts';
import { consoleIcon } from '../../ui/icons/console-icon.ts';

const ExclamationTriangle = consoleIcon(ExclamationTriangleIcon);
const Times = consoleIcon(TimesIcon);

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
      onKeyDown={moveWithinItem}
      actions={onRemove !== undefined && <RemoveButton name={name} onRemove={onRemove} />}
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
      icon={<ExclamationTriangle />}
      description={
        <>
          {t('This filter cannot be read.')}
          <br />
          <span className="netobserv-plugin__quick-filter-text">{stored.filter}</span>
        </>
      }
      actions={<RemoveButton name={stored.name} onRemove={onRemove} role="menuitem" />}
    >
      {stored.name}
    </SelectOption>
  );
}

type RemoveButtonProps = {
  readonly name: string;
  readonly onRemove: () => void;
  /** What it is to the menu, where its line is not an item itself. */
  readonly role?: 'menuitem';
};

/** Removes a quick filter; the focus goes to what comes after it in the menu. */
function RemoveButton({ name, onRemove, role }: RemoveButtonProps) {
  const t = useT();
  return (
    <span className="netobserv-plugin__quick-filter-remove">
      <Button
        variant="plain"
        icon={<Times />}
        aria-label={t('Remove the quick filter {{name}}', { name })}
        role={role}
        tabIndex={-1}
        onClick={({ currentTarget }) => {
          focusNextItem(currentTarget);
          onRemove();
        }}
      />
    </span>
  );
}

function focusNextItem(within: Element): void {
  const items = [...(within.closest('.pf-v6-c-menu')?.querySelectorAll('li') ?? [])].filter(
    (item) => item.querySelector('li') === null,
  );
  const next = items[items.findIndex((item) => item.contains(within)) + 1];
  next?.querySelector<HTMLElement>('input, button')?.focus();
}

/** The arrows to the sides go from the box of an item to its button and back, as PatternFly's do without a box. */
function moveWithinItem({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  const target = key === 'ArrowRight' ? 'button' : key === 'ArrowLeft' ? 'input' : undefined;
  if (target !== undefined) {
    currentTarget.querySelector<HTMLElement>(target)?.focus();
  }
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
