import { expect } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { allKeys } from './shown-rows.ts';
import { amount, expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import { minuteOf } from './truth/linked-span.ts';
import { secondObservers } from './truth/second-observers.ts';
import { aliveIn, trueConversationsOfNodes } from './truth/true-conversations.ts';
import { stopClock } from './stopped-clock.ts';

test.beforeEach(({ page }) => stopClock(page));

test('lists one row for each connection, whoever tracked it', async ({ page, recording, events }) => {
  const minute = minuteOf(recording);
  const alive = aliveIn(trueConversationsOfNodes(events), minute);
  expect(alive).toHaveLength(586);
  expect(alive.filter(({ observers }) => observers.length > 1)).toHaveLength(131);
  const traffic = trafficPage(page);
  await traffic.open(`${minute.query}&recordType=allConnections&limit=1000`);
  await expectTold(page, `${amount(alive.length)} conversations`);
  const keys = await allKeys(traffic.conversations);
  expect([...keys].sort()).toEqual(alive.map(({ key }) => key).sort());
});

test('sums up what one node saw of each connection, never both', async ({ page, wholeRecording, events }) => {
  const all = trueConversationsOfNodes(events);
  const flows = all.reduce((sum, one) => sum + one.flows, 0);
  const packets = all.reduce((sum, one) => sum + one.packets, 0);
  await trafficPage(page).open(`${wholeRecording}&recordType=allConnections&limit=10000`);
  await expectTold(page, `${amount(all.length)} conversations`);
  await expectTold(page, `${amount(flows)} flows`);
  await expectTold(page, `${amount(packets)} packets`);
});

test('names the observers of a connection, and lists each of its flows once', async ({
  page,
  wholeRecording,
  events,
  flows,
}) => {
  const [longest] = trueConversationsOfNodes(events)
    .filter(({ observers }) => observers.length > 1)
    .sort((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs));
  const reported = flows.filter(({ _HashId }) => _HashId === longest?.id);
  const leftOut = secondObservers(reported).size;
  expect(leftOut).toBeGreaterThan(100);

  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&filter=id%3D${longest?.id ?? ''}`);
  await expect(traffic.rows()).toHaveCount(1);
  await traffic.rows().first().getByRole('gridcell').nth(2).click();
  await expect(traffic.panel).toContainText(
    `Tracked on several nodes, by the agents ${longest?.observers.join(', ') ?? ''}`,
  );
  await expect(traffic.panel).not.toContainText('not counted by any event');
  await expect(traffic.panel).not.toContainText('are in the window');
  await traffic.panel.getByRole('tab', { name: 'Flows' }).click();
  const listed = traffic.panel.getByRole('table', { name: 'Flows of the conversation' });
  const HEADER_ROWS = 1;
  await expect(listed.getByRole('row')).toHaveCount(reported.length - leftOut + HEADER_ROWS);
  await expect(traffic.panel).toContainText(
    `${leftOut} flows of a second observer of the same traffic are left out`,
  );
});
