import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import { startTestBackend, TEST_NOW_S } from '../testing/backend.ts';
import { conversationExample } from '../testing/examples.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { TrafficPage } from './TrafficPage.tsx';

const backend = startTestBackend();

/** The end of `conversationExample`, in seconds. */
const END_S = Math.floor(conversationExample('cafe0001').endMs / 1000);

function open(path: string, query: string) {
  render(
    <PageAt url={`${path}?recordType=allConnections&${query}`}>
      <TrafficPage />
    </PageAt>,
  );
}

const overS = (seconds: number) => `startTime=${END_S - 300}&endTime=${END_S + seconds - 1}`;
const GONE_ON = /1 conversations went on after this time range, or may have ended since/;

describe('a link to a time that is over', () => {
  test.each([
    ['that went on after it', conversationExample('cafe0001', { endMs: (END_S + 20) * 1000 }), 10],
    ['whose end may have been told later', conversationExample('cafe0001'), 30],
  ])('says that a conversation is shown as it is now %s', async (_which, conversation, seconds) => {
    backend.answer({ conversations: [conversation] });
    open('/netflow-traffic', overS(seconds));
    expect(await screen.findByText(GONE_ON)).toBeTruthy();
  });

  test('says nothing of conversations that were over long before its end', async () => {
    backend.answer({
      conversations: [conversationExample('cafe0001', { endMs: (END_S - 60) * 1000 })],
    });
    open('/netflow-traffic', overS(10));
    expect(await screen.findByText('1 conversations')).toBeTruthy();
    expect(screen.queryByText(GONE_ON)).toBeNull();
  });

  test('says that a filter looks at conversations as they are now', async () => {
    backend.answer({ conversations: [] });
    open('/netflow-traffic', `${overS(10)}&filter=status%3Dopen`);
    expect(
      await screen.findByText(
        'Conversations are filtered as they are now, not as they were at the end of this time range.',
      ),
    ).toBeTruthy();
  });

  test('says nothing of a recording, which does not go on', async () => {
    const recording = {
      name: 'mine.pcap',
      files: ['mine.pcap'],
      timeline: 'recorded' as const,
      firstMs: (END_S - 300) * 1000,
      lastMs: END_S * 1000,
    };
    backend.answer({ conversations: [conversationExample('cafe0001')], recording });
    open('/netflow-traffic', overS(10));
    expect(await screen.findByText('1 conversations')).toBeTruthy();
    expect(screen.queryByText(GONE_ON)).toBeNull();
  });
});

describe('a link with a project in its path', () => {
  test('asks about that project, whoever opens it', async () => {
    backend.answer({ conversations: [conversationExample('cafe0001')] });
    open('/netflow-traffic/ns/shop', overS(10));
    expect(await screen.findByText('1 conversations')).toBeTruthy();
    expect(backend.asked('/api/conversations').map((asked) => asked.get('namespace'))).toEqual(['shop']);
  });

  test('asks about all where it says so, or does not say', async () => {
    backend.answer({ conversations: [conversationExample('cafe0001')] });
    open('/netflow-traffic/all-namespaces', overS(10));
    expect(await screen.findByText('1 conversations')).toBeTruthy();
    expect(backend.asked('/api/conversations').map((asked) => asked.get('namespace'))).toEqual([null]);
  });
});

test('a custom time range begins with what is shown, by the clock of the backend', async () => {
  const user = userEvent.setup();
  backend.answer({ conversations: [conversationExample('cafe0001')] });
  open('/netflow-traffic', 'timeRange=300');
  await screen.findByText('1 conversations');
  await user.click(screen.getByRole('button', { name: /^Time range: / }));
  await user.click(screen.getByRole('option', { name: 'Custom time range…' }));
  const shown = new Date((TEST_NOW_S - 300) * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const time = [shown.getHours(), shown.getMinutes(), shown.getSeconds()].map(two).join(':');
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('From: time').value).toBe(time));
});
