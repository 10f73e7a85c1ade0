import { render, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { fetchRecordBatch } from '../api/records.ts';
import { backendPath, startTestBackend, TEST_NOW_S } from '../testing/backend.ts';
import { conversationExample } from '../testing/examples.ts';
import { PageAt } from '../testing/PageAt.tsx';
import { TrafficPage } from './TrafficPage.tsx';

const backend = startTestBackend();
const ADDRESSES = Array.from({ length: 1100 }, (_none, index) => `10.1.${index >> 8}.${index & 255}`);
const SEARCH = new URLSearchParams({
  startTime: '1699999890',
  endTime: '1699999940',
  recordType: 'allConnections',
  filters: `src_address=${ADDRESSES.join(',')}`,
});

function open(): void {
  render(
    <PageAt url={`/netflow-traffic?${SEARCH.toString()}`}>
      <TrafficPage />
    </PageAt>,
  );
}

test('a filter on 1,100 addresses is sent to our backend as a form', async () => {
  backend.answer({});
  const forms: URLSearchParams[] = [];
  backend.server.use(
    http.post(backendPath('/api/conversations'), async ({ request }) => {
      expect(request.headers.get('Content-Type')).toBe('application/x-www-form-urlencoded');
      forms.push(new URLSearchParams(await request.text()));
      return HttpResponse.json({
        items: [conversationExample('cafe0001')],
        total: 1,
        unixTimestamp: TEST_NOW_S,
      });
    }),
  );
  open();
  expect(await screen.findByText('1 conversations')).toBeTruthy();
  expect(forms).toHaveLength(1);
  const filters = decodeURIComponent(forms[0]?.get('filters') ?? '');
  expect(ADDRESSES.filter((address) => !filters.includes(address))).toEqual([]);
  expect(forms[0]?.get('startTime')).toBe('1699999890');
});

test('a backend that takes no forms is not asked for what a console does not hand on', async () => {
  const asked = fetchRecordBatch(
    {
      timeRange: { kind: 'relative', seconds: 300 },
      filters: `SrcAddr=${ADDRESSES.join(',')}`,
      limit: 10,
      recordType: 'flowLog',
    },
    new AbortController().signal,
  );
  await expect(asked).rejects.toMatchObject({ code: 'question-too-long' });
  expect(backend.asked('/api/loki/flow/records')).toEqual([]);
});
