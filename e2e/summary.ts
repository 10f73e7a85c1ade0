import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** What the summary of the rows says, as a part of its own. */
export async function expectTold(page: Page, told: string): Promise<void> {
  await expect(page.getByTestId('summary-bar').getByText(told, { exact: true })).toBeVisible();
}

/** A count as the page writes it. */
export function amount(count: number): string {
  return new Intl.NumberFormat('en-GB').format(count);
}
