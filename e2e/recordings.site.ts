import { basename } from 'node:path';

import type { Page } from '@playwright/test';

import { readManifest, RECORDINGS_DIRECTORY } from '../tools/lab/manifest.ts';
import type { SightOnPage } from '../tools/lab/sight.ts';
import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

const ALL_ROWS = 10_000;

test('shows what its manifest promises', async ({ page, siteOptions, wholeRecording }) => {
  const { recordings } = await readManifest(RECORDINGS_DIRECTORY);
  const entry = recordings.find(({ file }) => file === basename(siteOptions.flows ?? ''));
  const promised = entry?.shows.filter(({ onPage }) => onPage !== undefined) ?? [];
  expect(promised).not.toEqual([]);
  for (const { id, onPage } of promised) {
    await test.step(id, async () => {
      if (onPage !== undefined) {
        await expectSeen(page, wholeRecording, onPage);
      }
    });
  }
});

/** Follows a link to the rows of a sight, opens the first of them, and looks for all that is promised. */
async function expectSeen(page: Page, span: string, onPage: SightOnPage): Promise<void> {
  const { logType, filter, rows, panel } = onPage;
  const traffic = trafficPage(page);
  const query = `recordType=${logType}&limit=${String(ALL_ROWS)}&filter=${encodeURIComponent(filter)}`;
  await traffic.open(`${span}&${query}`);
  await traffic.settled();
  const table = logType === 'flowLog' ? traffic.flows : traffic.conversations;
  const HEADER_ROWS = 1;
  await expect
    .poll(async () => Number(await table.getAttribute('aria-rowcount')) - HEADER_ROWS)
    .toBeGreaterThanOrEqual(rows);
  await traffic.rows().first().getByRole('gridcell').nth(2).click();
  for (const text of panel) {
    await expect(traffic.panel).toContainText(text, { useInnerText: true });
  }
}
