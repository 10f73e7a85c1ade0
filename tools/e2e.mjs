import { spawnSync } from 'node:child_process';

import { ensureBuilt } from './builds.mjs';
import { ensureChromium } from './chromium.mjs';
import { bin, ensureInstalled, ROOT } from './install.mjs';
import { ensureTshark } from './tshark.mjs';

/** `npm run e2e [-- PLAYWRIGHT OPTIONS]`: user tasks in Chromium, on the built plugin in the dev console. */
ensureInstalled();
const chromium = ensureChromium();
ensureTshark();
await ensureBuilt(['plugin', 'dev-console']);
const { status } = spawnSync(bin('playwright'), ['test', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }) },
});
process.exitCode = status ?? 1;
