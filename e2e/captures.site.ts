import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

test('opens what one captured: packets and flow logs, of which a part is broken', async ({ page }) => {
  const traffic = trafficPage(page);
  await traffic.open('');
  await expect(page).toHaveURL(/startTime=1699999999&endTime=1700000011&recordType=allConnections/);
  const recording = page.getByTestId('recording');
  await expect(recording).toContainText('Recording: http.pcap and 1 more');
  await expect(recording).toContainText('Nov 14, 2023');
  await expect(recording).toContainText('1 entry of it could not be read');
  await expect(traffic.conversations).toContainText('10.1.0.10:40000');

  await traffic.filter('address=10.1.0.30');
  await expect(traffic.rows()).toHaveCount(1);
  await traffic.rows().first().getByRole('gridcell').nth(2).click();
  await expect(traffic.panel).toContainText('10.1.0.30:50100 to 10.1.0.40:443');
  await expect(traffic.panel).toContainText('1.5 kB');
  await expect(traffic.panel).toContainText('9 kB');

  await page.getByTestId('switch-log-type').click();
  await expect(traffic.rows()).toHaveCount(2);
  await traffic.rows().last().getByRole('gridcell').nth(2).click();
  await expect(traffic.panel).toContainText('Weather');
  await expect(traffic.panel).toContainText('light rain');
});
