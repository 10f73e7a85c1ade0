import { act, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';

import { match } from '#model/filter/filter.ts';
import type { CellChoice } from './cell-value.ts';
import type { Column } from './column.ts';
import { VirtualTable } from './VirtualTable.tsx';

type Item = { readonly key: string };

const COLUMNS: readonly Column<Item>[] = [
  {
    id: 'key',
    label: 'Name',
    width: 10,
    sorts: [],
    cell: ({ key }) => key,
    values: ({ key }) => [
      {
        label: 'Name',
        text: key,
        kind: { of: 'value', condition: match('src_name', '=', key), record: { SrcK8S_Name: key } },
      },
    ],
  },
];

const CHOICES: readonly CellChoice[] = [
  { label: 'Filter on', name: 'Filter on Name', onChoose: () => undefined },
];

const keyOf = ({ key }: Item) => key;
const choicesOf = () => CHOICES;
const none = () => undefined;

/** A table of these rows; each of its answers is new, as after a refresh. */
function tableOf(...keys: readonly string[]) {
  return (
    <VirtualTable
      label="Items"
      columns={COLUMNS}
      items={keys.map((key) => ({ key }))}
      keyOf={keyOf}
      sort={{ key: 'size', direction: 'desc' }}
      onSort={none}
      selectedKey={undefined}
      onOpen={none}
      onClose={none}
      choicesOf={choicesOf}
      isStale={false}
      density="comfortable"
    />
  );
}

const row = (name: string) => screen.getByRole('row', { name });
const button = () => screen.queryByRole('button', { name: 'Filter by Name' });

async function openMenuOf(name: string) {
  act(() => row(name).focus());
  await userEvent.keyboard('f');
  await screen.findByRole('menu', { name: 'Filter by this row' });
}

describe('the menu of a row that goes while it is open', () => {
  test.each(['{Escape}', '{Enter}'])('gives the focus to the row in its place by %s', async (key) => {
    const { rerender } = render(tableOf('a', 'b', 'c', 'd'));
    await openMenuOf('b');
    rerender(tableOf('new', 'a', 'b', 'c', 'd'));
    rerender(tableOf('new', 'a', 'c', 'd'));
    await userEvent.keyboard(key);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(row('c').matches(':focus')).toBe(true);
  });

  test('gives it to the last row when there are fewer', async () => {
    const { rerender } = render(tableOf('a', 'b', 'c', 'd'));
    await openMenuOf('d');
    rerender(tableOf('a', 'b'));
    await userEvent.keyboard('{Escape}');
    expect(row('b').matches(':focus')).toBe(true);
  });
});

describe('the button of a cell', () => {
  test('stays at each refresh while the pointer rests, and goes with its row', async () => {
    const { rerender } = render(tableOf('a', 'b'));
    await userEvent.hover(screen.getByRole('gridcell', { name: 'b' }));
    const found = await screen.findByRole('button', { name: 'Filter by Name' });
    rerender(tableOf('a', 'b', 'c'));
    rerender(tableOf('b', 'c'));
    expect(button()).toBe(found);
    rerender(tableOf('a', 'c'));
    expect(button()).toBeNull();
  });

  test('stays when the table scrolls to hold its place at a refresh', async () => {
    const { rerender } = render(tableOf('a', 'b'));
    await userEvent.hover(screen.getByRole('gridcell', { name: 'b' }));
    const found = await screen.findByRole('button', { name: 'Filter by Name' });
    rerender(tableOf('a', 'b', 'c'));
    fireEvent.scroll(found, { bubbles: true });
    expect(button()).toBe(found);
  });

  test('goes when its row is pushed away from below the pointer', async () => {
    vi.spyOn(HTMLTableCellElement.prototype, 'getBoundingClientRect').mockImplementation(function (
      this: HTMLTableCellElement,
    ) {
      return new DOMRect(0, Number(this.parentElement?.dataset['index']) * 40, 100, 40);
    });
    const { rerender } = render(tableOf('a', 'b'));
    await userEvent.hover(screen.getByRole('gridcell', { name: 'b' }));
    await screen.findByRole('button', { name: 'Filter by Name' });
    rerender(tableOf('c', 'b', 'a'));
    expect(button()).not.toBeNull();
    rerender(tableOf('c', 'a', 'b'));
    expect(button()).toBeNull();
    vi.restoreAllMocks();
  });
});
