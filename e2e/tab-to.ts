import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** More stops than any page or dialog has. */
const MOST_STOPS = 300;

/** Presses Tab until the focus is on a control, once that is there. Each stop is looked at, however slow the page is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
  }
  await expect(target, `is within ${MOST_STOPS} stops of Tab`).toBeFocused();
}
