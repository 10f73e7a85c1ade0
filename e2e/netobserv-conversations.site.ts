import { expect } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { noteQuestions } from './records-endpoint.ts';
import { allKeys } from './shown-rows.ts';
import { amount, expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import { minuteOf } from './truth/linked-span.ts';
import type { TrueConversation } from './truth/true-conversations.ts';
import { aliveIn, openOf, trueConversations } from './truth/true-conversations.ts';
import { stopClock } from './stopped-clock.ts';

type Passes = (of: TrueConversation) => boolean;

/** What filters find in the minute, by what they mean, and the number where it is known from elsewhere. */
const FILTERS: readonly (readonly [filter: string, passes: Passes, known?: number])[] = [
  ['bytes>1MB', ({ bytes }) => bytes > 1_000_000, 8],
  ['flows>=10', ({ flows }) => flows >= 10, 40],
  ['Bytes>=5000', ({ bytes }) => bytes >= 5000, 217],
  ['packets<3', ({ packets }) => packets < 3],
  ['bytes<=1KB', ({ bytes }) => bytes <= 1000],
  ['bytes.ab>=20kB', ({ bytesAB }) => bytesAB >= 20_000],
  ['Bytes_AB<150', ({ bytesAB }) => bytesAB < 150],
  ['MaxTimeFlowRttNs>20ms', ({ rttNs }) => rttNs > 20_000_000],
  ['duration>5s', isLongerThan5s],
  ['duration>5s namespace=shop', (one) => isLongerThan5s(one) && one.namespaces.includes('shop')],
];

function isLongerThan5s({ startMs, endMs }: TrueConversation): boolean {
  return endMs - startMs > 5000;
}

test.beforeEach(({ page }) => stopClock(page));

for (const [filter, passes, known] of FILTERS) {
  test(`finds by ${filter} the conversations that pass as a whole, and no other`, async ({
    page,
    recording,
    events,
  }) => {
    const minute = minuteOf(recording);
    const alive = aliveIn(trueConversations(events), minute);
    const expected = alive.filter(passes);
    expect(expected).toHaveLength(known ?? expected.length);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(alive.length);

    const traffic = trafficPage(page);
    await traffic.open(
      `${minute.query}&recordType=allConnections&limit=1000&filter=${encodeURIComponent(filter)}`,
    );
    await expectTold(page, `${amount(expected.length)} conversations`);
    await expectTold(page, `${openOf(expected)} still open`);
    await expectTold(page, `${amount(sumOf(expected, ({ packets }) => packets))} packets`);
    const keys = await allKeys(traffic.conversations);
    expect([...keys].sort()).toEqual(expected.map(({ key }) => key).sort());
  });
}

test('asks for the rest of a filter, where one condition is made of all events', async ({
  page,
  recording,
}) => {
  const asked = noteQuestions(page);
  const filter = encodeURIComponent('duration>5s src_namespace=shop');
  await trafficPage(page).open(`${minuteOf(recording).query}&recordType=allConnections&filter=${filter}`);
  const events = asked.filter((filters) => !filters.includes('_HashId'));
  expect(events.length).toBeGreaterThan(0);
  // Either way round, as two trackers may disagree on which end is the source.
  expect(events.filter((filters) => !/(Src|Dst)K8S_Namespace="shop"/.test(filters))).toEqual([]);
});

test('finds no conversation by what it has outgrown', async ({ page, wholeRecording, events }) => {
  // Some have told of so much once, so that their events are found.
  expect(events.some(({ Bytes }) => Bytes === 180)).toBe(true);
  expect(trueConversations(events).filter(({ bytes }) => bytes === 180)).toEqual([]);
  await page.goto(`/netflow-traffic?${wholeRecording}&recordType=allConnections&filter=Bytes%3D180`);
  await expect(page.getByRole('heading', { name: 'No conversations found' })).toBeVisible();
});

test('counts and sums up all conversations', async ({ page, wholeRecording, events }) => {
  const all = trueConversations(events);
  expect(all).toHaveLength(3300);
  await trafficPage(page).open(`${wholeRecording}&recordType=allConnections&limit=10000`);
  await expectTold(page, '3,300 conversations');
  await expectTold(page, `${openOf(all)} still open`);
  await expectTold(page, `${amount(sumOf(all, ({ flows }) => flows))} flows`);
  await expectTold(page, `${amount(sumOf(all, ({ packets }) => packets))} packets`);
  await expectTold(page, `${Math.round(sumOf(all, ({ bytes }) => bytes) / 1e6)} MB`);
});

test('sorts by bytes among all conversations', async ({ page, wholeRecording, events }) => {
  const byKey = new Map(trueConversations(events).map((one) => [one.key, one.bytes]));
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-bytes&limit=50`);
  await expectTold(page, 'First 50 of 3,300 conversations');
  await expect(traffic.rows().first()).toContainText('38 MB');
  const keys = await allKeys(traffic.conversations);
  expect(keys.map((key) => byKey.get(key))).toEqual([...byKey.values()].sort((a, b) => b - a).slice(0, 50));
});

function sumOf(all: readonly TrueConversation[], read: (of: TrueConversation) => number): number {
  return all.reduce((sum, one) => sum + read(one), 0);
}
