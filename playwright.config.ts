import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

import type { WorkerFixtures } from './e2e/fixtures.ts';
import type { SiteOptions } from './e2e/site.ts';
import type { Manifest } from './tools/lab/manifest.ts';
import { hasTshark } from './tools/tshark.mjs';

const chromium = process.env['CHROMIUM_PATH'];

/** How the browser is started. */
const LAUNCH = {
  ...(chromium === undefined ? {} : { executablePath: chromium }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const RECORDED: SiteOptions = { logTypes: 'All', timeline: 'recorded', isAdmin: true };

/** The same tests on clusters that are set up differently. */
const LOG_TYPES = ['Flows', 'Conversations', 'EndedConversations', 'All'] as const;

const RECORDINGS = join(import.meta.dirname, 'mock-server/recordings');
const { recordings } = JSON.parse(readFileSync(join(RECORDINGS, 'manifest.json'), 'utf8')) as Manifest;

/** Captures of packets, which only tshark can decode: `npm run e2e` says so where it is missing. */
const CAPTURES = {
  name: 'captures',
  testMatch: 'captures.site.ts',
  use: {
    siteOptions: {
      ...RECORDED,
      flows: [
        join(import.meta.dirname, 'mock-server/test/captures/http.pcap'),
        join(import.meta.dirname, 'e2e/captures/half-broken.json'),
      ],
    },
  },
};

const LIKE_NETOBSERV: SiteOptions = { ...RECORDED, like: 'netobserv' };

/** More events than the page reads at once, of which nothing but events is kept. */
const BUSY = ['--flows', '170000', '--hours', '0.35', '--seed', '3', '--namespaces', '8', '--nodes', '6'];

/** Where the page reads a lot, or axe looks at a lot of rows, on a machine that has other things to do. */
const PATIENT = { timeout: 240_000, expect: { timeout: 80_000 } };

/** NetObserv's own backend, which knows records only: the page makes the rest of them. */
const NETOBSERV = [
  {
    name: 'netobserv',
    ...PATIENT,
    testMatch: [
      'conversations',
      'windows',
      'panel',
      'flows',
      'fields',
      'unanswerable',
      'failures',
      'slow',
    ].map((concept) => `netobserv-${concept}.site.ts`),
    use: { siteOptions: LIKE_NETOBSERV },
  },
  {
    name: 'netobserv failing',
    testMatch: 'netobserv-packet-loss.site.ts',
    use: { siteOptions: { ...LIKE_NETOBSERV, flows: [join(RECORDINGS, 'failing.jsonl.gz')] } },
  },
  {
    name: 'netobserv live',
    testMatch: 'netobserv-open.site.ts',
    use: { siteOptions: { ...LIKE_NETOBSERV, timeline: 'live' as const, isPaused: true } },
  },
  {
    name: 'netobserv direct',
    testMatch: 'netobserv-direct.site.ts',
    use: { siteOptions: { ...LIKE_NETOBSERV, deployment: 'Direct' as const } },
  },
  {
    name: 'netobserv busy',
    ...PATIENT,
    testMatch: ['netobserv-busy.site.ts', 'netobserv-screenshots.site.ts'],
    use: {
      siteOptions: { ...LIKE_NETOBSERV, logTypes: 'Conversations' as const, generated: BUSY },
    },
  },
];

export default defineConfig<object, WorkerFixtures>({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  timeout: 60_000,
  expect: { timeout: 20_000 },
  fullyParallel: false,
  workers: 2,
  // A test that passes at the second try is reported as flaky, by name, and is to be mended.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  projects: [
    { name: 'console', testMatch: '*.spec.ts' },
    ...(['4.22', '5.2'] as const).map((version) => ({
      name: `console ${version}`,
      testMatch: ['consoles.site.ts', 'consoles-screenshots.site.ts', 'first-load.site.ts'],
      // Scroll bars that take room of their own, as they do on most desktops.
      use: {
        siteOptions: { ...RECORDED, console: version },
        launchOptions: { ...LAUNCH, ignoreDefaultArgs: ['--hide-scrollbars'] },
      },
    })),
    {
      name: 'other name',
      testMatch: 'other-name.site.ts',
      use: {
        siteOptions: RECORDED,
        launchOptions: {
          ...LAUNCH,
          args: [...LAUNCH.args, '--host-resolver-rules=MAP console.test 127.0.0.1'],
        },
      },
    },
    {
      name: 'live',
      testMatch: 'live.site.ts',
      use: { siteOptions: { ...RECORDED, timeline: 'live' } },
    },
    {
      name: 'developer',
      testMatch: 'developer.site.ts',
      use: { siteOptions: { ...RECORDED, isAdmin: false } },
    },
    {
      name: 'quick filters',
      testMatch: 'quick-filters.site.ts',
      use: { siteOptions: { ...RECORDED, config: join(import.meta.dirname, 'e2e/quick-filters.yaml') } },
    },
    ...LOG_TYPES.map((logTypes) => ({
      name: `logTypes ${logTypes}`,
      testMatch: 'log-types.site.ts',
      use: { siteOptions: { ...RECORDED, logTypes } },
    })),
    {
      name: 'live idle',
      testMatch: 'open-connections.site.ts',
      use: {
        siteOptions: { ...RECORDED, timeline: 'live', flows: [join(RECORDINGS, 'idle.jsonl.gz')] },
      },
    },
    ...NETOBSERV,
    ...(hasTshark() ? [CAPTURES] : []),
    ...recordings.map(({ name, file }) => ({
      name: `recording ${name}`,
      testMatch: 'recordings.site.ts',
      // They load a page for each of many sights: a trace of all of them costs time, and says no more than the missing texts.
      use: { siteOptions: { ...RECORDED, flows: [join(RECORDINGS, file)] }, trace: 'off' as const },
    })),
  ],
  use: {
    testIdAttribute: 'data-test',
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: LAUNCH,
  },
});
