import type { Page } from '@playwright/test';

import { expect, expectAccessible, test } from './fixtures.ts';
import { tabTo } from './tab-to.ts';
import { trafficPage } from './traffic-page.ts';

const DEFAULT_COLUMNS = [
  'Event / Type',
  'Conversation ID',
  'Source',
  'Destination',
  'Protocol',
  'First seen',
  'Last seen',
  'Duration',
  'Bytes',
  'Packets',
  'Flows',
];

const SHOP = `filters=${encodeURIComponent('src_namespace=shop')}`;

/** The names of the columns, without the one that opens lines. */
async function columnsOf(page: Page): Promise<readonly string[]> {
  const heads = await page.getByRole('columnheader').allInnerTexts();
  return heads.map((text) => text.trim().replaceAll(/\s+/g, ' ')).slice(1);
}

async function rowHeight(page: Page): Promise<number> {
  const box = await trafficPage(page).rows().first().boundingBox();
  return box?.height ?? 0;
}

/** Opens the dialog of the columns. */
async function manageColumns(page: Page) {
  await page.getByTestId('view-options').click();
  await page.getByTestId('manage-columns-button').click();
  const dialog = page.getByRole('dialog', { name: 'Manage columns' });
  await expect(dialog).toBeVisible();
  return dialog;
}

test('keeps columns, density and quick filters of a user, and no link carries them', async ({
  page,
  browser,
  wholeRecording,
}) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&${SHOP}`);
  const link = page.url();
  expect(await columnsOf(page)).toEqual(DEFAULT_COLUMNS);
  const high = await rowHeight(page);

  await page.getByTestId('view-options').click();
  await page.getByRole('button', { name: 'Compact' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(() => rowHeight(page)).toBeLessThan(high * 0.7);

  const dialog = await manageColumns(page);
  await dialog.getByRole('checkbox', { name: 'Duration' }).uncheck();
  await dialog.getByRole('button', { name: 'Move Bytes up' }).click();
  await dialog.getByRole('searchbox', { name: 'Find a column' }).fill('port');
  await dialog.getByRole('checkbox', { name: 'Source port' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const chosen = DEFAULT_COLUMNS.filter(
    (name) => name !== 'Duration' && name !== 'Bytes' && name !== 'Last seen',
  );
  chosen.splice(6, 0, 'Bytes', 'Last seen');
  await expect.poll(() => columnsOf(page)).toEqual([...chosen, 'Source port']);

  await page.getByTestId('quick-filters-dropdown').click();
  await page.getByTestId('save-quick-filter').click();
  await page.getByRole('textbox', { name: /Name/ }).fill('From the shop');
  await page.keyboard.press('Enter');
  expect(page.url()).toBe(link);

  await page.reload();
  await expect(traffic.rows().first()).toBeVisible();
  expect(await columnsOf(page)).toEqual([...chosen, 'Source port']);
  expect(await rowHeight(page)).toBeLessThan(high * 0.7);
  await page.getByTestId('quick-filters-dropdown').click();
  await expect(page.getByRole('checkbox', { name: /From the shop/ })).toBeChecked();

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(link);
  await expect(trafficPage(other).rows().first()).toBeVisible();
  expect(await columnsOf(other)).toEqual(DEFAULT_COLUMNS);
  expect(await rowHeight(other)).toBe(high);
  await other.getByTestId('quick-filters-dropdown').click();
  await expect(other.getByTestId('save-quick-filter')).toBeVisible();
  await expect(other.getByText('From the shop')).toHaveCount(0);
  await context.close();
});

test('keeps the columns of each log type, and restores the default ones', async ({
  page,
  wholeRecording,
}) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=flowLog`);
  const before = await columnsOf(page);
  const dialog = await manageColumns(page);
  await dialog.getByRole('checkbox', { name: 'RTT' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Source IP address' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const chosen = [...before.filter((name) => name !== 'RTT'), 'Source IP address'];
  await expect.poll(() => columnsOf(page)).toEqual(chosen);
  await page.getByRole('columnheader', { name: 'Source IP address' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=srcAddr/);

  await traffic.chooseLogType('allConnections');
  await expect(traffic.conversations).toBeVisible();
  expect(await columnsOf(page)).toEqual(DEFAULT_COLUMNS);
  await traffic.chooseLogType('flowLog');
  await expect(traffic.flows).toBeVisible();
  expect(await columnsOf(page)).toEqual(chosen);

  const again = await manageColumns(page);
  await again.getByRole('button', { name: 'Restore default columns' }).click();
  await again.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => columnsOf(page)).toEqual(before);
});

