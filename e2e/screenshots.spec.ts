import { expect, test } from './fixtures.ts';
import { darken, shoot } from './pictures.ts';
import { trafficPage } from './traffic-page.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`pictures of conversations and flows, ${theme}`, async ({ page, wholeRecording }) => {
    const traffic = trafficPage(page);
    await traffic.open(
      `${wholeRecording}&recordType=allConnections&sort=-bytes&filters=${encodeURIComponent('namespace=shop')}`,
    );
    if (theme === 'dark') {
      await darken(page);
    }
    await traffic.rows().nth(2).getByRole('gridcell').nth(3).click();
    await expect(traffic.panel).toBeVisible();
    await shoot(page, `conversations-${theme}`);

    await page.getByTestId('switch-log-type').click();
    await expect(traffic.flows).toBeVisible();
    await expect(traffic.rows().first()).toBeVisible();
    await shoot(page, `flows-${theme}`);
  });
}

test.describe('narrow', () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test('pictures of a narrow page', async ({ page, wholeRecording }) => {
    const traffic = trafficPage(page);
    await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-duration`);
    await traffic.rows().first().getByRole('button').first().click();
    await shoot(page, 'conversations-narrow');
    await page.getByTestId('query-options-dropdown').click();
    await expect(page.getByTestId('recordType-flowLog')).toBeVisible();
    await shoot(page, 'log-type-narrow');
  });
});

for (const [look, theme, size] of [
  ['light', 'light', { width: 1440, height: 900 }],
  ['dark', 'dark', { width: 1440, height: 900 }],
  ['narrow', 'light', { width: 1024, height: 768 }],
] as const) {
  test.describe(`filters, ${look}`, () => {
    test.use({ viewport: size });

    test(`pictures of filters, ${look}`, async ({ page, wholeRecording }) => {
      const traffic = trafficPage(page);
      await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-bytes`);
      if (theme === 'dark') {
        await darken(page);
      }
      for (const text of ['namespace=shop bytes>1MB', 'dst_port=80,8080', 'src_kind=Node status=ended']) {
        await traffic.filter(text);
      }
      await page.getByTestId('clear-all-filters').click();
      await traffic.settled();
      await traffic.filterBox.click();
      await expect(page.getByRole('group', { name: 'Recent filters' })).toBeVisible();
      await shoot(page, `filters-box-${look}`);

      await traffic.filterBox.fill('dst_n');
      await expect(page.getByRole('option').first()).toBeVisible();
      await shoot(page, `filters-completion-${look}`);

      await traffic.filterBox.fill('dst_port=');
      await expect(page.getByRole('option', { name: '8080 http-alt' })).toBeVisible();
      await shoot(page, `filters-values-${look}`);

      await traffic.filterBox.fill('');
      await page.keyboard.press('Escape');
      await traffic.filter(
        'src_namespace=shop dst_port>=80 namespace!=monitoring,dns protocol=TCP dst_name~redis',
      );
      await page.getByRole('button', { name: 'Destination name contains redis', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Switch off' }).click();
      await traffic.settled();
      await page.getByRole('button', { name: 'Destination port at least 80', exact: true }).click();
      await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeVisible();
      await expect(page.getByRole('tooltip')).toHaveCount(0);
      await shoot(page, `filters-chips-${look}`);
      await page.keyboard.press('Escape');

      await traffic.filterBox.fill('dst_prt=443');
      await traffic.filterBox.press('Enter');
      await expect(page.getByText(/There is no such field/)).toBeVisible();
      await shoot(page, `filters-error-${look}`);
      await traffic.filterBox.fill('');
      await page.keyboard.press('Escape');

      await page.getByTestId('filter-builder-toggle').click();
      await expect(page.getByRole('combobox', { name: 'Field' })).toBeVisible();
      await shoot(page, `filters-builder-${look}`);
    });

    test(`pictures of the table, ${look}`, async ({ page, wholeRecording }) => {
      const traffic = trafficPage(page);
      await traffic.open(`${wholeRecording}&recordType=allConnections&sort=-bytes`);
      if (theme === 'dark') {
        await darken(page);
      }
      await traffic.rows().nth(2).getByRole('gridcell').nth(3).hover();
      await page.getByRole('button', { name: /^Filter by / }).click();
      await expect(page.getByRole('menu', { name: 'Source' })).toBeVisible();
      await shoot(page, `table-cell-${look}`);
      await page.keyboard.press('Escape');

      await page.getByTestId('view-options').click();
      await page.getByRole('button', { name: 'Compact' }).click();
      await shoot(page, `table-compact-${look}`);
      await page.getByTestId('manage-columns-button').click();
      await expect(page.getByRole('dialog', { name: 'Manage columns' })).toBeVisible();
      await shoot(page, `table-columns-${look}`);
      await page.keyboard.press('Escape');

      await traffic.filter('src_namespace=shop bytes>1MB');
      await page.getByTestId('quick-filters-dropdown').click();
      await page.getByTestId('save-quick-filter').click();
      await page.getByRole('textbox', { name: /Name/ }).fill('Large, from the shop');
      await page.keyboard.press('Enter');
      await page.getByTestId('quick-filters-dropdown').click();
      await expect(page.getByText('Large, from the shop')).toBeVisible();
      await shoot(page, `quick-filters-${look}`);
    });
  });
}
