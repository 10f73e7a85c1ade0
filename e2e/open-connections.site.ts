import { BUSY_PORT } from '../tools/lab/workload/pair-ports.ts';
import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

test('says of a connection that goes on that it is open', async ({ page }) => {
  const traffic = trafficPage(page);
  const filter = encodeURIComponent(`src_port=${String(BUSY_PORT)}`);
  await expect(async () => {
    await traffic.open(`timeRange=300&recordType=allConnections&filter=${filter}`);
    await traffic.rows().first().getByRole('gridcell').nth(2).click();
    await expect(traffic.panel).toContainText('Status Open', { useInnerText: true, timeout: 3000 });
  }).toPass();
  await expect(traffic.panel).toContainText('End: none seen yet.');
  await expect(traffic.panel).not.toContainText('Ended');
});
