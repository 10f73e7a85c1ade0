import { expect, test } from './fixtures.ts';
import { conversationIdOf, conversationIdsOf, scrollOf, trafficPage } from './traffic-page.ts';

test('opens a row to the events of its conversation', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-duration&filter=status%3Dended`);
  const longest = traffic.rows().first();
  await longest.getByRole('button', { name: /^(Show|Expand|Details|Open)/i }).click();
  const events = page.getByRole('table', { name: /Events/ });
  await expect(events.getByText('Conversation start')).toBeVisible();
  await expect(events.getByText('Conversation tick').first()).toBeVisible();
  await expect(events.getByText('Conversation end')).toBeVisible();
});

test('lists one row for each instance of an id', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(
    `${wholeRecording}&recordType=allConnections&filters=${encodeURIComponent('port=45123')}`,
  );
  const ids = await conversationIdsOf(traffic.rows());
  expect(ids.length).toBeGreaterThan(new Set(ids).size);
});

test('filters on the id of a conversation', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections`);
  const id = await conversationIdOf(traffic.rows().nth(3));

  await traffic.filter(`id=${id}`);
  await expect(traffic.chips).toContainText(id.slice(0, 6));
  await expect.poll(async () => [...new Set(await conversationIdsOf(traffic.rows()))]).toEqual([id]);

  await traffic.chooseLogType('flowLog');
  await expect(traffic.flows).toBeVisible();
  await expect(traffic.chips).toContainText(id.slice(0, 6));
  await page.getByTestId('clear-all-filters').click();
  await expect(traffic.chips).toBeHidden();
});

test('switches from a conversation to its flows, and Back undoes all of it', async ({
  page,
  wholeRecording,
}) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-flows&limit=500`);
  await traffic.rows().first().hover();
  await page.mouse.wheel(0, 2000);
  await expect.poll(() => scrollOf(page)).toBeGreaterThan(1000);
  const row = traffic.rows().nth(10);
  const id = await conversationIdOf(row);
  await row.getByRole('gridcell').nth(2).click();
  await expect(traffic.panel).toContainText(id);
  const url = page.url();
  const scroll = await scrollOf(page);

  await page.getByTestId('switch-log-type').click();
  await expect(traffic.flows).toBeVisible();
  await expect(page).toHaveURL(/recordType=flowLog/);
  await expect(page).toHaveURL(new RegExp(`filters=id(%3D|=).*${id}`));
  await expect(traffic.panel).toContainText(id);
  await expect(traffic.rows().first()).toBeVisible();

  await page.goBack();
  await expect(traffic.conversations).toBeVisible();
  expect(page.url()).toBe(url);
  await expect(traffic.panel).toContainText(id);
  await expect.poll(async () => Math.abs((await scrollOf(page)) - scroll)).toBeLessThan(60);
});

test('holds the whole conversation in the window of its flows', async ({ page, recording }) => {
  const traffic = trafficPage(page);
  const lastS = Math.ceil(recording.lastMs / 1000);
  await traffic.open(
    `startTime=${String(lastS - 60)}&endTime=${String(lastS)}&recordType=allConnections&sort=-duration`,
  );
  await traffic.rows().first().getByRole('gridcell').nth(2).click();
  await expect(traffic.panel).toContainText(/of .* flows are in the window/);
  await page.getByTestId('switch-log-type').click();
  await expect(traffic.flows).toBeVisible();
  await expect(traffic.panel).not.toContainText(/of .* flows are in the window/);
});
