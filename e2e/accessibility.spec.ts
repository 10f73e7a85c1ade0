import { expect, expectAccessible, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

// Each look of axe goes through the whole document, and there are five of them.
test.describe.configure({ timeout: 240_000 });

for (const theme of ['light', 'dark'] as const) {
  test(`has nothing serious for axe to find, ${theme}`, async ({ page, wholeRecording }) => {
    const traffic = trafficPage(page);
    await traffic.open(
      `${wholeRecording}&recordType=allConnections&sort=-flows&filters=${encodeURIComponent('src_namespace=shop')}`,
    );
    if (theme === 'dark') {
      await page.getByRole('button', { name: /dark/i }).click();
      await expect(page.locator('html')).toHaveClass(/pf-v6-theme-dark/);
    }
    await expectAccessible(page);

    await traffic.rows().first().getByRole('button').first().click();
    // The rows below move down when the events come: not before that can one of them be clicked.
    await expect(page.getByRole('table', { name: /Events/ }).getByText('Conversation start')).toBeVisible();
    await traffic.rows().nth(1).getByRole('gridcell').nth(2).click();
    await expect(traffic.panel).toBeVisible();
    await expectAccessible(page);

    await page.getByTestId('switch-log-type').click();
    await expect(traffic.flows).toBeVisible();
    await expectAccessible(page);

    await page.getByTestId('query-options-dropdown').click();
    await expect(page.getByTestId('recordType-flowLog')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await traffic.filterBox.fill('colour=blue');
    await traffic.filterBox.press('Enter');
    await expectAccessible(page);
  });
}

test('has nothing serious for axe to find where nothing is found', async ({ page }) => {
  await page.goto('/netflow-traffic?startTime=1000&endTime=2000&recordType=allConnections');
  await expect(page.getByRole('heading', { name: /no /i })).toBeVisible();
  await expectAccessible(page);
});
