import { gzipSync } from 'node:zlib';

import type { Response } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { trafficPage } from './traffic-page.ts';

/** How much of the plugin a browser may fetch until rows are shown, in KiB with gzip. */
const BUDGET_KIB = { '4.22': 250, '5.2': 300 };

test('shows rows before more of the plugin than its budget was fetched', async ({
  page,
  siteOptions: { console: version = '4.22' },
  wholeRecording,
}) => {
  const fetched: Response[] = [];
  page.on('response', (response) => {
    if (isOfPlugin(response)) {
      fetched.push(response);
    }
  });
  await page.goto(`/netflow-traffic?${wholeRecording}&recordType=allConnections`);
  await expect(trafficPage(page).rows().first()).toBeVisible();

  const files = await Promise.all(fetched.map(sizesOf));
  const sum = (size: (file: Sizes) => number) => files.reduce((total, file) => total + size(file), 0) / 1024;
  const gzipKib = sum(({ gzip }) => gzip);
  const kib = (value: number) => `${value.toFixed(1).padStart(7)} KiB`;
  process.stdout.write(
    [
      `first load, console ${version}: ${files.length} files`,
      `gzip${kib(gzipKib)} (at most ${BUDGET_KIB[version]})`,
      `as served${kib(sum(({ served }) => served))}`,
      ...files
        .toSorted((one, other) => other.gzip - one.gzip)
        .slice(0, 10)
        .map(({ name, gzip }) => `${kib(gzip / 1024)}  ${name}`),
    ].join('\n  ') + '\n',
  );
  expect(files.length).toBeGreaterThan(5);
  expect(gzipKib).toBeLessThanOrEqual(BUDGET_KIB[version]);
});

type Sizes = { readonly name: string; readonly gzip: number; readonly served: number };

/** Its scripts and its manifest, and its texts, which the console hands on. */
function isOfPlugin(response: Response): boolean {
  const { pathname, searchParams } = new URL(response.url());
  return (
    pathname.startsWith('/api/plugins/') ||
    (pathname === '/locales/resource.json' && searchParams.get('ns')?.startsWith('plugin__') === true)
  );
}

async function sizesOf(response: Response): Promise<Sizes> {
  const { pathname } = new URL(response.url());
  const { responseBodySize } = await response.request().sizes();
  return {
    name: pathname.split('/').at(-1) ?? pathname,
    gzip: gzipSync(await response.body()).length,
    served: responseBodySize,
  };
}
