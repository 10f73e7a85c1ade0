import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { ColumnsDialog } from './ColumnsDialog.tsx';

const user = userEvent.setup();

const OFFERS = [
  { id: 'Src', label: 'Source', isDefault: true },
  { id: 'Dst', label: 'Destination', isDefault: true },
  { id: 'SrcPort', label: 'Source port', group: 'Source', isDefault: false },
  { id: 'DstPort', label: 'Destination port', group: 'Destination', isDefault: false },
];

function show(shown: readonly string[]) {
  const saved: (readonly string[])[] = [];
  const fresh: boolean[] = [];
  render(
    <ColumnsDialog
      offers={OFFERS}
      shown={shown}
      onSave={(ids, isFresh) => {
        saved.push(ids);
        fresh.push(isFresh);
      }}
      onClose={() => undefined}
    />,
  );
  return { saved, fresh, save: () => user.click(screen.getByRole('button', { name: 'Save' })) };
}

const names = () =>
  within(screen.getByRole('list'))
    .getAllByRole('checkbox')
    .map((box) => box.id.split('-').at(-1));

describe('the dialog of the columns', () => {
  test('lists those that are shown first, in their order', () => {
    show(['Dst', 'SrcPort']);
    expect(names()).toEqual(['Dst', 'SrcPort', 'Src', 'DstPort']);
  });

  test('saves what is ticked in the order to which it was moved, and says where it is', async () => {
    const { saved, fresh, save } = show(['Src', 'Dst']);
    await user.click(screen.getByRole('checkbox', { name: 'Destination port' }));
    await user.click(screen.getByRole('button', { name: 'Move Destination port up' }));
    expect(screen.getByRole('status').textContent).toBe('Destination port is column 2 of 3');
    await user.click(screen.getByRole('checkbox', { name: 'Source' }));
    await save();
    expect(saved).toEqual([['DstPort', 'Dst']]);
    expect(fresh).toEqual([false]);
  });

  test('keeps the focus on the button that moved a column', async () => {
    show(['Src', 'Dst', 'SrcPort']);
    const down = screen.getByRole('button', { name: 'Move Source down' });
    await user.click(down);
    await user.keyboard('{Enter}');
    expect(names().slice(0, 3)).toEqual(['Dst', 'SrcPort', 'Src']);
  });

  test('keeps the last column', () => {
    show(['Src']);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Source' }).disabled).toBe(true);
  });

  test('finds columns by their name', async () => {
    show(['Src', 'Dst']);
    await user.type(screen.getByRole('searchbox', { name: 'Find a column' }), 'port dest');
    expect(names()).toEqual(['DstPort']);
    await user.type(screen.getByRole('searchbox', { name: 'Find a column' }), 'x');
    expect(screen.getByText('No column has that in its name')).toBeTruthy();
  });

  test('restores the default columns, which are saved like others', async () => {
    const { saved, fresh, save } = show(['DstPort']);
    await user.click(screen.getByRole('button', { name: 'Restore default columns' }));
    await save();
    expect(saved).toEqual([['Src', 'Dst']]);
    expect(fresh).toEqual([true]);
  });
});
