import type { Page } from '@playwright/test';

import { expect, expectAccessible } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { holdRecords } from './records-endpoint.ts';
import { trafficPage } from './traffic-page.ts';

/** So long the page waits before it says something, in ms. */
const SLOW_MS = 4_000;

test('says what makes an answer slow, as long as it is', async ({ page, wholeRecording }) => {
  const letGo = await waitTooLong(page, `${wholeRecording}&filter=dst_port%3D8080`);
  const notice = page.getByText('The backend is still searching.');
  await expect(notice).toBeVisible();
  await expect(page.getByText(/^Nothing in the filter is indexed/)).toBeVisible();
  await expectAccessible(page);
  letGo();
  await expect(trafficPage(page).rows().first()).toBeVisible();
  await expect(notice).toBeHidden();
});

test('does not blame a filter that Loki has in its index', async ({ page, wholeRecording }) => {
  const letGo = await waitTooLong(page, `${wholeRecording}&filter=src_namespace%3Dshop`);
  await expect(page.getByText('The backend is still searching.')).toBeVisible();
  await expect(page.getByText(/^It is not the question/)).toBeVisible();
  await expect(page.getByText(/Nothing in the filter is indexed/)).toHaveCount(0);
  letGo();
  await expect(trafficPage(page).rows().first()).toBeVisible();
});

test('offers less time where that is long', async ({ page, recording }) => {
  const lastS = Math.ceil(recording.lastMs / 1000);
  const letGo = await waitTooLong(page, `startTime=${lastS - 7_200}&endTime=${lastS}`);
  await expect(page.getByText('The time range is long: 2 h')).toBeVisible();
  await page.getByRole('button', { name: 'Show the last hour only' }).click();
  await expect(page).toHaveURL(new RegExp(`startTime=${lastS - 3_599}&endTime=${lastS}`));
  letGo();
  await expect(trafficPage(page).rows().first()).toBeVisible();
});

/** Opens conversations that the backend does not answer for; returns what lets it answer. */
async function waitTooLong(page: Page, query: string): Promise<() => void> {
  await page.clock.install();
  const held = await holdRecords(page);
  await page.goto(`/netflow-traffic?${query}&recordType=allConnections`);
  await held.isAsked;
  await page.clock.fastForward(SLOW_MS);
  return held.letGo;
}
