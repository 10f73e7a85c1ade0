import { expect, test } from './fixtures.ts';

test('offers the page where namespaces cannot be listed', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Network Traffic' }).click();
  await expect(page.getByRole('heading', { name: 'Network Traffic' })).toBeVisible();
  await expect(page).toHaveURL(/\/netflow-traffic/);
});