test('keeps the first visible row where it is when rows become lower', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&limit=1000`);
  const viewport = page.locator('.netobserv-plugin__table-viewport');
  await viewport.evaluate((element) => element.scrollTo(0, 5200));
  const firstVisible = () =>
    viewport.evaluate((element) => {
      const { left, top } = element.getBoundingClientRect();
      const under = document.elementFromPoint(left + 200, top + 60);
      return under?.closest('tr')?.getAttribute('data-row-key');
    });
  await expect.poll(firstVisible).toBeTruthy();
  const before = await firstVisible();
  await page.getByTestId('view-options').click();
  await page.getByRole('button', { name: 'Compact' }).click();
  await expect.poll(() => rowHeight(page)).toBeLessThan(40);
  await expect.poll(firstVisible).toBe(before);
});

test('manages columns and quick filters by the keyboard alone', async ({ page, wholeRecording }) => {
  // Some two hundred keys, each of which is waited for.
  test.slow();
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&${SHOP}`);
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
    }
  };
  const goTo = (name: string, role: 'button' | 'checkbox' = 'button') =>
    tabTo(page, page.getByRole(role, { name, exact: true }));

  await goTo('View options');
  await press('Enter');
  await goTo('Manage columns…');
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Manage columns' });
  await expect(dialog).toBeVisible();
  await goTo('Move Source down');
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Move Source down' })).toBeFocused();
  await expect(dialog.getByRole('status')).toHaveText('Source is column 4 of 11');
  await press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('Source is column 5 of 11');
  await goTo('Flows', 'checkbox');
  await press('Space');
  await goTo('Save');
  await press('Enter');
  await expect(page.getByTestId('view-options')).toBeFocused();
  expect(await columnsOf(page)).toEqual([
    'Event / Type',
    'Conversation ID',
    'Destination',
    'Protocol',
    'Source',
    ...DEFAULT_COLUMNS.slice(5, -1),
  ]);

  const quickFilters = page.getByTestId('quick-filters-dropdown');
  await goTo('Quick filters');
  await press('Enter');
  await expect(page.getByTestId('save-quick-filter')).toBeVisible();
  await press('ArrowDown', 'ArrowUp');
  await expect(page.getByRole('menuitem', { name: /Save this filter/ })).toBeFocused();
  await press('Enter');
  await page.getByRole('textbox', { name: /Name/ }).waitFor();
  await page.keyboard.type('Shop');
  await press('Enter');
  await expect(quickFilters).toBeFocused();

  await press('Enter');
  await expect(page.getByText('Your own')).toBeVisible();
  await press('ArrowDown', 'ArrowUp', 'ArrowUp');
  await expect(page.getByRole('checkbox', { name: /^Shop/ })).toBeFocused();
  await press('Space');
  await expect(page).not.toHaveURL(/src_namespace/);
  await press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Remove the quick filter Shop' })).toBeFocused();
  await press('Enter');
  await expect(page.getByText('Your own')).toHaveCount(0);
  await expect(page.getByRole('menuitem', { name: /Save this filter/ })).toBeFocused();
});

for (const theme of ['light', 'dark'] as const) {
  test(`has nothing serious for axe to find in its dialogs, ${theme}`, async ({ page, wholeRecording }) => {
    test.setTimeout(240_000);
    await trafficPage(page).open(`${wholeRecording}&recordType=allConnections&${SHOP}`);
    if (theme === 'dark') {
      await page.getByRole('button', { name: /dark/i }).click();
    }
    await page.getByTestId('view-options').click();
    await expect(page.getByTestId('manage-columns-button')).toBeVisible();
    await page.getByRole('button', { name: 'Compact' }).click();
    await expectAccessible(page);
    await page.getByTestId('manage-columns-button').click();
    const dialog = page.getByRole('dialog', { name: 'Manage columns' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await page.getByTestId('quick-filters-dropdown').click();
    await page.getByTestId('save-quick-filter').click();
    await page.getByRole('textbox', { name: /Name/ }).fill('Shop');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByTestId('quick-filters-dropdown').click();
    await expect(page.getByText('Your own')).toBeVisible();
    await expectAccessible(page);
  });
}
