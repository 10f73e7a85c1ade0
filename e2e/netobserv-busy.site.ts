import { expect, expectAccessible } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { reachOf } from './reach.ts';
import { allKeys } from './shown-rows.ts';
import { amount, expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import { secondsOf } from './truth/linked-span.ts';
import type { TrueConversation } from './truth/true-conversations.ts';
import { aliveIn, openOf, trueConversations } from './truth/true-conversations.ts';
import { stopClock } from './stopped-clock.ts';

/** The page reads so many records before it says how far it came. */
const MOST_READ = 50_000;

const TOP = 100;

test.beforeEach(({ page }) => stopClock(page));

test('says how far the newest conversations go, and reads on', async ({ page, wholeRecording, events }) => {
  expect(events.length).toBeGreaterThan(MOST_READ);
  const all = trueConversations(events);
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections`);
  const { count, backToMs } = await reachOf(page, 'The newest');
  expect(count).toBe(endedSince(all, backToMs).length);
  expect(count).toBeLessThan(all.length);
  await expectTold(page, `First 100 of the newest ${amount(count)} conversations`);
  const endOf = new Map(all.map(({ key, endMs }) => [key, endMs]));
  const newest = [...endOf.values()].sort((a, b) => b - a).slice(0, 100);
  expect((await allKeys(traffic.conversations)).map((key) => endOf.get(key))).toEqual(newest);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Read on' }).click();
  await expectTold(page, `First 100 of ${amount(all.length)} conversations`);
  await expect(page.getByText(/of more conversations/)).toHaveCount(0);
});

test('says among which conversations it sorted, and sorts among all when it read on', async ({
  page,
  wholeRecording,
  events,
}) => {
  const all = trueConversations(events);
  const bytesOf = new Map(all.map(({ key, bytes }) => [key, bytes]));
  const traffic = trafficPage(page);
  const shown = async () => (await allKeys(traffic.conversations)).map((key) => bytesOf.get(key));
  await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-bytes&limit=${TOP}`);
  const { count, backToMs } = await reachOf(page, 'Sorted among the newest');
  const known = endedSince(all, backToMs);
  expect(count).toBe(known.length);
  expect(mostBytes(known)).not.toEqual(mostBytes(all));
  expect(await shown()).toEqual(mostBytes(known));

  await page.getByRole('button', { name: 'Read on' }).click();
  await expectTold(page, `First ${TOP} of ${amount(all.length)} conversations`);
  expect(await shown()).toEqual(mostBytes(all));
});

test('says how far it came into a time range in the past', async ({ page, recording, events }) => {
  const minutes = secondsOf(recording, 600, 301);
  const alive = aliveIn(trueConversations(events), minutes);
  await trafficPage(page).open(`${minutes.query}&recordType=allConnections`);
  const { count, backToMs } = await reachOf(page, 'The newest');
  expect(count).toBe(endedSince(alive, backToMs).length);
  expect(count).toBeLessThan(alive.length);
  await expectTold(page, `${openOf(alive)} still open`);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Read on' }).click();
  await expectTold(page, `First 100 of ${amount(alive.length)} conversations`);
});

function endedSince(all: readonly TrueConversation[], sinceMs: number): readonly TrueConversation[] {
  return all.filter(({ endMs }) => endMs >= sinceMs);
}

function mostBytes(of: readonly TrueConversation[]): readonly number[] {
  return of
    .map(({ bytes }) => bytes)
    .sort((a, b) => b - a)
    .slice(0, TOP);
}
