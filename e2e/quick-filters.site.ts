import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

const APPLICATIONS = 'Flow layer is app';

test('applies the default quick filters until they are cleared', async ({ page }) => {
  const traffic = trafficPage(page);
  await page.goto('/netflow-traffic');
  await expect(traffic.rows().first()).toBeVisible();
  await expect(page.getByRole('button', { name: APPLICATIONS, exact: true })).toBeVisible();
  await expect(page).toHaveURL(/recordType=allConnections/);

  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(traffic.chips).toBeHidden();
  await page.reload();
  await expect(traffic.rows().first()).toBeVisible();
  await expect(traffic.chips).toBeHidden();

  await page.goBack();
  await expect(page.getByRole('button', { name: APPLICATIONS, exact: true })).toBeVisible();
});

test('finds DNS by a quick filter that asks for what is not 0', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=flowLog&filters=&limit=1000`);
  await page.getByTestId('quick-filters-dropdown').click();
  await page.getByRole('menuitem', { name: /^DNS/ }).click();
  await page.keyboard.press('Escape');
  await traffic.settled();
  await expect(traffic.chips).toBeVisible();
  await expect(traffic.rows().first()).toContainText('ms');
  await expect(traffic.rows().filter({ hasNotText: 'domain' })).toHaveCount(0);
});
