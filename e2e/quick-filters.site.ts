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

test('finds what is set and is not 0 by a quick filter that asks for what is not 0', async ({
  page,
  wholeRecording,
}) => {
  const traffic = trafficPage(page);
  const count = page.getByText(/^(Newest )?[\d,]+ flows/);
  const flows = `${wholeRecording}&recordType=flowLog&limit=10000`;
  await traffic.open(`${flows}&filter=${encodeURIComponent('dns_id>0')}`);
  const expected = await count.textContent();

  await traffic.open(`${flows}&filters=`);
  await expect(count).not.toHaveText(expected ?? '');
  await page.getByTestId('quick-filters-dropdown').click();
  await page.getByRole('menuitem', { name: /^DNS/ }).click();
  await expect(count).toHaveText(expected ?? '');
});
