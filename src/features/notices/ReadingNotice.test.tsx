import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';

import type { Filter } from '#model/filter/filter.ts';
import { EVERYTHING, match } from '#model/filter/filter.ts';
import type { TimeRange } from '#model/time-range.ts';
import type { Sort } from '#model/view.ts';
import type { ReadingEnd, ReadingFailure } from '../../data/reading/reading-end.ts';
import type { Traffic } from '../../data/traffic.ts';
import { conversationExample, flowExample } from '../../testing/examples.ts';
import { ReadingNotice } from './ReadingNotice.tsx';

const NEWEST: Sort = { key: 'end', direction: 'desc' };
const BY_BYTES: Sort = { key: 'bytes', direction: 'desc' };

/** 16:21:40 of the day of the tests, in the zone of the tests. */
const FROM_MS = new Date(2023, 10, 14, 16, 21, 40).getTime();
const SERVER_MS = FROM_MS + 3_600_000;

const BUDGET: ReadingEnd = {
  kind: 'stopped',
  stop: { by: 'budget' },
  fromMs: FROM_MS,
  toMs: Number.POSITIVE_INFINITY,
};

const LATE: ReadingFailure = { code: 'loki-timeout', message: 'context deadline exceeded' };

function conversations(
  total: number,
  end: ReadingEnd,
  cutOff: readonly string[] = [],
): Extract<Traffic, { readonly kind: 'conversations' }> {
  const items = total === 0 ? [] : [conversationExample('cafe0001')];
  return { kind: 'conversations', items, total, end, cutOff, isLimitReached: true, serverMs: SERVER_MS };
}

function flows(count: number, end: ReadingEnd): Traffic {
  const records = Array.from({ length: count }, (_none, index) => ({
    key: String(index),
    record: flowExample(),
  }));
  return { kind: 'records', records, end, isLimitReached: true, serverMs: SERVER_MS };
}

function show(traffic: Traffic, sort = NEWEST, filter: Filter = EVERYTHING) {
  const done: { readOns: number; ranges: TimeRange[] } = { readOns: 0, ranges: [] };
  render(
    <ReadingNotice
      traffic={traffic}
      sort={sort}
      filter={filter}
      span={{ fromMs: FROM_MS - 600_000, toMs: SERVER_MS }}
      isReading={false}
      onReadOn={() => {
        done.readOns += 1;
      }}
      onRange={(range) => done.ranges.push(range)}
    />,
  );
  return done;
}

describe('how far the rows go', () => {
  test.each<[string, Traffic, Sort, string]>([
    [
      'conversations, newest first',
      conversations(1900, BUDGET),
      NEWEST,
      'The newest 1,900 of more conversations, back to 16:21:40.',
    ],
    [
      'conversations, by bytes',
      conversations(1900, BUDGET),
      BY_BYTES,
      'Sorted among the newest 1,900 of more conversations, back to 16:21:40.',
    ],
    [
      'no conversation',
      conversations(0, BUDGET),
      NEWEST,
      'No conversation is found back to 16:21:40; what is older was not read.',
    ],
    ['flows', flows(2, BUDGET), NEWEST, 'The newest 2 of more flows, back to 16:21:40.'],
    ['no flow', flows(0, BUDGET), NEWEST, 'No flow is found back to 16:21:40; what is older was not read.'],
    [
      'conversations of another day',
      { ...conversations(2, BUDGET), serverMs: SERVER_MS + 86_400_000 },
      NEWEST,
      'The newest 2 of more conversations, back to Nov 14, 2023, 16:21:40.',
    ],
    [
      'conversations that went on after what was read',
      conversations(3, { ...BUDGET, fromMs: Number.NEGATIVE_INFINITY, toMs: FROM_MS }),
      NEWEST,
      'Conversations that went on after 16:21:40 are not listed: too much was recorded since.',
    ],
    [
      'conversations of a stretch in the past',
      conversations(3, { ...BUDGET, toMs: FROM_MS + 20_000 }),
      NEWEST,
      'Listed are only the 3 of more conversations that ended from 16:21:40 to 16:22:00.',
    ],
    [
      'conversations that were not read whole',
      conversations(9, { kind: 'whole' }, ['a', 'b']),
      NEWEST,
      'Parts of 2 conversations were not read: too much was recorded of them. They are marked, and missing where only the rest would match.',
    ],
    [
      'a question that was not answered',
      conversations(9, {
        ...BUDGET,
        stop: { by: 'failure', error: LATE },
      }),
      NEWEST,
      'The newest 9 of more conversations, back to 16:21:40. Loki did not answer in time.',
    ],
    [
      'conversations of which the rest was not answered',
      { ...conversations(9, { kind: 'whole' }, ['a', 'b']), failure: LATE },
      NEWEST,
      'Parts of 2 conversations could not be read. They are marked, and missing where only the rest would match. Loki did not answer in time.',
    ],
    [
      'conversations of a part, of which the rest was not answered',
      { ...conversations(9, BUDGET, ['a', 'b']), failure: LATE },
      NEWEST,
      'The newest 9 of more conversations, back to 16:21:40. Loki did not answer in time.',
    ],
  ])('is said of %s, with a way on', async (_name, traffic, sort, words) => {
    const done = show(traffic, sort);
    expect(screen.getByRole('heading').textContent).toContain(`${words} Read on`);
    await userEvent.click(screen.getByRole('button', { name: 'Read on' }));
    expect(done.readOns).toBe(1);
  });

  test.each<[string, Traffic]>([
    ['186 conversations are found', conversations(186, BUDGET)],
    ['2 flows are found', flows(2, BUDGET)],
  ])('where there is a filter, is what was found: %s', (words, traffic) => {
    show(traffic, BY_BYTES, match('Proto', '=', '6'));
    const back = `${words} back to 16:21:40; what is older was not read.`;
    expect(screen.getByRole('heading').textContent).toContain(back);
  });

  test('offers what was before a second that cannot be read', async () => {
    const done = show(flows(2, { ...BUDGET, stop: { by: 'second' } }));
    expect(screen.getByText(/The second before holds more than this backend answers with/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Look at what was before' }));
    const endS = FROM_MS / 1000 - 62;
    expect(done.ranges).toEqual([{ kind: 'absolute', startS: FROM_MS / 1000 - 600, endS }]);
  });
});
