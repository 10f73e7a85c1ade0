import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';

import { backendPath, startTestBackend, streamsOf } from '../testing/backend.ts';
import { endExample, flowExample } from '../testing/examples.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { TrafficPage } from './TrafficPage.tsx';

const backend = startTestBackend();
const user = userEvent.setup();

const RECORDS = '/api/loki/flow/records';
/** Holds what the examples tell of. */
const TIME = 'startTime=1699999890&endTime=1699999940';

/** Opens a link over a backend that knows events and flows only; gives the query string that it has come to. */
function open(link: string): { readonly search: () => URLSearchParams } {
  let current = '';
  render(
    <PageAt url={`/netflow-traffic?${TIME}&${link}`} onPlace={(place) => (current = place.search)}>
      <TrafficPage />
    </PageAt>,
  );
  return { search: () => new URLSearchParams(current) };
}

describe('over NetObserv’s backend, the page', () => {
  test('filters whole conversations, which it folds from their events', async () => {
    const early = endExample({
      _RecordType: 'heartbeat',
      Bytes: 180,
      numFlowLogs: 1,
      TimeFlowEndMs: 1_699_999_901_000,
    });
    backend.answer({
      capabilities: [],
      events: [early, endExample(), endExample({ _HashId: 'cafe0002', Bytes: 7 })],
    });
    open('recordType=allConnections&filter=bytes%3E1kB');
    expect(await screen.findByText('1 conversations')).toBeTruthy();
    expect(screen.getByText('Ended')).toBeTruthy();
    expect(screen.queryByText('180 B')).toBeNull();
  });

  test('leaves out flows that a second node saw, says how many, and shows them on demand', async () => {
    const seen = { FlowDirection: 0, AgentIP: '10.1.0.2', Interfaces: ['eth0'] };
    const sent = { ...seen, FlowDirection: 1, AgentIP: '10.1.0.1' };
    backend.answer({ capabilities: [], flows: [flowExample(seen), flowExample(sent)] });
    const { search } = open('recordType=flowLog');
    const summary = await screen.findByRole('status', { name: 'Summary' });
    expect(within(summary).getByText('1 flows')).toBeTruthy();
    expect(summary.textContent).toContain('1 left out that a second node saw');
    await user.click(within(summary).getByRole('button', { name: 'Show them' }));
    expect(await within(summary).findByText('2 flows')).toBeTruthy();
    expect(search().get('showDup')).toBe('true');
  });

  test('stops with what is there when an older part is not answered, and reads on when it is told to', async () => {
    backend.answer({ capabilities: [] });
    let isBusy = true;
    let isAway = false;
    backend.server.use(
      http.get(backendPath(RECORDS), ({ request }) => {
        if (isAway) {
          return new HttpResponse('connect: connection refused', { status: 503 });
        }
        const endTime = Number(new URL(request.url).searchParams.get('endTime'));
        if (endTime > 1_699_999_930) {
          const events = [
            endExample(),
            endExample({ _HashId: 'cafe0002', TimeFlowEndMs: 1_699_999_910_000 }),
          ];
          const answer = streamsOf(events);
          return HttpResponse.json({ ...answer, stats: { ...answer.stats, limitReached: true } });
        }
        return isBusy
          ? new HttpResponse('context deadline exceeded', { status: 500 })
          : HttpResponse.json(
              streamsOf([endExample({ _HashId: 'cafe0002', TimeFlowEndMs: 1_699_999_910_000 })]),
            );
      }),
    );
    open('recordType=allConnections');
    expect(await screen.findByText(/Loki did not answer in time/)).toBeTruthy();
    expect(screen.getByText('1 conversations found; not all was read')).toBeTruthy();
    isAway = true;
    await user.click(screen.getByRole('button', { name: 'Read on' }));
    expect(await screen.findByText(/Loki, which keeps the flow logs, cannot be reached/)).toBeTruthy();
    expect(screen.getByText('1 conversations found; not all was read')).toBeTruthy();
    isAway = false;
    isBusy = false;
    await user.click(screen.getByRole('button', { name: 'Read on' }));
    expect(await screen.findByText('2 conversations')).toBeTruthy();
    expect(screen.queryByText(/of more conversations/)).toBeNull();
  });

  test('keeps the rows when it is not answered how one went on, marks that one, and says why', async () => {
    const silent = endExample({ _HashId: 'cafe0002', _RecordType: 'heartbeat', numFlowLogs: 1 });
    backend.answer({ capabilities: [] });
    backend.server.use(
      http.get(backendPath(RECORDS), ({ request }) =>
        new URL(request.url).searchParams.get('filters')?.includes('_HashId') === true
          ? new HttpResponse('Loki message: too many outstanding requests', { status: 429 })
          : HttpResponse.json(streamsOf([endExample(), silent])),
      ),
    );
    open('recordType=allConnections');
    expect(await screen.findByText(/Parts of 1 conversations could not be read/)).toBeTruthy();
    expect(screen.getByText(/Loki is busy with too many queries/)).toBeTruthy();
    expect(screen.getByText('Ended')).toBeTruthy();
    expect(screen.getByText('End not read')).toBeTruthy();
  });

  test('says what a log type cannot be asked, asks nothing, and offers both ways out', async () => {
    backend.answer({ capabilities: [], flows: [flowExample({ Flags: ['RST'] })] });
    const { search } = open('recordType=allConnections&filter=tcp_flags%3DRST+src_namespace%3Dlab');
    expect(await screen.findByText('Conversations do not have what the filter asks about')).toBeTruthy();
    expect(screen.getByText('tcp_flags=RST', { selector: 'code' })).toBeTruthy();
    expect(backend.asked(RECORDS)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Take it out of the filter' }));
    expect(await screen.findByText('No conversations found')).toBeTruthy();
    await waitFor(() => expect(search().get('filters') ?? search().get('filter')).toContain('src_namespace'));
    expect(search().toString()).not.toContain('tcp_flags');
  });

  test('shows flows instead, where conversations cannot be asked', async () => {
    backend.answer({ capabilities: [], flows: [flowExample({ Flags: ['RST'] })] });
    open('recordType=allConnections&filter=tcp_flags%3DRST');
    await user.click(await screen.findByRole('button', { name: 'Show flows instead' }));
    expect(await screen.findByText('1 flows')).toBeTruthy();
  });

  test('says that nothing is kept where there is no Loki, and asks for nothing', async () => {
    backend.answer({ capabilities: [], dataSources: ['prom'] });
    open('recordType=flowLog');
    expect(await screen.findByText('This cluster keeps no flow logs')).toBeTruthy();
    expect(backend.asked(RECORDS)).toEqual([]);
  });
});
