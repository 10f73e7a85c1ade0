import type { Locator, Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

const WIDTHS = [480, 768, 1024, 1366, 1920];
const HEIGHT = 800;

/** What opens something, and what opens then, which may hold more of the kind. */
type Opening = {
  readonly opener: (page: Page) => Locator;
  readonly popup: (page: Page) => Locator;
  readonly inner?: readonly Opening[];
  /** What is to be done before the opener is there; of several openers the first one is used. */
  readonly before?: (page: Page) => Promise<void>;
};

const byTestId = (id: string) => (page: Page) => page.getByTestId(id);
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name });
const MENU = (page: Page) => page.locator('.pf-v6-c-menu:visible').last();
const DIALOG = (page: Page) => page.getByRole('dialog').last();

/** In the dialog of a custom time range: its calendar, and the months in that. */
const CALENDAR: Opening = {
  opener: button('From: open the calendar'),
  popup: (page) => page.locator('.netobserv-plugin__calendar'),
  inner: [{ opener: (page) => page.locator('.pf-v6-c-calendar-month button[aria-expanded]'), popup: MENU }],
};

/** Everything on the page that opens, but for rows, which open to what is below them. */
const OPENINGS: Readonly<Record<string, Opening>> = {
  'a recording': { opener: (page) => page.getByTestId('recording').getByRole('button'), popup: DIALOG },
  'query options': { opener: byTestId('query-options-dropdown'), popup: DIALOG },
  'the time range': {
    opener: byTestId('time-range-dropdown'),
    popup: MENU,
    inner: [{ opener: (page) => page.getByTestId('time-range-custom'), popup: DIALOG, inner: [CALENDAR] }],
  },
  'view options': {
    opener: byTestId('view-options'),
    popup: DIALOG,
    inner: [{ opener: byTestId('manage-columns-button'), popup: DIALOG }],
  },
  'quick filters': {
    opener: byTestId('quick-filters-dropdown'),
    popup: MENU,
    inner: [{ opener: byTestId('save-quick-filter'), popup: DIALOG }],
  },
  'the filter form': { opener: byTestId('filter-builder-toggle'), popup: DIALOG },
  'how conditions go together': { opener: byTestId('filter-match-dropdown'), popup: MENU },
  'a condition': {
    opener: (page) => page.locator('.netobserv-plugin__filter-chip button[aria-haspopup]'),
    popup: MENU,
  },
  'the filter box': { opener: byTestId('filter-input'), popup: MENU },
  'the orders of a column': { opener: button(/^Order .+ by$/), popup: MENU },
  'the filters of a cell': {
    before: (page) => page.locator('tr[data-row-key]').first().getByRole('gridcell').nth(3).hover(),
    opener: button(/^Filter by /),
    popup: MENU,
  },
  'the refresh interval': {
    before: toRecentTime,
    opener: byTestId('refresh-interval-dropdown'),
    popup: MENU,
  },
  'the link': { before: toRecentTime, opener: byTestId('copy-link'), popup: MENU },
};

/** A range of the past is not refreshed, and has one link. */
async function toRecentTime(page: Page): Promise<void> {
  await page.goto('/netflow-traffic?timeRange=300');
}

// Each width is a walk through everything that opens.
test.describe.configure({ timeout: 120_000 });

for (const width of WIDTHS) {
  test(`every popup stays in a window of ${width} px`, async ({ page, wholeRecording }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const traffic = trafficPage(page);
    const filters = encodeURIComponent('src_namespace=shop;dst_port=8080');
    await traffic.open(`${wholeRecording}&recordType=allConnections&filters=${filters}`);
    await traffic.settled();
    expect(await unknownOpeners(page)).toEqual([]);
    for (const [name, opening] of Object.entries(OPENINGS)) {
      await expectInside(page, opening, name);
    }
  });
}

for (const width of WIDTHS) {
  test(`names of icons stay in a window of ${width} px`, async ({ page, wholeRecording }) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const traffic = trafficPage(page);
    await traffic.open(`${wholeRecording}&recordType=allConnections`);
    for (const id of ['refresh-button', 'copy-link', 'view-options', 'filter-builder-toggle']) {
      const icon = page.getByTestId(id);
      if ((await icon.innerText()) === '') {
        await icon.hover();
        await expectInWindow(page, page.getByRole('tooltip'), `the name of ${id}`);
        await page.mouse.move(0, 0);
        await expect(page.getByRole('tooltip')).toHaveCount(0);
      }
    }
  });
}

/** Opens something, and all that it holds, and closes it again. */
async function expectInside(page: Page, opening: Opening, name: string): Promise<void> {
  const inner = opening.inner ?? [];
  // Once for itself, and once more on the way to each of what it holds, which closes it.
  await expectWay(page, [opening], name);
  for (const one of inner) {
    await expectInner(page, [opening, one], name);
  }
}

async function expectInner(page: Page, way: readonly Opening[], name: string): Promise<void> {
  await expectWay(page, way, name);
  for (const one of way.at(-1)?.inner ?? []) {
    await expectInner(page, [...way, one], name);
  }
}

/** Opens one after the other, each of which is in the window as a whole; closes them. */
async function expectWay(page: Page, way: readonly Opening[], name: string): Promise<void> {
  for (const { before, opener, popup } of way) {
    await before?.(page);
    await opener(page).first().click();
    await expectInWindow(page, popup(page), name);
  }
  await closeAll(page, way.length);
}

async function expectInWindow(page: Page, popup: Locator, name: string): Promise<void> {
  await expect(popup, name).toBeVisible();
  const outside = async () => {
    const box = await popup.boundingBox();
    const size = page.viewportSize();
    if (box === null || size === null) {
      return 'not there';
    }
    const { x, y, width, height } = box;
    // A part of a pixel is lost to rounding.
    const isInside =
      x >= -0.5 && y >= -0.5 && x + width <= size.width + 0.5 && y + height <= size.height + 0.5;
    return isInside ? '' : [x, y, x + width, y + height].map(Math.round).join(' ');
  };
  await expect.poll(outside, { message: `${name} is in the window` }).toBe('');
}

async function closeAll(page: Page, depth: number): Promise<void> {
  const popups = page.locator('.pf-v6-c-menu:visible, [role="dialog"]:visible');
  for (let key = 0; key <= depth && (await popups.count()) > 0; key += 1) {
    await page.keyboard.press('Escape');
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
  }
  await page.mouse.move(0, 0);
  await expect(popups).toHaveCount(0);
}

/** The names of what opens something on the page and is not among the openings. */
async function unknownOpeners(page: Page): Promise<readonly string[]> {
  const all = page
    .locator('.netobserv-plugin__page')
    .locator('button, input')
    .and(page.locator('[aria-haspopup], [aria-expanded]'))
    .and(page.locator(':not(tr *)'));
  const openers = await all.all();
  const known = await Promise.all(Object.values(OPENINGS).map(({ opener }) => opener(page).elementHandles()));
  const handles = known.flat();
  const names = await Promise.all(
    openers.map(async (one) => {
      const isKnown = await one.evaluate(
        (element, knownOnes) =>
          knownOnes.some(
            (other) => other instanceof Element && (other.contains(element) || element.contains(other)),
          ),
        handles,
      );
      return isKnown ? [] : [(await one.getAttribute('aria-label')) ?? (await one.innerText())];
    }),
  );
  return names.flat();
}
