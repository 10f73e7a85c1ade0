import { pathToFileURL } from 'node:url';

import type { Browser } from '@playwright/test';
import { chromium } from '@playwright/test';

import { recordingOf } from '../e2e/recording.ts';
import type { Site, SiteOptions } from '../e2e/site.ts';
import { startSite } from '../e2e/site.ts';
import { allRecords } from '../e2e/truth/all-records.ts';
import { ensureBuilt } from '../tools/builds.mjs';
import { ensureChromium } from '../tools/chromium.mjs';

const OPTIONS: SiteOptions = { logTypes: 'All', timeline: 'recorded', isAdmin: true, like: 'netobserv' };

/** What is asked of all conversations, or flows, of the bundled recording. */
const QUESTIONS: readonly (readonly [string, string])[] = [
  ['conversations, as the page opens', 'recordType=allConnections'],
  ['conversations by bytes', 'recordType=allConnections&sort=-bytes'],
  ['conversations from shop over 1 MB', 'recordType=allConnections&filter=src_namespace%3Dshop+bytes%3E1MB'],
  ['flows, as the page opens', 'recordType=flowLog'],
  ['flows with RST from shop', 'recordType=flowLog&filter=src_namespace%3Dshop+tcp_flags%3DRST'],
];

/** So often each is asked; the first time is not counted. */
const TIMES = 8;

const RECORDS = /\/backend(?<path>\/api\/loki\/flow\/records\?.*)$/;

/** What one look at the page took. */
type Look = {
  /** Questions for records, by their path, in the order in which they were asked. */
  readonly paths: readonly string[];
  readonly bytes: number;
  /** From the first of them to the rows, in ms. */
  readonly rowsMs: number;
  /** From opening the page to the rows, in ms. */
  readonly pageMs: number;
};

/** Opens a page of its own, as somebody does who follows a link, and waits for the rows. */
async function look(browser: Browser, url: string): Promise<Look> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const paths: string[] = [];
  const bodies: Promise<number>[] = [];
  let askedMs = 0;
  page.on('request', (request) => {
    const path = RECORDS.exec(request.url())?.groups?.['path'];
    if (path !== undefined) {
      askedMs ||= performance.now();
      paths.push(path);
    }
  });
  page.on('response', (response) => {
    if (RECORDS.test(response.url())) {
      bodies.push(response.body().then((body) => body.length));
    }
  });
  const openedMs = performance.now();
  await page.goto(url);
  await page.getByRole('status', { name: 'Summary' }).waitFor();
  await page.locator('tr[data-row-key]').first().waitFor();
  const shownMs = performance.now();
  const sizes = await Promise.all(bodies);
  await page.close();
  return {
    paths,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    rowsMs: shownMs - askedMs,
    pageMs: shownMs - openedMs,
  };
}

/** The same questions without a page: one after the other, parsed, and nothing else. In ms. */
async function askBare({ backendUrl }: Site, paths: readonly string[]): Promise<number> {
  const startMs = performance.now();
  for (const path of paths) {
    const answer = await fetch(`${backendUrl}${path}`);
    await answer.json();
  }
  return performance.now() - startMs;
}

type Measured = { readonly looks: readonly Look[]; readonly bare: readonly number[] };

async function measure(browser: Browser, site: Site, query: string): Promise<Measured> {
  const looks: Look[] = [];
  const bare: number[] = [];
  for (let times = 0; times < TIMES; times += 1) {
    looks.push(await look(browser, `${site.url}/netflow-traffic?${query}`));
    bare.push(await askBare(site, looks.at(-1)?.paths ?? []));
  }
  return { looks: looks.slice(1), bare: bare.slice(1) };
}

function report(what: string, { looks, bare }: Measured): void {
  const rowsMs = median(looks.map((one) => one.rowsMs));
  const bareMs = median(bare);
  console.log(
    `  ${what.padEnd(34)} ${median(looks.map(({ paths }) => paths.length))} requests, ` +
      `${(median(looks.map(({ bytes }) => bytes)) / 1e6).toFixed(2)} MB, rows after ${rowsMs.toFixed(0)} ms ` +
      `(page opened after ${median(looks.map(({ pageMs }) => pageMs)).toFixed(0)} ms), ` +
      `bare ${bareMs.toFixed(0)} ms, ${(rowsMs / bareMs).toFixed(1)} times`,
  );
}

function median(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}

/**
 * Measures what the page takes to get its rows out of a backend like NetObserv's, in Chromium, beside the same
 * questions without a page, and prints requests, bytes and times.
 */
export async function benchNetObserv(): Promise<void> {
  const executablePath = ensureChromium();
  await ensureBuilt(['plugin', 'dev-console']);
  const site = await startSite(OPTIONS);
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const recording = await recordingOf(site, OPTIONS);
    const { firstMs, lastMs } = recording;
    const records = await Promise.all([
      allRecords(site, recording, 'flowLog'),
      allRecords(site, recording, 'allConnections'),
    ]);
    const time = `startTime=${Math.floor(firstMs / 1000)}&endTime=${Math.ceil(lastMs / 1000)}`;
    console.log(`reading a backend like NetObserv’s with ${records.flat().length} records, medians`);
    for (const [what, query] of QUESTIONS) {
      report(what, await measure(browser, site, `${time}&${query}`));
    }
  } finally {
    await browser.close();
    await site.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchNetObserv();
}
