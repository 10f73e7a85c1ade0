import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..');

const OLDEST_NODE = [20, 19];

/** Stops with a plain sentence when Node is older than the project can run on. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    process.stderr.write(
      `Node ${process.versions.node} is too old: this project needs Node ${OLDEST_NODE.join('.')} or newer.\n`,
    );
    process.exit(1);
  }
}

/**
 * Whether `node_modules` holds what `package-lock.json` says.
 *
 * npm keeps a lock of its own in `node_modules`; packages that are optional here (other platforms' binaries)
 * are left out of the comparison.
 */
function isInstalled() {
  const hidden = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) {
    return false;
  }
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.includes('node_modules/') ||
      optional === true ||
      link === true ||
      present[path]?.version === version,
  );
}

/** Installs the dependencies when they are missing or out of date; npm's output goes to standard error. */
export function ensureInstalled() {
  requireNode();
  if (isInstalled()) {
    return;
  }
  process.stderr.write('Installing dependencies (npm ci) …\n');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('npm ci failed: see its message above.\n');
    process.exit(1);
  }
}

/** Path of a command that a dependency brings. */
export function bin(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}
