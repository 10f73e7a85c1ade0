import { expect, test } from './fixtures.ts';
import { tabTo } from './tab-to.ts';
import { conversationIdOf, trafficPage } from './traffic-page.ts';

test('follows a conversation with the keyboard alone', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-flows`);

  // Filter, with a completed field name.
  await traffic.filterBox.focus();
  await page.keyboard.type('src_namesp');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('=shop');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(traffic.chips).toContainText('shop');
  await traffic.settled();

  // Into the table, two rows down, open its events, then the panel.
  const first = traffic.rows().first();
  await expect(first).toBeVisible();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const row = traffic.rows().nth(2);
  await expect(row).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(row).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(row).toHaveAttribute('aria-expanded', 'false');
  const id = await conversationIdOf(row);
  await page.keyboard.press('Enter');
  await expect(traffic.panel).toContainText(id);

  // The focus is in the panel: to the switch, to the flows, and back by the browser.
  await tabTo(page, page.getByTestId('switch-log-type'));
  await page.keyboard.press('Enter');
  await expect(traffic.flows).toBeVisible();
  await page.goBack();
  await expect(traffic.conversations).toBeVisible();

  // The log type, by its radio buttons.
  await page.getByTestId('query-options-dropdown').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('recordType-allConnections')).toBeVisible();
  await page.getByTestId('recordType-allConnections').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('recordType-flowLog')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(traffic.flows).toBeVisible();
});

test('goes to the ends of a long table', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&limit=1000`);
  await traffic.rows().first().focus();
  await page.keyboard.press('End');
  await expect(page.locator('tr[data-row-key]:focus')).toHaveAttribute('aria-rowindex', '1001');
  await page.keyboard.press('Home');
  await expect(page.locator('tr[data-row-key]:focus')).toHaveAttribute('aria-rowindex', '2');
});
