import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** How many conversations are known where not all was read, and since when they ended, in ms since the epoch. */
export type Reach = { readonly count: number; readonly backToMs: number };

/** What the line above the rows says of how far they go. */
export async function reachOf(
  page: Page,
  beginning: 'The newest' | 'Sorted among the newest',
): Promise<Reach> {
  const words = new RegExp(`${beginning} (?<count>[\\d,]+) of more conversations, back to (?<time>[^.]+)\\.`);
  const line = page.getByRole('heading', { name: words });
  await expect(line).toBeVisible();
  const { count = '', time = '' } = words.exec(await line.innerText())?.groups ?? {};
  return { count: Number(count.replaceAll(',', '')), backToMs: await instantOf(page, time) };
}

/** Times are written in the zone of the browser, so that it is the one to read them. */
async function instantOf(page: Page, time: string): Promise<number> {
  return page.evaluate((text) => Date.parse(text), time);
}
