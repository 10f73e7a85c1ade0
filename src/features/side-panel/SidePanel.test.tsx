import { Drawer, DrawerContent } from '@patternfly/react-core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { describe, expect, test } from 'vitest';

import type { Conversation } from '#model/conversation/conversation.ts';
import type { Match } from '#model/filter/filter.ts';
import { all, match } from '#model/filter/filter.ts';
import { createQueryClient } from '../../data/query-client.ts';
import { startTestBackend } from '../../testing/backend.ts';
import { conversationExample, endExample, flowExample } from '../../testing/examples.ts';
import { SidePanel } from './SidePanel.tsx';

const backend = startTestBackend();

/** A panel with something selected, until something else is. */
function Panel({ selection: first, onSelect, ...props }: ComponentProps<typeof SidePanel>) {
  const [selection, select] = useState(first);
  return (
    <SidePanel
      {...props}
      selection={selection}
      onSelect={(next) => {
        onSelect(next);
        select(next);
      }}
    />
  );
}

/** Shows a panel, and waits for what it is made of. */
async function show(props: Partial<ComponentProps<typeof SidePanel>>): Promise<void> {
  const panel = (
    <Panel
      selection={{ kind: 'record', key: 'r1' }}
      tab="details"
      onTab={() => undefined}
      onClose={() => undefined}
      onSelect={() => undefined}
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

  describe('whose ID was seen more than once', () => {
    const later = seenAgain(1);
    const last = seenAgain(2);
    const asked = ({ key }: Conversation) =>
      backend.asked(`/api/conversations/${encodeURIComponent(key)}`).length;
    const link = (name: string) => screen.queryByRole('button', { name });

    test('leads to the one before and the one after, whatever is used to press', async () => {
      backend.answer({ conversations: [conversation, later, last] });
      const selected: unknown[] = [];
      const closed: string[] = [];
      await show({
        selection,
        onSelect: (next) => selected.push(next),
        onClose: () => closed.push('closed'),
      });
      await userEvent.click(await screen.findByRole('button', { name: 'Show the conversation after' }));
      expect(await screen.findByText('3 kB')).toBeTruthy();
      expect([asked(later), asked(last)]).toEqual([1, 0]);
      expect(link('Show the conversation before')).toBeTruthy();

      screen.getByRole('button', { name: 'Show the conversation after' }).focus();
      await userEvent.keyboard('{Enter}');
      expect(await screen.findByText('6 kB')).toBeTruthy();
      expect(link('Show the conversation after')).toBeNull();
      expect(selected).toEqual([later, last].map(({ key }) => ({ kind: 'conversation', key })));

      expect(document.activeElement?.textContent).toBe('Conversation cafe0001');
      await userEvent.keyboard('{Escape}');
      expect(closed).toEqual(['closed']);
    });

    const reason = /^A silence longer than the end timeout makes two conversations/;

    test('says why there may be several', async () => {
      backend.answer({ conversations: [conversation, last] });
      await show({ selection });
      expect(await screen.findByText(reason)).toBeTruthy();
      expect(link('Show the conversation before')).toBeNull();
    });

    test('says nothing of it where there is one', async () => {
      const other = conversationExample('beef0001', { startMs: last.startMs + 1 });
      backend.answer({ conversations: [conversation, other] });
      await show({ selection });
      expect(await screen.findByText('Start: its first event was seen.')).toBeTruthy();
      expect(screen.queryByText(reason)).toBeNull();
    });

    /** The same peers and ports so many hours later, and with more in each direction. */
    function seenAgain(hours: number): Conversation {
      const startMs = conversation.startMs + hours * 3_600_000;
      const bytesBA = hours * 3000;
      return conversationExample(conversation.id, {
        key: `${conversation.id}@${startMs}`,
        startMs,
        endMs: startMs + 20_000,
        bytesBA,
      });
    }
  });

  test('tells an error with its code, and asks again', async () => {
    backend.answer({});
    await show({ selection: { kind: 'conversation', key: 'gone@1' } });
    expect(await screen.findByText('The conversation could not be loaded')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
