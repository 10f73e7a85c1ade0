import type { Locator } from '@playwright/test';
import { expect } from '@playwright/test';

const HEADER_ROWS = 1;

/** The keys of all rows of a table, in their order: only those in sight are drawn, so it is scrolled through. */
export async function allKeys(table: Locator): Promise<readonly string[]> {
  const viewport = table.page().locator('.netobserv-plugin__table-viewport');
  const total = Number(await table.getAttribute('aria-rowcount')) - HEADER_ROWS;
  const keys: string[] = [];
  await expect(async () => {
    for (const [index, key] of await drawnKeys(table)) {
      keys[index] = key;
    }
    const missing = Array.from({ length: total }, (_, index) => keys[index]).indexOf(undefined);
    await viewport.evaluate(scrollToShare, Math.max(0, missing) / total);
    expect(missing).toBe(-1);
  }).toPass({ intervals: [50] });
  return keys;
}

async function drawnKeys(table: Locator): Promise<readonly (readonly [number, string])[]> {
  return table
    .locator('tr[data-row-key]')
    .evaluateAll((rows) =>
      rows.map(
        (row) => [Number(row.getAttribute('data-index')), row.getAttribute('data-row-key') ?? ''] as const,
      ),
    );
}

function scrollToShare(viewport: Element, share: number): void {
  viewport.scrollTop = share * viewport.scrollHeight;
}
