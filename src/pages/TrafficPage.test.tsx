import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';

import { backendPath, startTestBackend } from '../testing/backend.ts';
import { conversationExample, endExample, flowExample } from '../testing/examples.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { TrafficPage } from './TrafficPage.tsx';

const backend = startTestBackend();
const user = userEvent.setup();

/** The key of `conversationExample('cafe0001')`. */
const { key: KEY } = conversationExample('cafe0001');

const RECORDING = {
  name: 'mine.pcap',
  files: ['mine.pcap'],
  timeline: 'recorded' as const,
  firstMs: 1_699_999_500_000,
  lastMs: 1_700_000_000_400,
  leftOut: 2,
};

const QUICK_FILTERS = [
  { name: 'Applications', filter: { flow_layer: 'app' }, default: true },
  { name: 'Services', filter: { dst_kind: 'Service' } },
];
const APPLICATIONS = 'flow_layer~app';

/** Opens the page and gives the query string that it has come to, as one reads it now. */
function open(search: string): { readonly search: () => URLSearchParams } {
  let current = search;
  render(
    <PageAt url={`/netflow-traffic${search}`} onPlace={(place) => (current = place.search)}>
      <TrafficPage />
    </PageAt>,
  );
  return { search: () => new URLSearchParams(current) };
}

