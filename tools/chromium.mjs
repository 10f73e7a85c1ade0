import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { bin, ROOT } from './install.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath() {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

function installByApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return false;
  }
  process.stderr.write('No Chromium found: installing Debian’s (apt-get install chromium) …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = /** @type {const} */ (['ignore', 'ignore', 'inherit']);
  spawnSync('apt-get', ['update', '-qq'], { stdio, env });
  return spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio, env }).status === 0;
}

function installByPlaywright() {
  process.stderr.write('No Chromium found: asking Playwright for its own …\n');
  return spawnSync(bin('playwright'), ['install', 'chromium'], { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

/**
 * A Chromium to test with: `CHROMIUM_PATH`, the one on the `PATH`, Debian's by apt when root, else
 * Playwright's. Stops with what to do when there is none.
 *
 * @returns {string | undefined} its path; nothing when Playwright finds its own
 */
export function ensureChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) {
      return named;
    }
    process.stderr.write(`CHROMIUM_PATH names ${named}, which does not exist.\n`);
    process.exit(1);
  }
  const found = onPath() ?? (installByApt() ? onPath() : undefined);
  if (found !== undefined) {
    return found;
  }
  if (installByPlaywright()) {
    return undefined;
  }
  process.stderr.write(
    'The browser tests need Chromium and none could be installed.\n' +
      'Install it (Debian and Ubuntu: apt-get install chromium) or set CHROMIUM_PATH to one.\n',
  );
  process.exit(1);
}
