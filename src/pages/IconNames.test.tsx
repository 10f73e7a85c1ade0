import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';

import { startTestBackend } from '../testing/backend.ts';
import { conversationExample, endExample, flowExample } from '../testing/examples.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { TrafficPage } from './TrafficPage.tsx';

const backend = startTestBackend();

/** Longer than the pointer has to rest for a name, in ms. */
const A_WHILE_MS = 1_000;

afterEach(() => {
  vi.useRealTimers();
});

/** Buttons that an icon alone stands on. */
function iconButtons(): readonly HTMLElement[] {
  return screen.getAllByRole('button', { hidden: true }).filter(({ textContent }) => textContent === '');
}

/** The tooltips of the document: to look for their role among all that a page holds takes long. */
function tooltips(): readonly (string | null)[] {
  return [...document.querySelectorAll('[role="tooltip"]')].map(({ textContent }) => textContent);
}

async function passTime(): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(A_WHILE_MS));
}

test('each button with an icon alone tells its name when the pointer rests on it, and none when it is pressed', async () => {
  const conversation = conversationExample('cafe0001');
  backend.answer({ conversations: [conversation], events: [endExample()], flows: [flowExample()] });
  const selected = `selected=${encodeURIComponent(`conversation:${conversation.key}`)}`;
  render(
    <PageAt
      url={`/netflow-traffic?timeRange=300&recordType=allConnections&filters=src_namespace%3Dshop&${selected}`}
    >
      <TrafficPage />
    </PageAt>,
  );
  await screen.findAllByRole('button', { name: /^Filter on / });
  const buttons = iconButtons();
  const names = buttons.map((button) => button.getAttribute('aria-label'));
  expect(names).toEqual(
    expect.arrayContaining(['Refresh now', 'Copy link', 'View options', 'Close the panel', 'Details']),
  );

  vi.useFakeTimers();
  for (const button of buttons) {
    fireEvent.pointerOver(button);
    await passTime();
    expect(tooltips()).toEqual([button.getAttribute('aria-label')]);
    fireEvent.pointerDown(button);
    await passTime();
    expect(tooltips()).toEqual([]);
  }
});
