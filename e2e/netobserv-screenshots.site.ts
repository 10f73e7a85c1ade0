import type { Page } from '@playwright/test';

import { expect } from './fixtures.ts';
import { test } from './netobserv-fixtures.ts';
import { darken, shoot } from './pictures.ts';
import { reachOf } from './reach.ts';
import { holdRecords } from './records-endpoint.ts';
import { trafficPage } from './traffic-page.ts';
import { secondsOf } from './truth/linked-span.ts';

const CONVERSATIONS = 'recordType=allConnections';

const LIGHT = { width: 1366, height: 768 };
const NARROW = { width: 1024, height: 768 };

test.use({ viewport: LIGHT });

test('pictures of how far the rows go', async ({ page, wholeRecording }) => {
  await trafficPage(page).open(`${wholeRecording}&${CONVERSATIONS}`);
  await reachOf(page, 'The newest');
  await shootLightAndNarrow(page, 'netobserv-more');
  await page.setViewportSize(LIGHT);
  await darken(page);
  await shoot(page, 'netobserv-more-dark');
});

test('pictures of how far the rows go into the past', async ({ page, recording }) => {
  const minutes = secondsOf(recording, 600, 301);
  await trafficPage(page).open(`${minutes.query}&${CONVERSATIONS}`);
  await reachOf(page, 'The newest');
  await shootLightAndNarrow(page, 'netobserv-past');
});

test('pictures of a condition that conversations cannot be asked', async ({ page, wholeRecording }) => {
  const filter = encodeURIComponent('namespace=shop tcp_flags=RST');
  await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}&filter=${filter}`);
  await expect(page.getByRole('button', { name: 'Take it out of the filter' })).toBeVisible();
  await shootLightAndNarrow(page, 'netobserv-unanswerable');
});

test('pictures of a backend that is slow', async ({ page, wholeRecording }) => {
  await page.clock.install();
  const held = await holdRecords(page);
  await page.goto(`/netflow-traffic?${wholeRecording}&${CONVERSATIONS}&filter=dst_port%3D8080`);
  await held.isAsked;
  await page.clock.fastForward(4_000);
  await expect(page.getByText('The backend is still searching.')).toBeVisible();
  await shootLightAndNarrow(page, 'netobserv-slow');
  held.letGo();
  await expect(trafficPage(page).rows().first()).toBeVisible();
});

async function shootLightAndNarrow(page: Page, name: string): Promise<void> {
  await shoot(page, `${name}-light`);
  await page.setViewportSize(NARROW);
  await shoot(page, `${name}-narrow`);
}
