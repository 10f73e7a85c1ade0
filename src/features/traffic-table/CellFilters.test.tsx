import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import { conversationRecord } from '#model/fields/conversation-fields.ts';
import { compileFilter } from '#model/filter/compile.ts';
import type { Filter, Match } from '#model/filter/filter.ts';
import { all, EVERYTHING, match } from '#model/filter/filter.ts';
import { lowerFilter } from '#model/filter/lowering/lower.ts';
import { printFilter } from '#model/filter/language/print.ts';
import type { TimeRange } from '#model/time-range.ts';
import { toggleCondition } from '../../state/edit-conditions.ts';
import { conversationExample, endExample, flowExample } from '../../testing/examples.ts';
import type { ChosenView } from './table-props.ts';
import { TrafficTable } from './TrafficTable.tsx';

const VIEW: ChosenView = { density: 'comfortable', columns: {}, features: [] };
const SPAN = { fromMs: 1_699_999_000_000, toMs: 1_700_000_000_000 };

const user = userEvent.setup();

/** What was asked for, one after the other. */
type Asked = { readonly filters: Filter[]; readonly ranges: TimeRange[] };

type PageProps = { readonly items: readonly Conversation[]; readonly initial: Filter; readonly asked: Asked };

/** The table on a page whose rows are those that pass its filter. */
function Page({ items, initial, asked }: PageProps) {
  const [filter, setFilter] = useState(initial);
  const [opened, setOpened] = useState(false);
  const lowered = lowerFilter(filter);
  const passes = lowered.ok ? compileFilter(lowered.value) : () => false;
  const listed = items.filter((item) => passes(conversationRecord(item)));
  return (
    <>
      <TrafficTable
        logType="allConnections"
        conversations={{ items: listed, total: listed.length }}
        sort={{ key: 'id', direction: 'asc' }}
        onSort={() => undefined}
        onSelect={(selection) => setOpened(selection !== undefined)}
        isStale={false}
        view={VIEW}
        filtering={{
          filter,
          span: SPAN,
          onFilter: (condition: Match) => {
            const next = toggleCondition(filter, condition);
            asked.filters.push(next);
            setFilter(next);
          },
          onRange: (range) => asked.ranges.push(range),
        }}
      />
      <output>{opened ? 'panel' : ''}</output>
    </>
  );
}

function show(filter: Filter = EVERYTHING) {
  const asked: Asked = { filters: [], ranges: [] };
  const items = ['a', 'b', 'c'].map((id, index) =>
    conversationExample(id, {
      latest: endExample({ _HashId: id, SrcK8S_Name: `pod-${id}`, SrcPort: 40_000 + index }),
    }),
  );
  render(<Page items={items} initial={filter} asked={asked} />);
  return { ...asked, last: () => printFilter(asked.filters.at(-1) ?? EVERYTHING) };
}

const row = (name: string) => screen.getByRole('row', { name: new RegExp(`pod-${name}`) });
const hasFocus = (element: Element) => element.matches(':focus');

async function openMenuOf(name: string, key = 'f') {
  act(() => row(name).focus());
  await user.keyboard(key);
  return screen.findByRole('menu', { name: 'Filter by this row' });
}

