import { expect, expectAccessible } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { noteQuestions } from './records-endpoint.ts';
import { amount, expectTold } from './summary.ts';
import { trafficPage } from './traffic-page.ts';
import { secondObservers } from './truth/second-observers.ts';

const CONVERSATIONS = 'recordType=allConnections';

test.describe('a filter on what conversations do not have', () => {
  const REFUSED = 'Conversations do not have what the filter asks about';
  const filter = encodeURIComponent('namespace=shop tcp_flags=RST');

  test('is refused, and not asked', async ({ page, wholeRecording }) => {
    const asked = noteQuestions(page);
    await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}&filter=${filter}`);
    await expect(page.getByRole('heading', { name: REFUSED })).toBeVisible();
    await expect(page.getByRole('main').locator('code', { hasText: 'tcp_flags' })).toBeVisible();
    await expectAccessible(page);
    expect(asked).toEqual([]);
  });

  test('is answered by flows instead', async ({ page, wholeRecording, flows }) => {
    const seconds = secondObservers(flows);
    const resets = flows.filter((flow) => flow.Flags?.includes('RST') === true && !seconds.has(flow));
    const traffic = trafficPage(page);
    await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}&limit=1000&filter=tcp_flags%3DRST`);
    await page.getByRole('button', { name: 'Show flows instead' }).click();
    await expect(page).toHaveURL(/recordType=flowLog/);
    await expect(traffic.chips).toContainText('RST');
    await expectTold(page, `${amount(resets.length)} flows`);
  });

  test('is refused the other way round, too', async ({ page, wholeRecording }) => {
    const traffic = trafficPage(page);
    await page.goto(`/netflow-traffic?${wholeRecording}&recordType=flowLog&filter=duration%3E5s`);
    await expect(
      page.getByRole('heading', { name: 'Flows do not have what the filter asks about' }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Show conversations instead' }).click();
    await expect(traffic.conversations).toBeVisible();
    await expect(traffic.chips).toContainText('Duration');
  });

  test('is taken out alone, and the rest of the filter stays', async ({ page, wholeRecording }) => {
    const traffic = trafficPage(page);
    await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}&filter=${filter}`);
    await page.getByRole('button', { name: 'Take it out of the filter' }).click();
    await expect(traffic.rows().first()).toBeVisible();
    await expect(traffic.chips).not.toContainText('RST');
    await expect(traffic.chips).toContainText('shop');
  });
});
