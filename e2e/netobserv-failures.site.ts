import { expect, expectAccessible } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import type { Refusal } from './records-endpoint.ts';
import {
  allowEntries,
  answerRecords,
  BUSY_WORDS,
  refuseAfter,
  refuseByIds,
  refuseRecords,
} from './records-endpoint.ts';
import { reachOf } from './reach.ts';
import { allKeys } from './shown-rows.ts';
import { amount, expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import { minuteOf } from './truth/linked-span.ts';
import { aliveIn, trueConversations } from './truth/true-conversations.ts';
import { stopClock } from './stopped-clock.ts';

const CONVERSATIONS = 'recordType=allConnections';

/** Only rows in sight are drawn. */
const ROOM_FOR_FIFTY_ROWS = { width: 1440, height: 3000 };

/** Events are read so far beyond a time range; what happened later is looked up by ids. */
const READ_AFTER_MS = 60_000;

test.beforeEach(({ noPageErrors }) => {
  // Chromium says of each refused request that it failed.
  noPageErrors.allow(/Failed to load resource/);
});

type Told = { readonly what: string; readonly advice: RegExp; readonly code: string };

/** What the backend says, and how the page tells it. */
const REFUSALS: readonly (readonly [why: string, refusal: Refusal, told: Told])[] = [
  [
    'Loki is busy',
    { status: 429, body: BUSY_WORDS },
    {
      what: 'Loki is busy with too many queries.',
      advice: /^Try again in a moment/,
      code: 'loki-busy (HTTP 429)',
    },
  ],
  [
    'Loki is busy and the backend calls it an error of its own',
    { status: 500, body: BUSY_WORDS },
    {
      what: 'Loki is busy with too many queries.',
      advice: /^Try again in a moment/,
      code: 'loki-busy (HTTP 500)',
    },
  ],
  [
    'somebody may not read the logs',
    { status: 403, body: 'Forbidden: you are not allowed to see this' },
    {
      what: 'You may not read these logs.',
      advice: /the role netobserv-loki-reader, or choose a project of yours/,
      code: 'loki-forbidden (HTTP 403)',
    },
  ],
  [
    'somebody is not logged in',
    { status: 401, body: 'the token has expired' },
    {
      what: 'You are not logged in, or no longer.',
      advice: /^Log in to the console again/,
      code: 'http-401 (HTTP 401)',
    },
  ],
  [
    'Loki is away',
    { status: 503, body: 'dial tcp 172.30.114.7:3100: connect: connection refused' },
    {
      what: 'Loki, which keeps the flow logs, cannot be reached.',
      advice: /^See whether spec.loki of the FlowCollector is right/,
      code: 'loki-away (HTTP 503)',
    },
  ],
  [
    'Loki gives up',
    { status: 500, body: 'Loki message: context deadline exceeded' },
    {
      what: 'Loki did not answer in time.',
      advice: /^Ask for less: a shorter time range/,
      code: 'loki-timeout (HTTP 500)',
    },
  ],
];

test.beforeEach(({ page }) => stopClock(page));

for (const [why, refusal, { what, advice, code }] of REFUSALS) {
  test(`says in plain words, with what came of it, that ${why}`, async ({ page, wholeRecording }) => {
    await refuseRecords(page, refusal);
    await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}`);
    await expect(page.getByRole('heading', { name: 'The rows could not be loaded' })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveText(what);
    await expect(page.getByText(advice)).toBeVisible();
    await expect(page.getByText(refusal.body, { exact: true })).toBeVisible();
    await expect(page.getByText(code)).toBeVisible();
  });
}

test('shows the rows when it is tried again and Loki answers', async ({ page, wholeRecording }) => {
  await refuseRecords(page, { status: 504, body: 'upstream request timeout' });
  await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}`);
  await expect(page.getByRole('alert')).toHaveText('Loki did not answer in time.');
  await expectAccessible(page);
  await answerRecords(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectTold(page, 'First 100 of 3,300 conversations');
});

test('asks for less at once where Loki allows less, and finds the same', async ({ page, wholeRecording }) => {
  await allowEntries(page, 700);
  await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}&sort=-bytes`);
  await expectTold(page, 'First 100 of 3,300 conversations');
  await expect(trafficPage(page).rows().first()).toContainText('38 MB');
});

test('says how far it came where Loki stops answering on the way', async ({
  page,
  wholeRecording,
  events,
}) => {
  await refuseAfter(page, 1, { status: 500, body: BUSY_WORDS });
  await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}&sort=-bytes&limit=10000`);
  const { count, backToMs } = await reachOf(page, 'Sorted among the newest');
  expect(count).toBe(trueConversations(events).filter(({ endMs }) => endMs >= backToMs).length);
  await expectTold(page, `${amount(count)} conversations found; not all was read`);
  await expect(page.getByText(/Loki is busy with too many queries\. Read on$/)).toBeVisible();
  await expectAccessible(page);
  await answerRecords(page);
  await page.getByRole('button', { name: 'Read on' }).click();
  await expectTold(page, '3,300 conversations');
  await expect(page.getByText(/of more conversations/)).toHaveCount(0);
});

test('marks conversations of which Loki does not answer how they went on', async ({
  page,
  recording,
  events,
}) => {
  const minute = minuteOf(recording);
  const alive = aliveIn(trueConversations(events), minute);
  const goOn = alive.filter(({ endMs }) => endMs >= minute.toMs + READ_AFTER_MS);
  expect(goOn.length).toBeGreaterThan(0);
  await refuseByIds(page, { status: 503, body: 'dial tcp 172.30.114.7:3100: connect: connection refused' });
  const traffic = trafficPage(page);
  await traffic.open(`${minute.query}&${CONVERSATIONS}&limit=1000&sort=-end`);
  await expect(page.getByText(`Parts of ${goOn.length} conversations could not be read.`)).toBeVisible();
  await expect(page.getByText(/ Loki, which keeps .*, cannot be reached\. Read on$/)).toBeVisible();
  await expectTold(page, `${amount(alive.length)} conversations found; not all was read`);
  await expectTold(page, '0 still open');
  const keys = await allKeys(traffic.conversations);
  expect([...keys].sort()).toEqual(alive.map(({ key }) => key).sort());
  await expectAccessible(page);
  await page.setViewportSize(ROOM_FOR_FIFTY_ROWS);
  await expect(traffic.rows().filter({ hasText: 'End not read' })).toHaveCount(goOn.length);

  await answerRecords(page);
  await page.getByRole('button', { name: 'Read on' }).click();
  await expect(page.getByText(/could not be read/)).toHaveCount(0);
  await expect(traffic.rows().filter({ hasText: 'End not read' })).toHaveCount(0);
});
