import type { Locator } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

/** A window of 1366x650 at 150 % and at 200 %. */
const ZOOMED = [
  { width: 910, height: 433 },
  { width: 683, height: 325 },
];

for (const viewport of ZOOMED) {
  test(`the row with the focus is in sight in a window of ${viewport.width}x${viewport.height}`, async ({
    page,
    wholeRecording,
  }) => {
    await page.setViewportSize(viewport);
    const traffic = trafficPage(page);
    await traffic.open(`${wholeRecording}&recordType=allConnections&limit=100`);
    await traffic.settled();
    await traffic.rows().first().focus();
    const keys = [
      ...Array.from({ length: 12 }, () => 'ArrowDown'),
      'End',
      'PageUp',
      'Home',
      'PageDown',
      'PageDown',
    ];
    for (const key of keys) {
      await page.keyboard.press(key);
      await expectInSight(page.locator('tr[data-row-key]:focus'), key);
    }
  });
}

/** A row is what is seen at its upper and its lower edge, where nothing lies over it or cuts it off. */
async function expectInSight(row: Locator, key: string): Promise<void> {
  const seen = () =>
    row.evaluate((element) => {
      const { left, width, top, bottom } = element.getBoundingClientRect();
      const x = Math.max(left, 0) + Math.min(width, window.innerWidth) / 2;
      return [top + 2, bottom - 2].map((y) => element.contains(document.elementFromPoint(x, y)));
    });
  await expect.poll(seen, { message: `after ${key}` }).toEqual([true, true]);
}
