import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

test('lists conversations first and switches to their flows and back', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections`);
  await expect(traffic.conversations).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Event / Type' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Conversation ID' })).toBeVisible();

  await traffic.chooseLogType('flowLog');
  await expect(traffic.flows).toBeVisible();
  await expect(page).toHaveURL(/recordType=flowLog/);
  await expect(page.getByRole('columnheader', { name: 'Event / Type' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Conversation ID' })).toBeVisible();

  await page.goBack();
  await expect(traffic.conversations).toBeVisible();
});

test('opens a bare page on conversations', async ({ page }) => {
  await page.goto('/netflow-traffic');
  await expect(page.getByTestId('query-options-dropdown')).toContainText('Conversation');
  await expect(page).toHaveURL(/recordType=allConnections/);
});

test('takes a link without a record type as one to flows, as NetObserv does', async ({
  page,
  wholeRecording,
}) => {
  const traffic = trafficPage(page);
  await traffic.open(wholeRecording);
  await expect(traffic.flows).toBeVisible();
  await expect(page.getByTestId('query-options-dropdown')).toContainText('Flow');
});
