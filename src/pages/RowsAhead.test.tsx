import { render, screen, waitFor } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, test } from 'vitest';

import type { BackendExample } from '../testing/backend.ts';
import { backendPath, startTestBackend } from '../testing/backend.ts';
import { conversationExample, flowExample } from '../testing/examples.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { TrafficPage } from './TrafficPage.tsx';

const backend = startTestBackend();
const CONVERSATIONS = '/api/conversations';
const RECORDS = '/api/loki/flow/records';
const TIME = 'startTime=1699999890&endTime=1699999940';
const FLOWS = `?${TIME}&recordType=flowLog`;

function open(search: string) {
  return render(
    <PageAt url={`/netflow-traffic${search}`}>
      <TrafficPage />
    </PageAt>,
  );
}

/** A backend that says nothing of itself, and of the user, before it is told to. */
function holdBack(example: BackendExample): { readonly answer: () => void } {
  backend.answer(example);
  let answer: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  backend.server.use(
    // What answers nothing leaves the question to the handler before.
    ...['/api/frontend-config', '/role'].map((path) =>
      http.get(backendPath(path as `/${string}`), async () => {
        await told;
      }),
    ),
  );
  return { answer };
}

/** Opens the page over a backend, so that it is remembered what that said. */
async function visit(example: BackendExample, search: string, rows: string): Promise<void> {
  backend.answer(example);
  const { unmount } = open(search);
  await screen.findByText(rows);
  unmount();
}

describe('rows are asked for with the configuration', () => {
  test.each(['', `?${TIME}&recordType=allConnections&filters=src_namespace%3Dlab`])(
    'of conversations by “%s”, where it is remembered what the backend is, and not once more',
    async (search) => {
      const example = { conversations: [conversationExample('cafe0001')] };
      await visit(example, search, '1 conversations');
      const config = holdBack(example);
      open(search);
      await waitFor(() => expect(backend.asked(CONVERSATIONS)).toHaveLength(2));
      expect(screen.queryByText('1 conversations')).toBeNull();
      config.answer();
      expect(await screen.findByText('1 conversations')).toBeTruthy();
      expect(backend.asked(CONVERSATIONS)).toHaveLength(2);
    },
  );

  test('of NetObserv’s backend, where it is remembered what it can do', async () => {
    const example = { capabilities: [], flows: [flowExample()] };
    await visit(example, FLOWS, '1 flows');
    const before = backend.asked(RECORDS).length;
    const config = holdBack(example);
    open(FLOWS);
    await waitFor(() => expect(backend.asked(RECORDS)).toHaveLength(2 * before));
    config.answer();
    expect(await screen.findByText('1 flows')).toBeTruthy();
    expect(backend.asked(RECORDS)).toHaveLength(2 * before);
  });

  test('but not of NetObserv’s backend before it is known what it can do', async () => {
    const config = holdBack({ capabilities: [], flows: [flowExample()] });
    open(FLOWS);
    await waitFor(() => expect(backend.asked('/api/frontend-config')).toHaveLength(1));
    config.answer();
    expect(await screen.findByText('1 flows')).toBeTruthy();
    expect(backend.asked(CONVERSATIONS)).toHaveLength(0);
    expect(backend.asked(RECORDS)).toHaveLength(1);
  });

  test('and again, when the configuration is another than the one remembered: none of the first is shown', async () => {
    await visit({ conversations: [conversationExample('cafe0001')] }, '', '1 conversations');
    const config = holdBack({
      conversations: [conversationExample('cafe0001'), conversationExample('cafe0002')],
      quickFilters: [{ name: 'Applications', filter: { flow_layer: 'app' }, default: true }],
    });
    open('');
    await waitFor(() => expect(backend.asked(CONVERSATIONS)).toHaveLength(2));
    expect(backend.asked(CONVERSATIONS)[1]?.get('filters')).toBe('');
    config.answer();
    expect(await screen.findByText('2 conversations')).toBeTruthy();
    expect(backend.asked(CONVERSATIONS)[2]?.get('filters')).toContain('FlowLayer');
  });

  test('for nobody who sees one project at a time now, and has chosen none', async () => {
    const config = holdBack({ role: 'dev', conversations: [conversationExample('cafe0001')] });
    open('');
    config.answer();
    expect(await screen.findByText('Choose a project')).toBeTruthy();
  });
});
