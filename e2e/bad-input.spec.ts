import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

const REFUSED = [
  ['recordType=everything', 'recordType'],
  ['limit=-1', 'limit'],
  ['limit=100000', 'limit'],
  ['startTime=200&endTime=100', 'endTime'],
  [`filters=${encodeURIComponent('SrcAddr="10.0.0.1')}`, 'filters'],
  [`filters=${encodeURIComponent('=1&|')}`, 'filters'],
] as const;

for (const path of ['/api/loki/flow/records', '/api/conversations'] as const) {
  for (const [query, parameter] of REFUSED) {
    if (path === '/api/conversations' && parameter === 'recordType') {
      continue;
    }
    test(`${path} refuses ${query} and says why`, async ({ site, request }) => {
      const answer = await request.get(`${site.backendUrl}${path}?${query}`);
      expect(answer.status()).toBe(400);
      const problem = (await answer.json()) as Record<string, string>;
      expect(problem['code']).toBeTruthy();
      expect(problem['message']?.length).toBeGreaterThan(10);
      expect(JSON.stringify(problem)).toContain(parameter);
      const health = await request.get(`${site.backendUrl}/health`);
      expect(health.ok()).toBe(true);
    });
  }
}

test('a filter that cannot be read stays in the box, with the reason', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections`);
  const before = page.url();
  await traffic.filter('src_namespce=shop');
  await expect(traffic.filterBox).toHaveValue('src_namespce=shop');
  await expect(page.getByText(/src_namespace/).first()).toBeVisible();
  expect(page.url()).toBe(before);
  await traffic.filter('src_address=10.0.0.300');
  await expect(traffic.filterBox).toHaveValue('src_address=10.0.0.300');
  expect(page.url()).toBe(before);
});

test('says what to do when nothing is found', async ({ page, wholeRecording }) => {
  await page.goto(
    `/netflow-traffic?${wholeRecording}&recordType=allConnections&filters=${encodeURIComponent('src_namespace=nowhere')}`,
  );
  await expect(page.getByRole('heading', { name: /no conversations/i })).toBeVisible();
  await page.getByRole('button', { name: /clear/i }).last().click();
  await expect(trafficPage(page).rows().first()).toBeVisible();
});

test('says that the backend cannot be reached, and shows the data again when it can', async ({
  page,
  wholeRecording,
  noPageErrors,
}) => {
  noPageErrors.allow(/502|Failed to load resource/);
  await page.route('**/api/conversations?**', (route) =>
    route.fulfill({ status: 502, json: { message: 'The backend does not answer.' } }),
  );
  await page.goto(`/netflow-traffic?${wholeRecording}&recordType=allConnections`);
  await expect(page.getByText('The backend does not answer.')).toBeVisible();
  await page.unroute('**/api/conversations?**');
  await page.getByRole('button', { name: /try again|retry/i }).click();
  await expect(trafficPage(page).rows().first()).toBeVisible();
});
