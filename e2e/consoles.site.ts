import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

/** What `<html>` says of the look, in each console, when nobody has chosen one. */
const LOOKS = { '4.22': /^$/, '5.2': /pf-v6-icon-set-rh-ui.*pf-v6-theme-felt.*pf-v6-theme-glass/ };

test('the page loads: conversations, the panel, flows, and not one error under an enforced policy', async ({
  page,
  siteOptions: { console: version = '4.22' },
  wholeRecording,
}) => {
  const answer = await page.goto(`/netflow-traffic?${wholeRecording}&recordType=allConnections`);
  expect(answer?.headers()['content-security-policy']).toContain("script-src 'self'");
  await expect(page.locator('html')).toHaveClass(LOOKS[version]);

  const traffic = trafficPage(page);
  await expect(traffic.conversations).toBeVisible();
  await traffic.rows().first().getByRole('gridcell').nth(3).click();
  await expect(traffic.panel).toBeVisible();
  await traffic.chooseLogType('flowLog');
  await expect(traffic.flows).toBeVisible();
  await expect(traffic.rows().first()).toBeVisible();
});
