import type { Page, Request } from '@playwright/test';

/** Where the page asks for records. */
const RECORDS = '**/api/loki/flow/records?**';

/** What the backend passes on of a Loki that has too much to do. */
export const BUSY_WORDS = 'Loki message: too many outstanding requests';

/** An answer that says no, as the backend gives it: plain text. */
export type Refusal = { readonly status: number; readonly body: string };

/** Every question for records is refused. */
export async function refuseRecords(page: Page, refusal: Refusal): Promise<void> {
  await page.route(RECORDS, (route) => route.fulfill({ ...refusal, contentType: 'text/plain' }));
}

/** Questions for records are answered again. */
export async function answerRecords(page: Page): Promise<void> {
  await page.unroute(RECORDS);
}

/** The first so many questions for records are answered, all others are refused. */
export async function refuseAfter(page: Page, answers: number, refusal: Refusal): Promise<void> {
  let asked = 0;
  await page.route(RECORDS, (route) => {
    asked += 1;
    return asked <= answers ? route.continue() : route.fulfill({ ...refusal, contentType: 'text/plain' });
  });
}

/** Questions for what happened to conversations that are known already are refused, all others are answered. */
export async function refuseByIds(page: Page, refusal: Refusal): Promise<void> {
  await page.route(RECORDS, (route) =>
    filtersOf(route.request()).includes('_HashId')
      ? route.fulfill({ ...refusal, contentType: 'text/plain' })
      : route.continue(),
  );
}

/** The conditions of each question for records from now on, as the backend reads them. */
export function noteQuestions(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('/api/loki/flow/records')) {
      asked.push(filtersOf(request));
    }
  });
  return asked;
}

/** They are encoded twice. */
function filtersOf(request: Request): string {
  return decodeURIComponent(new URL(request.url()).searchParams.get('filters') ?? '');
}

/** Answers that wait: when the first of them is waited for, and what gives them. */
export type Held = { readonly isAsked: Promise<void>; readonly letGo: () => void };

/** Answers to questions for records wait until they are let go. */
export async function holdRecords(page: Page): Promise<Held> {
  const asked = signal();
  const released = signal();
  await page.route(RECORDS, async (route) => {
    asked.give();
    await released.isGiven;
    await route.continue();
  });
  return { isAsked: asked.isGiven, letGo: released.give };
}

function signal(): { readonly isGiven: Promise<void>; readonly give: () => void } {
  let give: () => void = () => undefined;
  const isGiven = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { isGiven, give };
}

/** As if Loki allowed no more records an answer (`max_entries_limit_per_query`). */
export async function allowEntries(page: Page, most: number): Promise<void> {
  await page.route(RECORDS, (route) => {
    const limit = Number(new URL(route.request().url()).searchParams.get('limit'));
    const comparison = `limit > max_entries_limit_per_query (${limit} > ${most})`;
    return limit <= most
      ? route.continue()
      : route.fulfill({
          status: 400,
          contentType: 'text/plain',
          body: `[400] Loki message: max entries limit per query exceeded, ${comparison}`,
        });
  });
}
