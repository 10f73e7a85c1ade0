import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { all, EVERYTHING, match } from '#model/filter/filter.ts';
import { printFilter } from '#model/filter/language/print.ts';
import { toggleConditions } from '../../state/edit-conditions.ts';
import type { OwnQuickFilter } from '../../state/preferences/own-quick-filter.ts';
import { QuickFilters } from './QuickFilters.tsx';

const user = userEvent.setup();

const PODS = { name: 'Pods', conditions: [match('src_kind', '=', 'Pod')], isDefault: false };
const SHOP: OwnQuickFilter = { name: 'Shop', filter: 'src_namespace=shop' };
const NEWER: OwnQuickFilter = { name: 'Newer', filter: 'colour=blue' };

async function openMenu(own: readonly OwnQuickFilter[], start: Filter = EVERYTHING, configured = [PODS]) {
  const now: { filter: Filter; own: readonly OwnQuickFilter[] } = { filter: start, own };
  function Held() {
    const [filter, setFilter] = useState(start);
    const [list, onChange] = useState(own);
    now.filter = filter;
    now.own = list;
    const board = {
      filter,
      setFilter,
      toggleConditions: (conditions: readonly Filter[]) => setFilter(toggleConditions(filter, conditions)),
    };
    return <QuickFilters quickFilters={configured} own={{ list, onChange }} board={board} />;
  }
  render(<Held />);
  await user.click(screen.getByRole('button', { name: 'Quick filters' }));
  await screen.findByText('Save this filter as a quick filter…');
  return { filter: () => printFilter(now.filter), own: () => now.own };
}

const box = (name: string) => screen.getByRole('checkbox', { name: new RegExp(name) });

describe('quick filters of the user', () => {
  test('are set and taken away beside those of the cluster', async () => {
    const { filter } = await openMenu([SHOP]);
    await user.click(box('Pods'));
    await user.click(box('Shop'));
    expect(filter()).toBe(
      printFilter(all(match('src_kind', '=', 'Pod'), match('src_namespace', '=', 'shop'))),
    );
    expect(box('Shop')).toHaveProperty('checked', true);
    await user.click(box('Shop'));
    expect(filter()).toBe(printFilter(all(match('src_kind', '=', 'Pod'))));
  });

  test('are removed one by one', async () => {
    const { own } = await openMenu([SHOP, NEWER]);
    await user.click(screen.getByRole('button', { name: 'Remove the quick filter Shop' }));
    expect(own()).toEqual([NEWER]);
    expect(screen.queryByText('Shop')).toBeNull();
  });

  test('are shown with their text, never applied, and removed, where it cannot be read', async () => {
    const { filter, own } = await openMenu([NEWER]);
    expect(screen.getByText('This filter cannot be read.')).toBeTruthy();
    expect(screen.getByText('colour=blue')).toBeTruthy();
    await user.click(screen.getByText('Newer'));
    expect(filter()).toBe(printFilter(EVERYTHING));
    await user.click(screen.getByRole('menuitem', { name: 'Remove the quick filter Newer' }));
    expect(own()).toEqual([]);
  });

  test('are made of the filter that holds, under a name that no other has', async () => {
    const { own } = await openMenu([SHOP], all(match('dst_port', '=', '443')));
    await user.click(screen.getByText('Save this filter as a quick filter…'));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('dst_port=443')).toBeTruthy();
    const save = within(dialog).getByRole('button', { name: 'Save' });
    const name = within(dialog).getByRole('textbox', { name: /Name/ });
    await user.click(save);
    expect(within(dialog).getByText('Enter a name.')).toBeTruthy();
    await user.type(name, 'pods');
    expect(within(dialog).getByText(/already/)).toBeTruthy();
    await user.click(save);
    expect(own()).toEqual([SHOP]);
    await user.clear(name);
    await user.click(name);
    await user.paste('x'.repeat(101));
    expect(within(dialog).getByText('A name has at most 100 characters.')).toBeTruthy();
    await user.clear(name);
    await user.type(name, 'Secure{Enter}');
    expect(own()).toEqual([SHOP, { name: 'Secure', filter: 'dst_port=443' }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('are not made of nothing, which the menu says even where there are none', async () => {
    await openMenu([], EVERYTHING, []);
    await user.click(screen.getByText('Save this filter as a quick filter…'));
    expect(screen.getByText('There is no filter to save.')).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
