import { basename } from 'node:path';

import type { Page } from '@playwright/test';

import { readManifest, RECORDINGS_DIRECTORY } from '../tools/lab/manifest.ts';
import type { SightOnPage } from '../tools/lab/sight.ts';
import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

const ALL_ROWS = 10_000;
const HEADER_ROWS = 1;
/** A recording may have a dozen sights, and each is a page that is loaded. */
const TIMEOUT_MS = 180_000;

test('shows what its manifest promises', async ({ page, siteOptions }) => {
  test.setTimeout(TIMEOUT_MS);
  const { recordings } = await readManifest(RECORDINGS_DIRECTORY);
  const entry = recordings.find(({ file }) => file === basename(siteOptions.flows?.[0] ?? ''));
  const span = spanQuery(entry?.span);
  const promised = entry?.shows.filter(({ onPage }) => onPage !== undefined) ?? [];
  expect(promised).not.toEqual([]);
  for (const { id, onPage } of promised) {
    await test.step(id, async () => {
      if (onPage !== undefined) {
        await expectSeen(page, span, onPage);
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
  await expect
    .poll(async () => Number(await table.getAttribute('aria-rowcount')) - HEADER_ROWS)
    .toBeGreaterThanOrEqual(rows);
  await traffic.rows().first().getByRole('gridcell').nth(2).click();
  await expect(traffic.panel).toBeVisible();
  await expect.poll(async () => missing(panel, await traffic.panel.innerText())).toEqual([]);
}

/** The query of a link from the first packet of a recording to its last. */
function spanQuery({ firstMs, lastMs } = { firstMs: 0, lastMs: 0 }): string {
  return `startTime=${String(Math.floor(firstMs / 1000))}&endTime=${String(Math.ceil(lastMs / 1000))}`;
}

/** The texts that are not among what a person reads, however it is broken into lines. */
function missing(texts: readonly string[], read: string): readonly string[] {
  const line = read.replaceAll(/\s+/g, ' ');
  return texts.filter((text) => !line.includes(text));
}
