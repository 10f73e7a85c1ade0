import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { expectStillSince, expectStillWhile, watchLayout } from './layout-watch.ts';
import { trafficPage } from './traffic-page.ts';

const REFRESHES = 10;
const CONVERSATIONS = '**/api/conversations?**';
/** So long the page waits before it says that the backend is slow, in ms. */
const SLOW_MS = 4_000;

// Ten refreshes, each of which is waited for.
test.describe.configure({ timeout: 120_000 });

test.beforeEach(async ({ page }) => {
  await watchLayout(page);
});

test('nothing moves as the page opens, nor over ten refreshes', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&limit=50`);
  await traffic.settled();
  await expectStillSince(page);

  const answers = await answerLater(page);
  await expectStillWhile(page, async () => {
    for (let refresh = 0; refresh < REFRESHES; refresh += 1) {
      const total = 10 ** (refresh % 6) + 60;
      await page.getByTestId('refresh-button').click();
      await expect(page.getByTestId('refresh-button').getByRole('progressbar')).toBeVisible();
      await answers.give(total);
      await expect(traffic.summary).toContainText(`of ${total.toLocaleString('en')} conversations`);
    }
  });
});

test('nothing moves when it is told that the backend is slow, or fails', async ({
  page,
  wholeRecording,
  noPageErrors,
}) => {
  noPageErrors.allow(/ERR_FAILED/);
  const traffic = trafficPage(page);
  await page.clock.install();
  const answers = await answerLater(page);
  await page.goto(`/netflow-traffic?${wholeRecording}&recordType=allConnections&limit=50`);
  await answers.isAsked();
  await expect(page.locator('.netobserv-plugin__table-skeleton')).toBeVisible();
  await expectStillWhile(page, async () => {
    await page.clock.fastForward(SLOW_MS);
    await expect(page.getByText('The backend is still searching.')).toBeVisible();
  });
  await answers.give(60);
  await expect(traffic.rows().first()).toBeVisible();
  await expect(page.getByText('The backend is still searching.')).toHaveCount(0);

  await expectStillWhile(page, async () => {
    await page.route(CONVERSATIONS, (route) => route.abort());
    await page.getByTestId('refresh-button').click();
    await expect(page.getByText('The rows are old: they could not be refreshed.')).toBeVisible();
    await page.unroute(CONVERSATIONS);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('The rows are old: they could not be refreshed.')).toHaveCount(0);
  });
});

test('rows stay where they are as one is hovered, selected, opened', async ({ page, wholeRecording }) => {
  const traffic = trafficPage(page);
  await traffic.open(`${wholeRecording}&recordType=allConnections&limit=50`);
  await traffic.settled();
  const third = traffic.rows().nth(2);
  await expectStillWhile(page, async () => {
    await third.getByRole('gridcell').nth(3).hover();
    await expect(page.getByRole('button', { name: 'Filter by Source' })).toBeVisible();
    await third.focus();
  });
  await expectStillWhile(
    page,
    async () => {
      await third.getByRole('gridcell').nth(2).click();
      await expect(traffic.panel).toBeVisible();
      await expect(traffic.panel.getByRole('tab', { name: 'Details' })).toBeVisible();
      await page.getByRole('button', { name: 'Close the panel' }).click();
      await expect(traffic.panel).toBeHidden();
    },
    { isNarrowed: true },
  );
  await expectStillWhile(
    page,
    async () => {
      await third.getByRole('button', { name: 'Details' }).click();
      await expect(page.getByRole('table', { name: /Events/ }).getByText('Conversation start')).toBeVisible();
    },
    { of: ['.netobserv-plugin__head-row', ...[2, 3, 4].map((row) => `tr[aria-rowindex="${row}"]`)] },
  );
});

/** Answers that wait until they are given, each with as many conversations in all as is said. */
async function answerLater(page: Page) {
  const waiting: ((total: number) => void)[] = [];
  await page.route(CONVERSATIONS, async (route) => {
    const total = await new Promise<number>((resolve) => waiting.push(resolve));
    const response = await route.fetch();
    const answer = (await response.json()) as object;
    await route.fulfill({ response, json: { ...answer, total } });
  });
  const isAsked = () => expect.poll(() => waiting.length).toBeGreaterThan(0);
  return {
    isAsked,
    give: async (total: number) => {
      await isAsked();
      waiting.splice(0).forEach((give) => give(total));
    },
  };
}
