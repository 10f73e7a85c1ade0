import type { Page } from '@playwright/test';

import { expect, expectAccessible, test } from './fixtures.ts';
import { conversationIdsOf, trafficPage } from './traffic-page.ts';

/** Opens the menu of a chip by keyboard, and takes an item of it. */
async function chooseInChip(page: Page, chip: string | RegExp, item: string): Promise<void> {
  await page.getByRole('button', { name: chip, exact: typeof chip === 'string' }).focus();
  await page.keyboard.press('Enter');
  const wanted = page.getByRole('menuitem', { name: item });
  await expect(wanted).toBeVisible();
  for (
    let step = 0;
    step < 8 && !(await wanted.evaluate((one) => one === document.activeElement));
    step += 1
  ) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
}

test('filters by keyboard alone, and a link keeps all of it', async ({
  page,
  context,
  browser,
  baseURL,
  wholeRecording,
}) => {
  test.setTimeout(240_000);
  const traffic = trafficPage(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-bytes`);

  await test.step('type a filter with completion', async () => {
    await traffic.filterBox.focus();
    await page.keyboard.type('src_namesp');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('=sh');
    await expect(page.getByRole('option', { name: 'shop', exact: true })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Source namespace is shop', exact: true })).toBeVisible();
  });

  await test.step('fix an error', async () => {
    await page.keyboard.type('dst_prt=80,8080');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/There is no such field/)).toBeVisible();
    await expect(traffic.filterBox).toHaveValue('dst_prt=80,8080');
    await page.getByRole('button', { name: 'Write “dst_port” instead' }).press('Enter');
    await expect(traffic.filterBox).toHaveValue('dst_port=80,8080');
    await traffic.filterBox.press('Enter');
    await expect(
      page.getByRole('button', { name: 'Destination port is 80 or 8080', exact: true }),
    ).toBeVisible();
  });

  await test.step('choose a recent filter', async () => {
    await page.getByRole('button', { name: 'Remove filter Source namespace is shop' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Source namespace is shop', exact: true })).toBeHidden();
    await traffic.filterBox.focus();
    await page.keyboard.press('ArrowDown');
    const recent = page.getByRole('group', { name: 'Recent filters' });
    await expect(recent.getByRole('option')).toHaveText([
      'dst_port=80,8080',
      'src_namespace=shop',
      'Clear recent filters',
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(traffic.filterBox).toHaveValue('src_namespace=shop');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Source namespace is shop', exact: true })).toBeVisible();
  });

  await test.step('edit a chip', async () => {
    await chooseInChip(page, 'Destination port is 80 or 8080', 'Edit');
    const box = page.getByTestId('filter-edit');
    await expect(box).toBeFocused();
    await page.keyboard.type(',5432');
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('button', { name: 'Destination port is 80, 8080, or 5432', exact: true }),
    ).toBeFocused();
  });

  await test.step('negate, and switch off', async () => {
    await chooseInChip(page, 'Destination port is 80, 8080, or 5432', 'Turn into the opposite');
    const opposite = page.getByRole('button', { name: /^Destination port is not 80/ });
    await expect(opposite).toBeFocused();
    await chooseInChip(page, /^Destination port is not 80/, 'Switch off');
    await expect(page.getByRole('button', { name: /^Off: Destination port is not 80/ })).toBeVisible();
    await traffic.settled();
    await chooseInChip(page, /^Off: Destination port is not 80/, 'Switch on');
    await expect(opposite).toBeVisible();
  });

  await test.step('swap ends, and apply a quick filter', async () => {
    await page.getByRole('button', { name: 'Swap source and destination' }).press('Enter');
    await expect(
      page.getByRole('button', { name: 'Destination namespace is shop', exact: true }),
    ).toBeVisible();
    await page.getByTestId('quick-filters-dropdown').press('Enter');
    await page.getByRole('checkbox', { name: /^Pods network/ }).press(' ');
    await expect(page.getByRole('button', { name: 'Source kind contains Pod', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('go back twice', async () => {
    await page.goBack();
    await expect(page.getByRole('button', { name: 'Source kind contains Pod', exact: true })).toBeHidden();
    await page.goBack();
    await expect(page.getByRole('button', { name: 'Source namespace is shop', exact: true })).toBeVisible();
  });

  await test.step('reload, and open the copied link elsewhere: the same rows', async () => {
    await traffic.settled();
    const shown = await conversationIdsOf(traffic.rows());
    await page.reload();
    await expect(traffic.rows().first()).toBeVisible();
    await traffic.settled();
    expect(await conversationIdsOf(traffic.rows())).toEqual(shown);

    await page.getByTestId('copy-link').press('Enter');
    await expect(page.getByText('Copied')).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const fresh = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
    const other = trafficPage(await fresh.newPage());
    await other.page.goto(link);
    await expect(other.rows().first()).toBeVisible();
    await other.settled();
    expect(await conversationIdsOf(other.rows())).toEqual(shown);
    await fresh.close();
  });
});

test('has nothing serious for axe to find in lists below the box, chips, their menus and the builder', async ({
  page,
  wholeRecording,
}) => {
  test.setTimeout(240_000);
  const traffic = trafficPage(page);
  const filters = encodeURIComponent('src_namespace=shop;dst_port>=80;protocol=6');
  await traffic.open(
    `${wholeRecording}&recordType=allConnections&filters=${filters}&off=${encodeURIComponent('name=web')}`,
  );
  await traffic.filter('id=abc');
  await page.getByRole('button', { name: 'Remove filter Conversation abc' }).click();
  await traffic.filterBox.click();
  await expect(page.getByRole('option', { name: 'Clear recent filters' })).toBeVisible();
  await expectAccessible(page);
  await traffic.filterBox.fill('dst_port=');
  await expect(page.getByRole('group', { name: 'Values' })).toBeVisible();
  await expectAccessible(page);
  await traffic.filterBox.fill('');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Destination port at least 80', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(page.getByTestId('filter-edit')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByTestId('filter-builder-toggle').click();
  await expect(page.getByRole('combobox', { name: 'Field' })).toBeVisible();
  await expectAccessible(page);
});
