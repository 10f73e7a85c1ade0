import { expect, test } from './fixtures.ts';

/** In Berlin 02:00 to 03:00 is there twice on this day; this is the second time. */
const SECOND_HOUR = 'startTime=1792890000&endTime=1792893600';

test('a custom range in the hour that is there twice stays as it is when it is applied unchanged', async ({
  page,
}) => {
  await page.goto(`/netflow-traffic?${SECOND_HOUR}&recordType=allConnections`);
  await page.getByRole('button', { name: /^Time range: / }).click();
  await page.getByRole('option', { name: 'Custom time range…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(new RegExp(SECOND_HOUR));
});
