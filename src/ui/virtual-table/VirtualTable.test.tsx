import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test } from 'vitest';

import type { Sort } from '#model/view.ts';
import type { Column } from './column.ts';
import { VirtualTable } from './VirtualTable.tsx';

type Item = { readonly key: string; readonly size: number };

const COLUMNS: readonly Column<Item>[] = [
  {
    id: 'key',
    label: 'Name',
    width: 10,
    sorts: [{ key: 'name', label: 'Name', first: 'asc' }],
    cell: ({ key }) => key,
  },
  {
    id: 'size',
    label: 'Size',
    width: 10,
    isNumeric: true,
    sorts: [
      { key: 'size', label: 'Total', first: 'desc' },
      { key: 'sent', label: 'Sent', first: 'desc' },
    ],
    cell: ({ size }) => size,
  },
];

const many: readonly Item[] = Array.from({ length: 10_000 }, (_, index) => ({
  key: `item ${index}`,
  size: index,
}));

function keyOf({ key }: Item): string {
  return key;
}

function detail({ size }: Item) {
  return `All about ${size}`;
}

type HarnessProps = {
  readonly items?: readonly Item[];
  readonly isExpandable?: boolean;
  readonly onSort?: (sort: Sort) => void;
};

function Harness({ items = many, isExpandable = true, onSort = () => undefined }: HarnessProps) {
  const [selected, setSelected] = useState<string>();
  return (
    <>
      <VirtualTable
        label="Items"
        columns={COLUMNS}
        items={items}
        keyOf={keyOf}
        sort={{ key: 'size', direction: 'desc' }}
        onSort={onSort}
        selectedKey={selected}
        onOpen={setSelected}
        onClose={() => setSelected(undefined)}
        isStale={false}
        density="comfortable"
        {...(isExpandable ? { detail } : {})}
      />
      <output>{selected ?? 'nothing'}</output>
    </>
  );
}

const row = (name: string) => screen.getByRole('row', { name: new RegExp(`${name}\\b`) });
const focused = () => document.activeElement?.textContent ?? '';

/** Tab from the first head to the row that Tab reaches. */
async function tabToRows() {
  while (document.activeElement?.getAttribute('role') !== 'row') {
    await userEvent.tab();
  }
}

describe('VirtualTable', () => {
  test('holds few of many rows in the document and says how many there are', () => {
    render(<Harness />);
    const table = screen.getByRole('treegrid', { name: 'Items' });
    expect(table.getAttribute('aria-rowcount')).toBe('10001');
    expect(within(table).getAllByRole('row').length).toBeLessThan(60);
    expect(row('item 0').getAttribute('aria-rowindex')).toBe('2');
  });

  test('is one stop of the Tab key, and arrows choose the row', async () => {
    render(<Harness />);
    await tabToRows();
    expect(focused()).toContain('item 0');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(focused()).toContain('item 1');
    await userEvent.keyboard('{End}');
    expect(focused()).toContain('item 9999');
    await userEvent.keyboard('{Home}{PageDown}');
    expect(Number(/item (\d+)/.exec(focused())?.[1])).toBeGreaterThan(5);
  });

  test('gives the focus of a row that goes to the one that takes its place', async () => {
    const { rerender } = render(<Harness items={many.slice(0, 5)} />);
    await tabToRows();
    await userEvent.keyboard('{ArrowDown}');
    rerender(<Harness items={many.slice(0, 5).filter(({ size }) => size !== 1)} />);
    expect(row('item 2').matches(':focus')).toBe(true);
    rerender(<Harness items={many.slice(7, 8)} />);
    expect(row('item 7').matches(':focus')).toBe(true);
  });

  test('leaves the focus with a row that others push down', async () => {
    const { rerender } = render(<Harness items={many.slice(20, 25)} />);
    await tabToRows();
    rerender(<Harness items={many.slice(0, 25)} />);
    expect(row('item 20').matches(':focus')).toBe(true);
  });

  test('leaves the focus where it went when a row goes that had it before', async () => {
    const { rerender } = render(<Harness items={many.slice(0, 5)} />);
    await tabToRows();
    await userEvent.tab({ shift: true });
    rerender(<Harness items={many.slice(3, 5)} />);
    expect(screen.getAllByRole('button').some((button) => button.matches(':focus'))).toBe(true);
  });

  test('opens a row by Enter and marks it, and Escape closes it', async () => {
    render(<Harness />);
    await tabToRows();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(screen.getByRole('status').textContent).toBe('item 1');
    expect(row('item 1').getAttribute('aria-selected')).toBe('true');
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('status').textContent).toBe('nothing');
    expect(focused()).toContain('item 1');
  });

  test('shows the details of a row by space or right, and hides them by left', async () => {
    render(<Harness />);
    await tabToRows();
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByText('All about 0')).toBeTruthy();
    expect(row('item 0').getAttribute('aria-expanded')).toBe('true');
    await userEvent.keyboard('{ArrowLeft}');
    expect(screen.queryByText('All about 0')).toBeNull();
    await userEvent.keyboard(' ');
    expect(screen.getByText('All about 0')).toBeTruthy();
  });

  test('steps over details to the next row', async () => {
    render(<Harness />);
    await tabToRows();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    expect(focused()).toContain('item 1');
  });

  test('opens a row by a click, but not by one on a button in it', async () => {
    render(<Harness />);
    await userEvent.click(within(row('item 2')).getByRole('button', { name: 'Details' }));
    expect(screen.getByRole('status').textContent).toBe('nothing');
    await userEvent.click(within(row('item 3')).getByText('item 3'));
    expect(screen.getByRole('status').textContent).toBe('item 3');
  });

  test('is a plain grid when its rows do not open', async () => {
    render(<Harness isExpandable={false} />);
    expect(screen.getByRole('grid', { name: 'Items' })).toBeTruthy();
    await tabToRows();
    await userEvent.keyboard(' ');
    expect(screen.getByRole('status').textContent).toBe('item 0');
  });

  test('orders by a head, first in the direction that suits the column, then turned', async () => {
    const asked: Sort[] = [];
    render(<Harness onSort={(sort) => asked.push(sort)} />);
    expect(screen.getByRole('columnheader', { name: /Size/ }).getAttribute('aria-sort')).toBe('descending');
    await userEvent.click(screen.getByRole('button', { name: 'Size' }));
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    expect(asked).toEqual([
      { key: 'size', direction: 'asc' },
      { key: 'name', direction: 'asc' },
    ]);
  });

  test('offers every value of a column to order by', async () => {
    const asked: Sort[] = [];
    render(<Harness onSort={(sort) => asked.push(sort)} />);
    await userEvent.click(screen.getByRole('button', { name: 'Order Size by' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Order by Sent' }));
    expect(asked).toEqual([{ key: 'sent', direction: 'desc' }]);
  });
});
