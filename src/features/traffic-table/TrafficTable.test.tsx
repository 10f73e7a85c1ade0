import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { describe, expect, test } from 'vitest';

import { conversationExample, endExample, flowExample } from '../../testing/examples.ts';
import type { ChosenView } from './table-props.ts';
import { TrafficTable } from './TrafficTable.tsx';

const VIEW: ChosenView = { density: 'comfortable', columns: {}, features: [] };

function show(props: Partial<ComponentProps<typeof TrafficTable>>) {
  render(
    <TrafficTable
      logType="allConnections"
      sort={{ key: 'end', direction: 'desc' }}
      onSort={() => undefined}
      onSelect={() => undefined}
      isStale={false}
      view={VIEW}
      {...props}
    />,
  );
}

const conversations = (...items: ReturnType<typeof conversationExample>[]) => ({
  items,
  total: items.length,
});

describe('the table of conversations', () => {
  test('tells of each its state, its ends and both directions', () => {
    show({ conversations: conversations(conversationExample('cafe00012222', { latest: endExample() })) });
    const row = screen.getByRole('row', { name: /cafe0001/ });
    expect(within(row).getByText('Ended')).toBeTruthy();
    expect(within(row).getByText('Conversation end')).toBeTruthy();
    expect(within(row).getByText('browser')).toBeTruthy();
    expect(within(row).getByText('10.0.0.2:8080')).toBeTruthy();
    expect(within(row).getByText('1.5 kB')).toBeTruthy();
    expect(within(row).getByRole('img', { name: '500 B to destination, 1 kB to source' })).toBeTruthy();
    expect(within(row).getByRole('button', { name: 'Copy conversation ID cafe00012222' })).toBeTruthy();
  });

  test('says of one whose start was not seen that it began before', () => {
    show({ conversations: conversations(conversationExample('a', { isStartSeen: false })) });
    expect(screen.getByText('Began before what is recorded')).toBeTruthy();
  });

  test('has no directions to show of nothing', () => {
    const silent = { bytes: 0, bytesAB: 0, bytesBA: 0, packets: 0, packetsAB: 0, packetsBA: 0 };
    show({ conversations: conversations(conversationExample('a', silent)) });
    expect(screen.getByText('0 B')).toBeTruthy();
    expect(screen.queryByRole('img')).toBeNull();
  });

  test('selects the instance, not the id, that was clicked', async () => {
    const selected: unknown[] = [];
    const items = conversations(
      conversationExample('a', { key: 'a@2' }),
      conversationExample('a', { key: 'a@1' }),
    );
    show({ conversations: items, onSelect: (selection) => selected.push(selection) });
    const [, , second] = screen.getAllByRole('row');
    await userEvent.click(within(second ?? document.body).getByText('Conversation end'));
    expect(selected).toEqual([{ kind: 'conversation', key: 'a@1' }]);
  });
});

describe('the table of flows', () => {
  test('writes protocols, services, flags and directions as words, and what is absent as a dash', () => {
    const record = flowExample({ DstPort: 443, Flags: ['SYN', 'SYN_ACK'], FlowDirection: 1 });
    show({ logType: 'flowLog', records: [{ key: 'r1', record }] });
    const [, row] = screen.getAllByRole('row');
    const cells = within(row ?? document.body)
      .getAllByRole('gridcell')
      .map(({ textContent }) => textContent);
    expect(cells).toContain('TCP httpsSYN, SYN-ACK');
    expect(cells).toContain('Egress');
    expect(cells).toContain('Flow');
    expect(cells.filter((text) => text === '–Not available')).toHaveLength(2);
  });
});

describe('a table without rows', () => {
  test('offers what would help', async () => {
    const done: string[] = [];
    show({
      conversations: conversations(),
      emptyActions: {
        onClearFilters: () => done.push('cleared'),
        onSwitchLogType: () => done.push('switched'),
      },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Clear all filters' }));
    await userEvent.click(screen.getByRole('button', { name: 'Show flows instead' }));
    expect(done).toEqual(['cleared', 'switched']);
    expect(screen.queryByRole('button', { name: 'Look further back' })).toBeNull();
  });

  test('does not say that there is nothing where not all was read', () => {
    show({ conversations: conversations(), isReadWhole: false });
    expect(screen.getByText('Not all of this time range was read.')).toBeTruthy();
    expect(screen.queryByText('Nothing was recorded in this time range.')).toBeNull();
  });

  test('waits for the first answer', () => {
    show({});
    expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy();
  });
});

describe('the columns that the user chose', () => {
  const heads = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent);

  test('are shown in their order, with the values of fields', () => {
    const columns = { allConnections: { shown: ['DstPort', 'Src', '_Status'], known: ['Src'] } };
    show({
      conversations: conversations(conversationExample('cafe00012222')),
      view: { ...VIEW, columns },
    });
    expect(heads().filter((head) => /^(Destination port|Source|Status)/.test(head))).toEqual([
      'Destination port',
      'Source',
      'Status',
    ]);
    expect(screen.getByRole('gridcell', { name: /^8080/ })).toBeTruthy();
  });
});
