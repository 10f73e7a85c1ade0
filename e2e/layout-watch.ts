import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** What stands above the rows. */
const HEAD = [
  '.netobserv-plugin__page h1',
  '.netobserv-plugin__page-head button',
  '.netobserv-plugin__page-head input',
  '.netobserv-plugin__page-drawer',
  '.netobserv-plugin__head-row',
];

/** The rows with their buttons, and what stands for rows that are on their way. */
const ROWS = [
  '.netobserv-plugin__table',
  '.netobserv-plugin__table-skeleton > *',
  'tr[data-row-key]',
  '.netobserv-plugin__expand svg',
];

/** What was seen of a page since it was last asked: on `window`. */
type Watched = { layoutSeen?: { shifts: string[]; places: Map<string, Set<string>>; selectors: string[] } };

/** What is to stand still while something is done. */
type Still = {
  /** Selectors; the head of the page and all rows without it. */
  readonly of?: readonly string[];
  /** True where it may become narrower: only what moves up or down counts. */
  readonly isNarrowed?: boolean;
};

/**
 * Notes what moves on a page from its first frame on: the layout shifts that the browser tells of, and every place
 * that an element has in any frame, as a browser tells of no shift below 3 px.
 */
export async function watchLayout(page: Page): Promise<void> {
  await page.addInitScript(
    (selectors) => {
      const seen = { shifts: [] as string[], places: new Map<string, Set<string>>(), selectors };
      (window as Watched).layoutSeen = seen;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as PerformanceEntry & {
            readonly value: number;
            readonly sources: readonly { readonly node: Node | null }[];
          };
          const nodes = sources.map(({ node }) =>
            node instanceof Element
              ? `<${node.tagName} ${node.className}>${node.textContent}`
              : node?.textContent,
          );
          seen.shifts.push(`shift of ${value.toFixed(5)}: ${nodes.join(', ')}`);
        }
      }).observe({ type: 'layout-shift', buffered: true });
      const look = () => {
        for (const selector of seen.selectors) {
          document.querySelectorAll(selector).forEach((element, index) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            const name = `${selector} ${index}`;
            const place = [y, height, x, width].map((px) => px.toFixed(2)).join(' ');
            seen.places.set(name, (seen.places.get(name) ?? new Set()).add(place));
          });
        }
        requestAnimationFrame(look);
      };
      look();
    },
    [...HEAD, ...ROWS],
  );
}

/** Nothing moved since the page was opened. */
export async function expectStillSince(page: Page): Promise<void> {
  expect(await movedOn(page, { isNarrowed: false, areShiftsMeant: true })).toEqual([]);
}

/** Nothing moves while something is done. */
export async function expectStillWhile(
  page: Page,
  act: () => Promise<void>,
  { of, isNarrowed = false }: Still = {},
): Promise<void> {
  await page.evaluate(
    (selectors) => {
      const { layoutSeen } = window as Watched;
      if (layoutSeen !== undefined) {
        layoutSeen.selectors = selectors;
        layoutSeen.shifts.length = 0;
        layoutSeen.places.clear();
      }
    },
    [...(of ?? [...HEAD, ...ROWS])],
  );
  await act();
  const areShiftsMeant = of === undefined && !isNarrowed;
  expect(await movedOn(page, { isNarrowed, areShiftsMeant })).toEqual([]);
}

type Meant = { readonly isNarrowed: boolean; readonly areShiftsMeant: boolean };

async function movedOn(page: Page, meant: Meant): Promise<readonly string[]> {
  return page.evaluate(async ({ isNarrowed, areShiftsMeant }) => {
    const { layoutSeen } = window as Watched;
    // The browser tells of a shift after the frame that it was in.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const places = [...(layoutSeen?.places ?? [])].map(([name, seen]) => {
      const numbers = [...seen].map((place) =>
        place
          .split(' ')
          .slice(0, isNarrowed ? 2 : 4)
          .join(' '),
      );
      return { name, different: [...new Set(numbers)] };
    });
    return [
      ...(areShiftsMeant ? (layoutSeen?.shifts ?? []) : []),
      ...places
        .filter(({ different }) => different.length > 1)
        .map(({ name, different }) => `${name}: ${different.join(' | ')}`),
    ];
  }, meant);
}
