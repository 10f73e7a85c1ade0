import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

/** A name that the browser of this project finds on this machine, and takes for another one: http is not secure there. */
const NAME = 'console.test';

test('over http under another name the page loads, and copies a link without the clipboard', async ({
  page,
  site,
  wholeRecording,
}) => {
  const url = new URL(`/netflow-traffic?${wholeRecording}&recordType=allConnections`, site.url);
  url.hostname = NAME;
  await page.goto(url.href);
  expect(await page.evaluate(() => [window.isSecureContext, 'randomUUID' in crypto])).toEqual([false, false]);
  await expect(trafficPage(page).rows().first()).toBeVisible();
  await page.getByTestId('copy-link').click();
  await expect(page.getByText('Copied')).toBeVisible();

  await trafficPage(page).filterBox.focus();
  await page.keyboard.press('Control+V');
  await expect(trafficPage(page).filterBox).toHaveValue(
    new RegExp(`http://${NAME}.*recordType=allConnections`),
  );
});
