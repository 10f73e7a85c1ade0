import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { flowExample } from '../../testing/examples.ts';
import { answerOf, refusal, startRecordsEndpoint } from '../../testing/records-endpoint.ts';
import { BackendLimits } from './backend-limits.ts';
import { askSlice } from './slice-source.ts';

const BUSY = 'Error from Loki query: [429] Loki message: too many outstanding requests';

const endpoint = startRecordsEndpoint();

const SLICE = { startS: 100, endS: 199 };
const FLOWS = { recordType: 'flowLog', filters: '', namespace: undefined } as const;

/** Flow logs, one at the end of each second of the slice. */
const flows = Array.from({ length: 100 }, (_none, index) =>
  flowExample({ TimeFlowEndMs: (SLICE.startS + index) * 1000 + 999 }),
);

function ask(
  wanted: { readonly limit?: number; readonly filters?: string; readonly namespace?: string } = {},
  limits = new BackendLimits(),
  signal = new AbortController().signal,
) {
  return askSlice({ ...FLOWS, ...wanted }, SLICE, { limits, signal });
}

describe('askSlice', () => {
  test('asks for what is wanted of the slice, as much as the backend allows', async () => {
    endpoint.keep(flows);
    const answer = await ask({ filters: 'SrcK8S_Namespace="lab"', namespace: 'lab' });
    expect(endpoint.asked()).toEqual([
      {
        recordType: 'flowLog',
        filters: 'SrcK8S_Namespace="lab"',
        namespace: 'lab',
        startS: 100,
        endS: 199,
        limit: 5_000,
      },
    ]);
    expect(answer).toEqual({ kind: 'answered', records: flows.toReversed(), limit: 5_000, isCut: false });
  });

  test.each([
    ['less than the backend allows', 10, 50, 10],
    ['more than the backend allows', 50, 10, 10],
  ])('asks for the lesser of what is wanted and allowed: %s', async (_name, limit, entries, expected) => {
    endpoint.keep(flows);
    const answer = await ask({ limit }, new BackendLimits(entries));
    expect(answer).toMatchObject({ limit: expected, isCut: true });
    expect(answer.kind === 'answered' && answer.records).toHaveLength(expected);
  });

  test('takes an answer for cut that holds as many records as were asked for, whatever it says', async () => {
    endpoint.keep([], () => answerOf(flows, { isLimitReached: false }));
    await expect(ask({ limit: 100 })).resolves.toMatchObject({ isCut: true });
    await expect(ask({ limit: 101 })).resolves.toMatchObject({ isCut: false });
    endpoint.keep([], () => answerOf(flows, { isLimitReached: true }));
    await expect(ask({ limit: 101 })).resolves.toMatchObject({ isCut: true });
    endpoint.keep([], () => answerOf([], { isLimitReached: true }));
    await expect(ask()).resolves.toMatchObject({ isCut: false });
  });

  test('asks again for what a refusal allows', async () => {
    endpoint.keep(flows, ({ limit }) =>
      limit > 20 ? refusal(`max entries limit per query exceeded (${limit} > 20)`) : undefined,
    );
    const limits = new BackendLimits();
    await expect(ask({}, limits)).resolves.toMatchObject({ limit: 20, isCut: true });
    expect(endpoint.asked().map(({ limit }) => limit)).toEqual([5_000, 20]);
    await ask({}, limits);
    expect(endpoint.asked()).toHaveLength(3);
  });

  test('says that a slice is too long', async () => {
    const limits = new BackendLimits();
    endpoint.keep(flows, () => refusal('the query time range exceeds the limit (limit: 30s)'));
    await expect(ask({}, limits)).resolves.toEqual({ kind: 'too-long' });
    expect(limits.rangeSeconds).toBe(29);
  });

  test('fails where nothing can be done, without asking again', async () => {
    endpoint.keep(flows, () =>
      refusal('Error from Loki query: [504] Loki message: context deadline exceeded'),
    );
    await expect(ask()).rejects.toMatchObject({ code: 'loki-timeout' });
    expect(endpoint.asked()).toHaveLength(1);
  });
});

describe('a backend that is busy', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Until it is waited before the backend is asked again. */
  async function untilPaused(): Promise<void> {
    while (vi.getTimerCount() === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test('is asked again a second later, and again', async () => {
    endpoint.keep(flows, (_asked, index) => (index < 2 ? refusal(BUSY) : undefined));
    const answer = ask();
    await untilPaused();
    await vi.advanceTimersByTimeAsync(999);
    expect(endpoint.asked()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await untilPaused();
    expect(endpoint.asked()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(answer).resolves.toMatchObject({ kind: 'answered', isCut: false });
    expect(endpoint.asked()).toHaveLength(3);
  });

  test('is asked three times and no more', async () => {
    endpoint.keep(flows, () => refusal(BUSY));
    const failure = expect(ask()).rejects.toMatchObject({ code: 'loki-busy' });
    await untilPaused();
    await vi.advanceTimersByTimeAsync(1_000);
    await untilPaused();
    await vi.advanceTimersByTimeAsync(1_000);
    await failure;
    expect(endpoint.asked()).toHaveLength(3);
  });

  test('is not asked again once nobody waits for it', async () => {
    endpoint.keep(flows, () => refusal(BUSY));
    const leaving = new AbortController();
    const failure = expect(ask({}, new BackendLimits(), leaving.signal)).rejects.toThrow('left');
    await untilPaused();
    leaving.abort(new Error('left'));
    await failure;
    expect(vi.getTimerCount()).toBe(0);
    expect(endpoint.asked()).toHaveLength(1);
  });
});