describe('the Network Traffic page', () => {
  test('opens on conversations and completes a bare link', async () => {
    backend.answer({ conversations: [conversationExample('cafe0001'), conversationExample('cafe0002')] });
    const { search } = open('');
    expect(await screen.findByText('2 conversations')).toBeTruthy();
    await waitFor(() => expect(search().toString()).toBe('timeRange=300&recordType=allConnections'));
  });

  test('opens a recording on its own span, and says what it is', async () => {
    backend.answer({ conversations: [conversationExample('cafe0001')], recording: RECORDING });
    const { search } = open('');
    expect(await screen.findByText('1 conversations')).toBeTruthy();
    expect(search().toString()).toBe('startTime=1699999499&endTime=1700000002&recordType=allConnections');
    expect(backend.asked('/api/conversations').map((question) => question.get('startTime'))).toEqual([
      '1699999499',
    ]);
    expect(screen.getByText('Recording: mine.pcap')).toBeTruthy();
    expect(screen.getByText('2 entries of it could not be read')).toBeTruthy();
  });

  test('says what is to be known of a recording, with the places that could not be read', async () => {
    const notes = [
      { code: 'not-ip', text: '3 of 9 packets are not IP', numbers: { others: 3, packets: 9 } },
      {
        code: 'not-read',
        text: '2 packets could not be read',
        numbers: { count: 2 },
        texts: { unit: 'packet' },
      },
      {
        code: 'not-read-at',
        text: 'packet 14: cut',
        numbers: { line: 14 },
        texts: { unit: 'packet', reason: 'it is cut off' },
      },
      { code: 'of-tomorrow', text: 'Something that no page knows.' },
    ];
    backend.answer({
      conversations: [conversationExample('cafe0001')],
      recording: { ...RECORDING, notes },
    });
    open('');
    expect(await screen.findByText('2 notes on it')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Recording: mine.pcap' }));
    expect(await screen.findByText('3 of 9 packets are not IP, and make no flows.')).toBeTruthy();
    expect(screen.getByText('2 packets could not be read.')).toBeTruthy();
    expect(screen.getByText('Packet 14:', { exact: false })).toBeTruthy();
    expect(screen.getByText('it is cut off')).toBeTruthy();
    expect(screen.getByText('Something that no page knows.')).toBeTruthy();
  });

  test('opens on flows where a recording has nothing else, and says why', async () => {
    backend.answer({ flows: [flowExample()], recording: { ...RECORDING, isUntracked: true } });
    const { search } = open('');
    expect(await screen.findByRole('grid', { name: 'Flows' })).toBeTruthy();
    expect(screen.getByText(/^Nothing in this recording can be tracked/)).toBeTruthy();
    expect(search().get('recordType')).toBe('flowLog');
  });

  test('shows conversations of a recording that has none where the link says so, and leads to its flows', async () => {
    backend.answer({ flows: [flowExample()], recording: { ...RECORDING, isUntracked: true } });
    open('?recordType=allConnections');
    expect(await screen.findByText('No conversations found')).toBeTruthy();
    expect(screen.getByText(/^Nothing in this recording can be tracked/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Look further back' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show flows instead' }));
    expect(await screen.findByRole('grid', { name: 'Flows' })).toBeTruthy();
  });

  test('has its name where it could not be set up', async () => {
    backend.server.use(
      http.get(backendPath('/api/frontend-config'), () =>
        HttpResponse.json({ code: 'odd', message: 'Not now.', allowed: ['shop'] }, { status: 500 }),
      ),
      http.get(backendPath('/role'), () => HttpResponse.text('admin')),
    );
    open('');
    expect(await screen.findByText('The page could not be set up')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1, name: 'Network Traffic' })).toBeTruthy();
    expect(document.title).toContain('Network Traffic');
    expect(screen.getByText('Allowed')).toBeTruthy();
  });

  test.each([
    ['a bare link', '', APPLICATIONS],
    ['a link that says nothing of filters', '?timeRange=300&recordType=allConnections', APPLICATIONS],
    ['a link that says that there are none', '?filters=', ''],
    ['a link with filters', '?filters=protocol%3D6', 'protocol=6'],
    ['a link whose filters are all switched off', '?off=protocol%3D6', null],
  ])('filters %s by the default quick filters as it says', async (_name, link, filters) => {
    backend.answer({ quickFilters: QUICK_FILTERS });
    const { search } = open(link);
    await waitFor(() =>
      expect([search().has('recordType'), search().get('filters')]).toEqual([true, filters]),
    );
    expect(await screen.findByText(/^No (conversations|flows) found$/)).toBeTruthy();
    expect(backend.asked('/api/conversations').length + backend.asked('/api/loki/flow/records').length).toBe(
      1,
    );
  });

  test('keeps default quick filters away once they are cleared', async () => {
    backend.answer({ quickFilters: QUICK_FILTERS });
    const { search } = open('');
    await user.click(await screen.findByRole('button', { name: 'Clear all filters' }));
    expect(search().get('filters')).toBe('');
  });

  test('says which part of a configured quick filter cannot be read', async () => {
    backend.answer({ quickFilters: [{ name: 'Old', filter: { src_podname: 'a', protocol: '6' } }] });
    open('');
    expect(await screen.findByText('src_podname~a')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /Quick filters/ }));
    expect(screen.getByRole('menuitem', { name: /Old/ }).textContent).toContain('protocol');
  });

  test.each([
    ['a link to flows', '?filters=src_namespace%3D%22lab%22', 'flowLog'],
    ['a link that says the log type', '?recordType=allConnections', 'allConnections'],
  ])('opens %s without a time on the span of the recording', async (_name, link, recordType) => {
    backend.answer({ recording: RECORDING });
    const { search } = open(link);
    await waitFor(() => expect(search().get('startTime')).toBe('1699999499'));
    expect(search().get('recordType')).toBe(recordType);
  });

  test.each([
    ['a recording that is played live', '', { ...RECORDING, timeline: 'live' as const }],
    ['a link that says a time', '?timeRange=300&recordType=allConnections', RECORDING],
  ])('leaves the time as it is for %s', async (_name, link, recording) => {
    backend.answer({ conversations: [conversationExample('cafe0001')], recording });
    const { search } = open(link);
    expect(await screen.findByText('1 conversations')).toBeTruthy();
    await waitFor(() => expect(search().get('timeRange')).toBe('300'));
  });

  test('takes a link of NetObserv for flows, and asks what it says', async () => {
    backend.answer({ flows: [flowExample()] });
    open('?filters=src_namespace%3D%22lab%22&timeRange=900&limit=50&packetLoss=all&showDup=false');
    expect(await screen.findByText('1 flows')).toBeTruthy();
    const [question] = backend.asked('/api/loki/flow/records');
    expect(question?.get('recordType')).toBe('flowLog');
    expect(question?.get('timeRange')).toBe('900');
    expect(decodeURIComponent(question?.get('filters') ?? '')).toBe('SrcK8S_Namespace=lab');
  });

  test('switches the log type among the query options', async () => {
    backend.answer({ conversations: [conversationExample('cafe0001')], flows: [flowExample()] });
    const { search } = open('');
    await screen.findByText('1 conversations');
    await user.click(screen.getByRole('button', { name: 'Conversation, limit 100' }));
    await user.click(await screen.findByRole('radio', { name: 'Flow' }));
    expect(await screen.findByText('1 flows')).toBeTruthy();
    expect(search().get('recordType')).toBe('flowLog');
  });

  test('says what would enable a log type that the cluster does not record', async () => {
    backend.answer({ recordTypes: ['flowLog'], flows: [flowExample()] });
    open('');
    await user.click(await screen.findByRole('button', { name: 'Flow, limit 100' }));
    const conversation = await screen.findByRole('radio', { name: /^Conversation/ });
    expect(conversation).toHaveProperty('disabled', true);
    expect(
      screen.getByText(/spec\.processor\.logTypes.*Conversations, EndedConversations or All/),
    ).toBeTruthy();
  });

  test('folds conversations by itself for a backend that only knows events', async () => {
    backend.answer({ capabilities: [], events: [endExample(), endExample({ _HashId: 'cafe0002' })] });
    open('?startTime=1699999700&endTime=1700000000&recordType=allConnections');
    expect(await screen.findByText('2 conversations')).toBeTruthy();
    expect(backend.asked('/api/conversations')).toEqual([]);
  });

  test('reports what it does not understand of a link and shows the rest', async () => {
    backend.answer({ flows: [flowExample()] });
    const { search } = open('?recordType=flows&limit=many&timeRange=900');
    expect(await screen.findByText('recordType=flows')).toBeTruthy();
    expect(screen.getByText('limit=many')).toBeTruthy();
    expect(await screen.findByText('1 flows')).toBeTruthy();
    expect(search().get('limit')).toBe('many');
    await user.click(screen.getByRole('button', { name: 'Take it out of the link' }));
    await waitFor(() => expect(search().toString()).toBe('timeRange=900&recordType=flowLog'));
  });

  test('goes from a conversation to its flows and keeps hold of it', async () => {
    backend.answer({ conversations: [conversationExample('cafe0001')], flows: [flowExample()] });
    const { search } = open(`?recordType=allConnections&selected=conversation:${KEY}&filters=port%3D8080`);
    await user.click(await screen.findByRole('button', { name: 'Show flows' }));
    expect(await screen.findByText('1 flows')).toBeTruthy();
    expect(Object.fromEntries(search())).toEqual({
      recordType: 'flowLog',
      filters: 'id=cafe0001',
      startTime: '1699999899',
      endTime: '1699999921',
      selected: `conversation:${KEY}`,
      panel: 'flows',
    });
  });

  test('gives up the question in flight when another one is asked', async () => {
    backend.answer({ conversations: [conversationExample('cafe0001')] });
    const signals: AbortSignal[] = [];
    backend.server.use(
      http.get(
        backendPath('/api/conversations'),
        async ({ request }) => {
          signals.push(request.signal);
          await delay('infinite');
        },
        { once: true },
      ),
    );
    open('');
    await user.click(await screen.findByRole('button', { name: 'Conversation, limit 100' }));
    await waitFor(() => expect(signals).toHaveLength(1));
    await user.click(await screen.findByRole('button', { name: '500' }));
    expect(await screen.findByText('1 conversations')).toBeTruthy();
    expect(signals[0]?.aborted).toBe(true);
  });

  test('says of ended conversations that open ones are not seen', async () => {
    backend.answer({ recordTypes: ['endConnection'], conversations: [conversationExample('cafe0001')] });
    open('');
    expect(await screen.findByText(/Open conversations are not seen until they end/)).toBeTruthy();
  });

  test('shows why rows could not be loaded, and asks again', async () => {
    backend.answer({ conversations: [conversationExample('cafe0001')] });
    backend.server.use(
      http.get(
        backendPath('/api/conversations'),
        () => HttpResponse.json({ code: 'store-busy', message: 'The store is busy.' }, { status: 503 }),
        { once: true },
      ),
    );
    open('');
    expect(await screen.findByText('The store is busy.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1 conversations')).toBeTruthy();
  });

  test('asks about one project at a time where the user may not see all', async () => {
    backend.answer({ role: 'dev' });
    open('');
    expect(await screen.findByText('Choose a project')).toBeTruthy();
    expect(backend.asked('/api/conversations')).toEqual([]);
  });
});
