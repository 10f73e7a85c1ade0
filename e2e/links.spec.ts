import { expect, test } from './fixtures.ts';
import { conversationIdOf, trafficPage } from './traffic-page.ts';

test('shows the same in a fresh browser', async ({ page, browser, baseURL, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-bytes`);
  await traffic.filter('src_namespace=shop');
  await expect(traffic.chips).toContainText('shop');
  await traffic.settled();
  await traffic.rows().nth(1).getByRole('gridcell').nth(2).click();
  await traffic.panel.getByRole('tab', { name: 'Raw' }).click();
  const id = await conversationIdOf(traffic.rows().nth(1));
  const keys = await traffic
    .rows()
    .evaluateAll((rows) => rows.slice(0, 5).map((row) => row.getAttribute('data-row-key')));

  const fresh = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
  const other = await fresh.newPage();
  const same = trafficPage(other);
  await other.goto(page.url());
  await expect(same.rows().first()).toBeVisible();
  await expect(same.panel).toContainText(id);
  await expect(same.panel.getByRole('tab', { name: 'Raw' })).toHaveAttribute('aria-selected', 'true');
  await expect(same.chips).toContainText('shop');
  expect(
    await same.rows().evaluateAll((rows) => rows.slice(0, 5).map((row) => row.getAttribute('data-row-key'))),
  ).toEqual(keys);
  await fresh.close();
});

test('opens NetObserv’s links, the old ones too', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  const filters = encodeURIComponent('src_namespace="shop";dst_port=6379');
  await traffic.open(
    `${wholeRecording}&recordType=allConnections&filters=${filters}&match=all&dataSource=auto`,
  );
  await expect(traffic.chips).toContainText('shop');
  const oneWay = Number(await traffic.conversations.getAttribute('aria-rowcount'));

  await traffic.open(`${wholeRecording}&recordType=flowLog&filters=${filters}`);
  const forth = Number(await traffic.flows.getAttribute('aria-rowcount'));
  await traffic.open(`${wholeRecording}&recordType=flowLog&filters=${filters}&bnf=true&limit=1000`);
  const bothWays = Number(await traffic.flows.getAttribute('aria-rowcount'));
  expect(oneWay).toBeGreaterThan(1);
  expect(bothWays).toBeGreaterThan(forth);
});

test('reports a bad value and keeps the rest of the link', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  const filters = encodeURIComponent('src_namespace=shop;colour=blue');
  await traffic.open(`${wholeRecording}&recordType=everything&limit=many&filters=${filters}`);
  const report = page.getByRole('alert').or(page.locator('.pf-v6-c-alert')).first();
  await expect(report).toContainText('everything');
  await expect(report).toContainText('many');
  await expect(report).toContainText('colour');
  await expect(traffic.chips).toContainText('shop');
  await expect(page).toHaveURL(/limit=many/);
});

test('reports a time range that runs backwards', async ({ page, recording }) => {
  const startTime = Math.floor(recording.lastMs / 1000);
  const endTime = Math.floor(recording.firstMs / 1000);
  await page.goto(
    `/netflow-traffic?startTime=${String(startTime)}&endTime=${String(endTime)}&recordType=flowLog`,
  );
  await expect(page.locator('.pf-v6-c-alert').first()).toContainText('endTime');
});
