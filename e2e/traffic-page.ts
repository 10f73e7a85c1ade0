import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The Network Traffic page as a person sees it. */
export type TrafficPage = {
  readonly page: Page;
  readonly conversations: Locator;
  readonly flows: Locator;
  readonly panel: Locator;
  readonly filterBox: Locator;
  readonly chips: Locator;
  /** What is listed, in numbers. */
  readonly summary: Locator;
  /** Opens the page by a link; waits for rows. */
  readonly open: (query: string) => Promise<void>;
  /** The data rows of the table that is shown, events of expanded rows left out. */
  readonly rows: () => Locator;
  readonly chooseLogType: (logType: 'allConnections' | 'flowLog') => Promise<void>;
  readonly filter: (text: string) => Promise<void>;
  /** Waits until the rows answer the question that the page asks now. */
  readonly settled: () => Promise<void>;
};

/** The page's parts by role, name and test id. */
export function trafficPage(page: Page): TrafficPage {
  const rows = () => page.locator('tr[data-row-key]');
  const filterBox = page.getByTestId('filter-input');
  const settled = async () => {
    await expect(page.locator('.netobserv-plugin__table-viewport')).toHaveAttribute('aria-busy', 'false');
  };
  return {
    page,
    conversations: page.getByRole('treegrid', { name: 'Conversations' }),
    flows: page.getByRole('grid', { name: 'Flows' }),
    panel: page.getByTestId('side-panel'),
    filterBox,
    chips: page.getByTestId('filter-chips'),
    summary: page.getByTestId('summary-bar'),
    rows,
    settled,
    open: async (query) => {
      await page.goto(`/netflow-traffic?${query}`);
      await expect(rows().first()).toBeVisible();
    },
    chooseLogType: async (logType) => {
      await page.getByTestId('query-options-dropdown').click();
      const radio = page.getByTestId(`recordType-${logType}`);
      await radio.click();
      await expect(radio).toBeChecked();
      await page.keyboard.press('Escape');
    },
    filter: async (text) => {
      await filterBox.fill(text);
      await filterBox.press('Enter');
    },
  };
}

/** The id that a conversation's row is about. */
export async function conversationIdOf(row: Locator): Promise<string> {
  return idOfKey((await row.getAttribute('data-row-key')) ?? '');
}

/** The ids of all conversations that are shown, read at one moment: a row may go while others are read. */
export async function conversationIdsOf(rows: Locator): Promise<readonly string[]> {
  const keys = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row-key') ?? ''));
  return keys.map(idOfKey);
}

function idOfKey(key: string): string {
  return key.slice(0, key.lastIndexOf('@'));
}

/** How far the table is scrolled, in pixels. */
export async function scrollOf(page: Page): Promise<number> {
  return page.locator('.netobserv-plugin__table-viewport').evaluate((element) => element.scrollTop);
}

/** Scrolls the table to so many pixels, and waits until it is there. */
export async function scrollTo(page: Page, top: number): Promise<void> {
  const viewport = page.locator('.netobserv-plugin__table-viewport');
  await viewport.evaluate((element, to) => element.scrollTo(0, to), top);
  await expect.poll(() => viewport.evaluate(({ scrollTop }) => scrollTop)).toBe(top);
}
