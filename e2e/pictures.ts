import { join } from 'node:path';

import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** `SCREENSHOTS=docs npm run e2e` writes the pictures of the docs; every other run writes them aside. */
const FOLDER = process.env['SCREENSHOTS'] === 'docs' ? 'docs/screenshots' : 'test-results/screenshots';

/** Writes a picture of the page as it is now. */
export async function shoot(page: Page, name: string): Promise<void> {
  // The pointer and the focus ring are not what the picture is about.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** Gives the console its dark theme. */
export async function darken(page: Page): Promise<void> {
  await page.getByRole('button', { name: /dark/i }).click();
  await expect(page.locator('html')).toHaveClass(/pf-v6-theme-dark/);
}
