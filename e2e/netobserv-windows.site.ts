import { expect } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { allKeys } from './shown-rows.ts';
import { expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import { minuteOf, secondsOf } from './truth/linked-span.ts';
import { aliveIn, openOf, trueConversations } from './truth/true-conversations.ts';
import { stopClock } from './stopped-clock.ts';

const MB = 1e6;
/** So many rows a table has where the link does not say. */
const LISTED = 100;

test.beforeEach(({ page }) => stopClock(page));

test('shows what ended after the window as ended and whole, in the row as in the panel', async ({
  page,
  recording,
  events,
}) => {
  const minute = minuteOf(recording);
  const largestFirst = [...aliveIn(trueConversations(events), minute)].sort((a, b) => b.bytes - a.bytes);
  const [largest] = largestFirst;
  const inMinute = largest?.events.filter(({ TimeFlowEndMs }) => TimeFlowEndMs < minute.toMs) ?? [];
  expect(largest?.isEnded).toBe(true);
  expect(largest?.bytes).toBe(38_034_496);
  // So far had it come in the minute.
  expect((inMinute.at(-1)?.Bytes ?? 0) / MB).toBeCloseTo(24.3, 1);

  const traffic = trafficPage(page);
  await traffic.open(`${minute.query}&recordType=allConnections&sort=-bytes`);
  await expectTold(page, `${openOf(largestFirst.slice(0, LISTED))} still open`);
  const row = traffic.rows().first();
  await expect(row).toContainText('Ended');
  await expect(row).toContainText('38 MB');
  await expect(row).toContainText('→256 kB ←37.8 MB', { useInnerText: true });
  await row.getByRole('gridcell').nth(2).click();
  await expect(traffic.panel).toContainText('Status Ended', { useInnerText: true });
  const bytes = traffic.panel.getByRole('row', { name: 'Bytes' });
  await expect(bytes.getByRole('cell')).toHaveText(['256 kB', '37.8 MB', /./]);
  await expect(traffic.panel).toContainText('24 of 80 flows are in the window');
});

test('lists in ten seconds all conversations that were alive then', async ({ page, recording, events }) => {
  const seconds = secondsOf(recording, 58, 10);
  const alive = aliveIn(trueConversations(events), seconds);
  expect(alive).toHaveLength(137);
  const traffic = trafficPage(page);
  await traffic.open(`${seconds.query}&recordType=allConnections&limit=1000`);
  await expectTold(page, '137 conversations');
  const keys = await allKeys(traffic.conversations);
  expect([...keys].sort()).toEqual(alive.map(({ key }) => key).sort());
});

test('does not say of what began before the window that it began before what is recorded', async ({
  page,
  recording,
  events,
}) => {
  const minute = minuteOf(recording);
  const begun = aliveIn(trueConversations(events), minute).filter(({ startMs }) => startMs < minute.fromMs);
  expect(begun.length).toBeGreaterThan(10);
  const traffic = trafficPage(page);
  await traffic.open(`${minute.query}&recordType=allConnections&sort=start`);
  const [oldest] = begun.sort((a, b) => a.startMs - b.startMs);
  await expect(traffic.rows().first()).toHaveAttribute('data-row-key', oldest?.key ?? '');
  await expect(page.getByText('Began before what is recorded')).toHaveCount(0);
  await traffic.rows().first().getByRole('gridcell').nth(2).click();
  await expect(traffic.panel).toContainText('Start: its first event was seen.');
});
