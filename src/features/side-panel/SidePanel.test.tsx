import { Drawer, DrawerContent } from '@patternfly/react-core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { describe, expect, test } from 'vitest';

import type { Match } from '#model/filter/filter.ts';
import { all, match } from '#model/filter/filter.ts';
import { createQueryClient } from '../../data/query-client.ts';
import { startTestBackend } from '../../testing/backend.ts';
import { conversationExample, endExample, flowExample } from '../../testing/examples.ts';
import { SidePanel } from './SidePanel.tsx';

const backend = startTestBackend();

/** Shows a panel, and waits for what it is made of. */
async function show(props: Partial<ComponentProps<typeof SidePanel>>): Promise<void> {
  const panel = (
    <SidePanel
      selection={{ kind: 'record', key: 'r1' }}
      tab="details"
      onTab={() => undefined}
      onClose={() => undefined}
      onFilter={() => undefined}
      onSwitch={() => undefined}
      span={{ fromMs: 0, toMs: 2e12 }}
      {...props}
    />
  );
  render(
    <QueryClientProvider client={createQueryClient()}>
      <Drawer isExpanded>
        <DrawerContent panelContent={panel}>rows</DrawerContent>
      </Drawer>
    </QueryClientProvider>,
  );
  await screen.findByRole('tablist');
}

describe('the panel of a record', () => {
  test('takes the focus and lists what is set, in groups', async () => {
    await show({ record: flowExample({ SrcPort: 53, DnsName: '', Custom: 'kept' }) });
    expect(document.activeElement?.textContent).toBe('Flow');
    expect(within(screen.getByLabelText('Source')).getByText('53 (dns)')).toBeTruthy();
    expect(screen.queryByText('DNS name')).toBeNull();
    expect(within(screen.getByLabelText('Other fields')).getByText('kept')).toBeTruthy();
  });

  test('filters on a field, by the name of the filter that people write', async () => {
    const asked: Match[] = [];
    await show({ record: flowExample(), onFilter: (condition) => asked.push(condition) });
    await userEvent.click(screen.getByRole('button', { name: 'Filter on Source IP address 10.0.0.1' }));
    await userEvent.click(screen.getByRole('button', { name: 'Filter on Protocol TCP' }));
    await userEvent.click(screen.getByRole('button', { name: 'Leave out Destination IP address 10.0.0.2' }));
    expect(asked).toEqual([
      match('src_address', '=', '10.0.0.1'),
      match('protocol', '=', 'TCP'),
      match('dst_address', '!=', '10.0.0.2'),
    ]);
  });

  test('offers to remove a filter that is active', async () => {
    await show({ record: flowExample(), filter: all(match('src_port', '=', '40000')) });
    expect(screen.getByRole('button', { name: 'Remove filter on Source port 40000' })).toBeTruthy();
  });

  test('shows the record as JSON in the order of its fields', async () => {
    await show({ record: { b: 1, a: 'x' }, tab: 'raw' });
    expect(screen.getByRole('tabpanel').textContent).toContain('{\n  "a": "x",\n  "b": 1\n}');
    expect(screen.getByRole('button', { name: 'Copy JSON' })).toBeTruthy();
  });

  test('shows the first tab for one that a record does not have', async () => {
    await show({ record: flowExample(), tab: 'events' });
    expect(screen.getByRole('tab', { name: 'Details' }).getAttribute('aria-selected')).toBe('true');
  });

  test('says what to do when the record is not among the rows', async () => {
    await show({});
    expect(screen.getByText('This record is not among the rows')).toBeTruthy();
  });

  test('has one control that switches the log type, and Escape closes it', async () => {
    const done: string[] = [];
    await show({
      record: flowExample(),
      switchTarget: 'allConnections',
      onSwitch: () => done.push('switched'),
      onClose: () => done.push('closed'),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Show conversation' }));
    await userEvent.keyboard('{Escape}');
    expect(done).toEqual(['switched', 'closed']);
  });
});

describe('the panel of a conversation', () => {
  const conversation = conversationExample('cafe0001');
  const selection = { kind: 'conversation', key: conversation.key } as const;

  test('compares both directions and says how start and end are known', async () => {
    backend.answer({
      conversations: [conversation],
      events: [endExample()],
      flows: [flowExample(), flowExample({ SrcPort: 1 }), flowExample({ SrcPort: 2 })],
    });
    await show({ selection, switchTarget: 'flowLog' });
    const directions = await screen.findByRole('table', { name: 'Both directions' });
    expect(within(directions).getByRole('row', { name: /Bytes 500 B 1 kB/ })).toBeTruthy();
    expect(screen.getByText('Start: its first event was seen.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Show flows' })).toBeTruthy();
  });

  test.each([
    ['live', 'End: none seen yet.'],
    ['recorded', 'End: not seen. The recording stops while it may still be going on.'],
  ] as const)(
    'says of one without an end, of a %s recording, how far it is known',
    async (timeline, words) => {
      const open = { ...conversation, status: 'open' } as const;
      backend.answer({ conversations: [open], events: [], flows: [], recording: { name: 'tour', timeline } });
      await show({ selection });
      expect(await screen.findByText(words)).toBeTruthy();
    },
  );

  test('tells an error with its code, and asks again', async () => {
    backend.answer({});
    await show({ selection: { kind: 'conversation', key: 'gone@1' } });
    expect(await screen.findByText('The conversation could not be loaded')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
