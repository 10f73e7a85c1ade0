import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';

import type { Recording } from './recording.ts';
import { recordingOf } from './recording.ts';
import type { Site, SiteOptions } from './site.ts';
import { startSite } from './site.ts';

type TestFixtures = {
  /** Fails the test when the page logs an error, throws, or violates the content security policy. */
  readonly noPageErrors: PageErrors;
  /** The query of a link over the whole recording. */
  readonly wholeRecording: string;
};

export type WorkerFixtures = {
  readonly siteOptions: SiteOptions;
  readonly site: Site;
  readonly recording: Recording;
};

/** What a page complained of; a test that provokes an answer with an error status allows it by a pattern. */
export type PageErrors = { readonly allow: (pattern: RegExp) => void };

export const EVERYTHING: SiteOptions = { logTypes: 'All', timeline: 'recorded', isAdmin: true };

export const test = base.extend<TestFixtures, WorkerFixtures>({
  siteOptions: [EVERYTHING, { option: true, scope: 'worker' }],
  site: [
    async ({ siteOptions }, use) => {
      const site = await startSite(siteOptions);
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  recording: [
    async ({ site, siteOptions }, use) => {
      await use(await recordingOf(site, siteOptions));
    },
    { scope: 'worker' },
  ],
  wholeRecording: async ({ recording }, use) => {
    const startTime = Math.floor(recording.firstMs / 1000);
    const endTime = Math.ceil(recording.lastMs / 1000);
    await use(`startTime=${String(startTime)}&endTime=${String(endTime)}`);
  },
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
  noPageErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      const allowed: RegExp[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') {
          errors.push(message.text());
        }
      });
      await use({ allow: (pattern) => void allowed.push(pattern) });
      errors.push(...(await problemsOf(page)));
      expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
    },
    { auto: true },
  ],
});

/** What the console of the tests noted: violations of its content security policy, missing texts, crashes. */
async function problemsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as { readonly pageProblems?: readonly string[] }).pageProblems ?? []);
}

/** No finding of axe that is serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
  expect(findings).toEqual([]);
}

export { expect };
