import type { Page } from '@playwright/test';

/**
 * Lets no time pass by the page's clock, while its timers run: it reads records for some seconds and then asks whether
 * to go on, and on a machine that runs other tests it would come less far in them.
 */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.setFixedTime(new Date());
}
