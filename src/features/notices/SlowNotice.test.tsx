import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';
import type { TimeRange } from '#model/time-range.ts';
import { createQueryClient } from '../../data/query-client.ts';
import { SlowNotice } from './SlowNotice.tsx';

const CONFIG = {
  recordTypes: ['flowLog'],
  capabilities: [],
  fields: [{ name: 'Bytes', type: 'number' }],
  lokiLabels: ['SrcK8S_Namespace'],
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Waits for rows of a question, so many ms. */
async function wait(filter: Filter, timeRange: TimeRange, ms: number): Promise<readonly TimeRange[]> {
  const client = createQueryClient();
  client.setQueryData(['config'], CONFIG);
  const chosen: TimeRange[] = [];
  const seconds = timeRange.kind === 'relative' ? timeRange.seconds : 0;
  render(
    <QueryClientProvider client={client}>
      <SlowNotice
        question={{ filter, timeRange, limit: 100, showDup: false }}
        logType="flowLog"
        span={{ fromMs: 0, toMs: seconds * 1000 }}
        onRange={(range) => chosen.push(range)}
      />
    </QueryClientProvider>,
  );
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
  vi.useRealTimers();
  return chosen;
}

const MINUTE: TimeRange = { kind: 'relative', seconds: 60 };
const DAY: TimeRange = { kind: 'relative', seconds: 86_400 };

describe('an answer that takes long', () => {
  test('is not spoken of before four seconds', async () => {
    await wait(match('Bytes', '>=', '5'), MINUTE, 3_999);
    expect(screen.queryByText(/still searching/)).toBeNull();
  });

  test.each<[string, Filter, TimeRange, RegExp]>([
    ['a filter without an index', match('Bytes', '>=', '5'), MINUTE, /Nothing in the filter is indexed/],
    ['a long time', match('SrcK8S_Namespace', '=', 'shop'), DAY, /The time range is long: 1 d/],
    ['nothing that is asked', EVERYTHING, MINUTE, /It is not the question/],
  ])('is put down to %s', async (_name, filter, timeRange, words) => {
    await wait(filter, timeRange, 4_000);
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  test('can be made shorter, where it is long', async () => {
    const chosen = await wait(EVERYTHING, DAY, 4_000);
    (await screen.findByRole('button', { name: 'Show the last hour only' })).click();
    expect(chosen).toEqual([{ kind: 'relative', seconds: 3_600 }]);
  });
});
