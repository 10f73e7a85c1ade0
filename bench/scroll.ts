import type { Page } from '@playwright/test';
import { chromium } from '@playwright/test';

import { startSite } from '../e2e/site.ts';
import { ensureBuilt } from '../tools/builds.mjs';
import { ensureChromium } from '../tools/chromium.mjs';

/** Pixels a second: reading speed, and a brisk turn of the wheel. */
const SPEEDS = [1500, 4000] as const;
const SECONDS = 4;
const VIEWPORT = '.netobserv-plugin__table-viewport';

/** Frame times in ms while an element is scrolled at a steady speed. */
async function frameTimes(page: Page, selector: string, speed: number): Promise<readonly number[]> {
  return page.evaluate(
    async ([target, pixels, seconds]) => {
      const element = document.querySelector(target);
      if (element === null) {
        throw new Error(`${target} is not on the page`);
      }
      element.scrollTop = 0;
      const times: number[] = [];
      const start = performance.now();
      for (let last = start; last - start < seconds * 1000;) {
        const now = await new Promise<number>(requestAnimationFrame);
        times.push(now - last);
        last = now;
        element.scrollTop = ((now - start) / 1000) * pixels;
      }
      return times.slice(5);
    },
    [selector, speed, SECONDS] as const,
  );
}

function report(what: string, speed: number, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const inTime = times.filter((time) => time <= 17.5).length / times.length;
  console.log(
    `  ${what.padEnd(22)} ${String(speed).padStart(5)} px/s   p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ` +
      `${(inTime * 100).toFixed(0)} % within a frame of 60/s`,
  );
}

/** As many rows of two lines of text as the table has, all in the document, and nothing else. */
async function showPlainRows(page: Page, rows: number): Promise<void> {
  await page.setContent(
    `<div id="plain" style="height:600px;overflow:auto">${'<div style="height:52px">07:31:02.132<br>10.128.0.12:40032</div>'.repeat(rows)}</div>`,
  );
}

/**
 * Measures scrolling through the longest tables in Chromium, beside a plain list of as many rows, and prints
 * the times between frames.
 */
export async function benchScroll(): Promise<void> {
  const executablePath = ensureChromium();
  await ensureBuilt(['plugin', 'dev-console']);
  const site = await startSite({ logTypes: 'All', timeline: 'recorded', isAdmin: true });
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    console.log('scrolling');
    for (const [what, recordType] of [
      ['flows', 'flowLog'],
      ['conversations', 'allConnections'],
    ] as const) {
      await page.goto(
        `${site.url}/netflow-traffic?startTime=1&endTime=9999999999&limit=10000&recordType=${recordType}`,
      );
      await page.locator('tr[data-row-key]').first().waitFor();
      const rows = Number(await page.locator('[aria-rowcount]').getAttribute('aria-rowcount')) - 1;
      for (const speed of SPEEDS) {
        report(`${String(rows)} ${what}`, speed, await frameTimes(page, VIEWPORT, speed));
      }
    }
    await page.goto('about:blank');
    await showPlainRows(page, 10_000);
    for (const speed of SPEEDS) {
      report('10000 plain rows', speed, await frameTimes(page, '#plain', speed));
    }
  } finally {
    await browser.close();
    await site.stop();
  }
}
