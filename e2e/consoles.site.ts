import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { LOOKS, choose } from './looks.ts';
import { scrollTo, trafficPage } from './traffic-page.ts';

/** What `<html>` says of the look, in each console, when nobody has chosen one. */
const FIRST_LOOKS = { '4.22': /^$/, '5.2': /pf-v6-icon-set-rh-ui.*pf-v6-theme-felt.*pf-v6-theme-glass/ };

/** How wide a scroll bar is that takes room of its own. */
const SCROLL_BAR_PX = 15;

test('the page loads: conversations, the panel, flows, and not one error under an enforced policy', async ({
  page,
  siteOptions: { console: version = '4.22' },
  wholeRecording,
}) => {
  const answer = await page.goto(`/netflow-traffic?${wholeRecording}&recordType=allConnections`);
  expect(answer?.headers()['content-security-policy']).toContain("script-src 'self'");
  await expect(page.locator('html')).toHaveClass(FIRST_LOOKS[version]);

  const traffic = trafficPage(page);
  await expect(traffic.conversations).toBeVisible();
  await traffic.rows().first().getByRole('gridcell').nth(3).click();
  await expect(traffic.panel).toBeVisible();
  await traffic.chooseLogType('flowLog');
  await expect(traffic.flows).toBeVisible();
  await expect(traffic.rows().first()).toBeVisible();
});

test('the calendar opens inside the dialog of a custom time range, and has the focus', async ({
  page,
  wholeRecording,
}) => {
  const traffic = trafficPage(page);
  await traffic.open(wholeRecording);
  await page.getByRole('button', { name: /^Time range: / }).click();
  await page.getByRole('option', { name: 'Custom time range…' }).click();
  await page.getByRole('button', { name: 'From: open the calendar' }).click();
  const day = page.locator('.netobserv-plugin__calendar .pf-m-selected button');
  await expect(day).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(day).toBeHidden();
});

test('the header of the table has one ground, through which no row shines, in every look', async ({
  page,
  siteOptions: { console: version = '4.22' },
  wholeRecording,
}) => {
  await trafficPage(page).open(`${wholeRecording}&recordType=allConnections`);
  for (const look of LOOKS[version]) {
    await choose(page, look);
    await scrollTo(page, 0);
    const atRest = await headerPicture(page);
    await scrollTo(page, 313);
    const scrolled = await headerPicture(page);
    expect(scrolled.equals(atRest), `scrolled, ${look.join(' ')}`).toBe(true);
    expect(await groundColors(page, atRest), look.join(' ')).toHaveLength(1);
  }
});

for (const width of [1366, 1440]) {
  test.describe(`in a window of ${String(width)} px`, () => {
    test.use({ viewport: { width, height: 768 } });

    for (const logType of ['allConnections', 'flowLog']) {
      test(`all columns of ${logType} are there at once, beside navigation and scroll bar`, async ({
        page,
        wholeRecording,
      }) => {
        const traffic = trafficPage(page);
        await traffic.open(`${wholeRecording}&recordType=${logType}`);
        await expect(page.getByRole('navigation')).toBeVisible();
        const viewport = page.locator('.netobserv-plugin__table-viewport');
        const room = await viewport.evaluate((element) => ({
          scrollBar: element.getBoundingClientRect().width - element.clientWidth,
          outside: element.scrollWidth - element.clientWidth,
        }));
        expect(room).toEqual({ scrollBar: SCROLL_BAR_PX, outside: 0 });
        expect(await textsCutHard(page)).toEqual([]);
      });
    }
  });
}

/** What is to be seen of the header, as PNG. */
async function headerPicture(page: Page): Promise<Buffer> {
  await page.mouse.move(0, 0);
  return page.locator('.netobserv-plugin__thead').screenshot({ animations: 'disabled' });
}

/** The colours of a picture of the header where cells begin, which have no letters there, its line left out. */
async function groundColors(page: Page, png: Buffer): Promise<readonly string[]> {
  const starts = await page.locator('.netobserv-plugin__head').evaluateAll((cells) => {
    const left = cells[0]?.getBoundingClientRect().left ?? 0;
    return cells.map((cell) => Math.round(cell.getBoundingClientRect().left - left) + 2);
  });
  return page.evaluate(
    async ({ base64, columns }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const colorsAt = (x: number): readonly string[] => {
        const pixels = [...(context?.getImageData(x, 0, 1, image.height - 2).data ?? [])];
        return pixels.flatMap((_value, at) => (at % 4 === 0 ? [pixels.slice(at, at + 4).join()] : []));
      };
      return [...new Set(columns.flatMap(colorsAt))];
    },
    { base64: png.toString('base64'), columns: starts },
  );
}

/** The texts of cells that end at the edge of a box which does not say so by an ellipsis. */
async function textsCutHard(page: Page): Promise<readonly string[]> {
  return page.locator('tr[data-row-key] td').evaluateAll((cells) => {
    const boxOf = (element: Element | null): Element | undefined => {
      if (element === null || element.clientWidth === 1) {
        return undefined;
      }
      const isBox = getComputedStyle(element).overflowX === 'hidden' && element.clientWidth > 1;
      return isBox ? element : boxOf(element.parentElement);
    };
    const isCutHard = (text: Node): boolean => {
      const box = boxOf(text.parentElement);
      if (box === undefined || getComputedStyle(box).textOverflow === 'ellipsis') {
        return false;
      }
      const range = document.createRange();
      range.selectNodeContents(text);
      return range.getBoundingClientRect().right > box.getBoundingClientRect().right + 0.5;
    };
    const textsOf = (node: Node): readonly Node[] =>
      node.nodeType === Node.TEXT_NODE ? [node] : Array.from(node.childNodes).flatMap(textsOf);
    return cells
      .flatMap(textsOf)
      .filter(isCutHard)
      .map((text) => text.textContent ?? '');
  });
}