describe('the menu of a line', () => {
  test('opens by a key with the values of all cells, and the focus in it', async () => {
    show();
    const menu = await openMenuOf('b');
    const values = within(menu)
      .getAllByRole('group')
      .map((group) => group.getAttribute('aria-label'));
    expect(values).toEqual([
      'Status Ended',
      'Conversation ID b',
      'Source name pod-b',
      'Source namespace lab',
      'Source IP address 10.0.0.1',
      'Source port 40001',
      'Destination name frontend',
      'Destination namespace shop',
      'Destination IP address 10.0.0.2',
      'Destination port 8080 (http-alt)',
      'Protocol TCP',
      expect.stringMatching(/^First seen /),
      expect.stringMatching(/^Last seen /),
      'Duration 20 s',
      'Bytes 1.5 kB',
      'Bytes A to B 500 B',
      'Bytes B to A 1 kB',
      'Packets 15',
      'Packets A to B 5',
      'Packets B to A 10',
      'Flows 3',
    ]);
    expect(hasFocus(within(menu).getByRole('menuitem', { name: 'Filter on Status Ended' }))).toBe(true);
  });

  test.each(['f', 'F', '{ContextMenu}', '{Shift>}{F10}{/Shift}'])('opens by %s', async (key) => {
    show();
    expect(await openMenuOf('a', key)).toBeTruthy();
  });

  test('does not open by keys that are the browser’s, nor on a button of a line', async () => {
    show();
    act(() => row('a').focus());
    await user.keyboard('{Control>}f{/Control}{F10}');
    act(() => within(row('a')).getByRole('button', { name: /Copy/ }).focus());
    await user.keyboard('f');
    expect(screen.queryByRole('menu')).toBeNull();
  });

  test('filters by the keyboard alone, and the focus is on the line again', async () => {
    const asked = show();
    await openMenuOf('b');
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(asked.last()).toBe('all(src_name=pod-b)');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(screen.queryByRole('row', { name: /pod-a/ })).toBeNull();
    expect(hasFocus(row('b'))).toBe(true);
    expect(screen.getByRole('status').textContent).toBe('');
  });

  test('leaves out, and the focus goes to the line that takes its place', async () => {
    const asked = show(all(match('src_namespace', '=', 'lab')));
    await openMenuOf('b');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}{Enter}');
    expect(asked.last()).toBe('src_namespace=lab src_name!=pod-b');
    expect(screen.queryByRole('row', { name: /pod-b/ })).toBeNull();
    expect(hasFocus(row('c'))).toBe(true);
  });

  test('offers to remove what is there', async () => {
    const asked = show(all(match('dst_port', '!=', '53'), match('src_name', '=', 'pod-b')));
    const menu = await openMenuOf('b');
    expect(within(menu).queryByRole('menuitem', { name: /Source name / })?.textContent).toBe('Remove filter');
    await user.click(within(menu).getByRole('menuitem', { name: 'Remove filter on Source name pod-b' }));
    expect(asked.last()).toBe('all(dst_port!=53)');
    expect(row('a')).toBeTruthy();
  });

  test('bounds amounts exactly', async () => {
    const asked = show();
    const menu = await openMenuOf('b');
    await user.click(within(menu).getByRole('menuitem', { name: 'At least 1 kB Bytes B to A' }));
    await user.click(within(await openMenuOf('b')).getByRole('menuitem', { name: 'At least 20 s Duration' }));
    expect(asked.last()).toBe('bytes.ba>=1000 duration>=20000ms');
    expect(row('b')).toBeTruthy();
  });

  test('moves one end of the time range', async () => {
    const asked = show();
    const menu = await openMenuOf('a');
    await user.click(within(menu).getByRole('menuitem', { name: /From this time on: First seen/ }));
    await user.click(
      within(await openMenuOf('a')).getByRole('menuitem', { name: /Up to this time: Last seen/ }),
    );
    expect(asked.ranges).toEqual([
      { kind: 'absolute', startS: 1_699_999_900, endS: 1_699_999_999 },
      { kind: 'absolute', startS: 1_699_999_000, endS: 1_699_999_920 },
    ]);
  });

  test.each(['{Escape}', '{Tab}'])('%s closes it and nothing else', async (key) => {
    const asked = show();
    await user.click(within(row('a')).getByText('Conversation end'));
    await openMenuOf('a');
    await user.keyboard(key);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(hasFocus(row('a'))).toBe(true);
    expect(screen.getByRole('status').textContent).toBe('panel');
    expect(asked.filters).toEqual([]);
  });

  test('closes when something else is clicked', async () => {
    show();
    await openMenuOf('a');
    await user.click(screen.getByRole('status'));
    expect(screen.queryByRole('menu')).toBeNull();
  });
});

describe('the button of a cell', () => {
  test('comes to the cell that the pointer rests on, opens its values, and goes when the table scrolls', async () => {
    const asked = show();
    await user.hover(within(row('c')).getByText('pod-c'));
    await user.click(await screen.findByRole('button', { name: 'Filter by Source' }));
    const menu = await screen.findByRole('menu', { name: 'Source' });
    expect(within(menu).getAllByRole('group')).toHaveLength(4);
    await user.click(within(menu).getByRole('menuitem', { name: 'Leave out Source port 40002' }));
    expect(asked.last()).toBe('all(src_port!=40002)');

    await user.hover(within(row('a')).getByText('pod-a'));
    const button = await screen.findByRole('button', { name: 'Filter by Source' });
    fireEvent.scroll(button, { bubbles: true });
    expect(screen.queryByRole('button', { name: 'Filter by Source' })).toBeNull();
  });

  test('is one for the table, and none where a cell shows nothing to filter on', async () => {
    const record = flowExample();
    render(
      <TrafficTable
        logType="flowLog"
        records={[{ key: 'r1', record }]}
        sort={{ key: 'end', direction: 'desc' }}
        onSort={() => undefined}
        onSelect={() => undefined}
        isStale={false}
        view={VIEW}
        filtering={{ filter: EVERYTHING, span: SPAN, onFilter: () => undefined, onRange: () => undefined }}
      />,
    );
    const cells = within(screen.getByRole('row', { name: /browser/ })).getAllByRole('gridcell');
    const [, type, , , , , direction, bytes] = cells;
    await user.hover(type ?? document.body);
    expect(await screen.findByRole('button', { name: 'Filter by Event / Type' })).toBeTruthy();
    await user.hover(direction ?? document.body);
    expect(screen.queryByRole('button', { name: /^Filter by/ })).toBeNull();
    await user.hover(bytes ?? document.body);
    expect(await screen.findByRole('button', { name: 'Filter by Bytes' })).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /^Filter by/ })).toHaveLength(1);
  });
});
