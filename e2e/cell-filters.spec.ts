import type { Locator, Page } from '@playwright/test';

import { expect, expectAccessible, test } from './fixtures.ts';
import { scrollOf, trafficPage } from './traffic-page.ts';

const SHOP = `filters=${encodeURIComponent('namespace=shop')}`;

/** The button that comes to the cell below the pointer. */
function cellButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Filter by / });
}

for (const [logType, column] of [
  ['allConnections', 3],
  ['flowLog', 3],
] as const) {
  test(`filters on what a cell shows, and leaves it out, among ${logType}`, async ({
    page,
    wholeRecording,
  }) => {
    const traffic = trafficPage(page);
    await traffic.open(`${wholeRecording}&recordType=${logType}&sort=-bytes&${SHOP}`);
    const cell = traffic.rows().first().getByRole('gridcell').nth(column);
    await cell.hover();
    await cellButton(page).click();
    const menu = page.getByRole('menu', { name: 'Source' });
    const name = await menu
      .getByRole('group', { name: /^Source name / })
      .getByRole('menuitem')
      .first()
      .getAttribute('aria-label');
    const pod = (name ?? '').replace('Filter on Source name ', '');
    await menu.getByRole('menuitem', { name: `Filter on Source name ${pod}` }).click();

    await expect(traffic.chips).toContainText(pod);
    await traffic.settled();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(traffic.rows().first()).toBeVisible();
    for (const text of await traffic.rows().getByRole('gridcell').nth(column).allTextContents()) {
      expect(text).toContain(pod);
    }

    // One step of the history.
    await page.goBack();
    await expect(traffic.chips).not.toContainText(pod);
    await traffic.settled();

    await cell.hover();
    await cellButton(page).click();
    await page.getByRole('menuitem', { name: `Leave out Source name ${pod}` }).click();
    await expect(traffic.chips).toContainText('is not');
    await traffic.settled();
    await expect(cell).not.toContainText(pod);
  });
}

test('asks by the keyboard: bounds, times, and back to the row', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-bytes&${SHOP}`);
  const row = traffic.rows().nth(1);
  await row.focus();
  for (const key of ['f', 'ContextMenu', 'Shift+F10']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('menu', { name: 'Filter by this row' })).toBeVisible();
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(row).toBeFocused();
  }
  await expect(traffic.panel).toHaveCount(0);

  await page.keyboard.press('f');
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: /^At least .* Flows$/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('menuitem', { name: /^At least .* Packets B to A$/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(traffic.chips).toContainText('Packets B to A at least');
  await traffic.settled();
  await expect(row).toBeFocused();

  await page.keyboard.press('F');
  await page.getByRole('menuitem', { name: /^From this time on: First seen/ }).focus();
  const before = new URL(page.url()).searchParams;
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(new RegExp(`startTime=${before.get('startTime') ?? ''}`));
  expect(new URL(page.url()).searchParams.get('endTime')).toBe(before.get('endTime'));
  await traffic.settled();
  await expect(page.locator('tr[data-row-key]:focus')).toBeVisible();

  await page.keyboard.press('f');
  await page.getByRole('menuitem', { name: /^Remove filter on Packets B to A/ }).click();
  await expect(traffic.chips).not.toContainText('Packets B to A');
});

test('goes out of the way of whoever scrolls', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&limit=1000`);
  await traffic.rows().nth(3).getByRole('gridcell').nth(3).hover();
  await expect(cellButton(page)).toBeVisible();
  await page.mouse.wheel(0, 2000);
  await expect.poll(() => scrollOf(page)).toBeGreaterThan(1000);
  // It comes back only where the pointer rests now: one at most.
  expect(await cellButton(page).count()).toBeLessThanOrEqual(1);
  await page.mouse.move(2, 2);
  await expect(cellButton(page)).toHaveCount(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`has nothing serious for axe to find in its menus, ${theme}`, async ({ page, wholeRecording }) => {
    test.setTimeout(240_000);
    const traffic = trafficPage(page);
    await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-bytes&${SHOP}`);
    if (theme === 'dark') {
      await page.getByRole('button', { name: /dark/i }).click();
      await expect(page.locator('html')).toHaveClass(/pf-v6-theme-dark/);
    }
    await traffic.rows().nth(1).getByRole('gridcell').nth(3).hover();
    await cellButton(page).click();
    await expect(page.getByRole('menu', { name: 'Source' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.keyboard.press('f');
    await expect(page.getByRole('menu', { name: 'Filter by this row' })).toBeVisible();
    await expectAccessible(page);
  });
}
