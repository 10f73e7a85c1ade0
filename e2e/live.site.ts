import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

test('shows open conversations on a bare page, and new ones on refresh', async ({ page }) => {
  const traffic = trafficPage(page);
  await page.goto('/netflow-traffic');
  await expect(traffic.conversations).toBeVisible();
  await expect(traffic.rows().filter({ hasText: 'Open' }).first()).toBeVisible();
  const first = await traffic.rows().first().getAttribute('data-row-key');
  await expect(async () => {
    await page.getByTestId('refresh-button').click();
    expect(await traffic.rows().first().getAttribute('data-row-key')).not.toBe(first);
  }).toPass({ timeout: 30_000 });
});
