import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { ensureBuilt } from './builds.mjs';
import { ensureInstalled, ROOT } from './install.mjs';

/** `npm run size`: how long the source files are and how large the plugin is; fails above. */
const LONGEST_P90_LINES = 250;
const LARGEST_PAGE_KIB = 75;
const LARGEST_PLUGIN_KIB = 500;
const FOLDERS = ['src', 'mock-server/src', 'dev-console'];

ensureInstalled();
await ensureBuilt(['plugin']);

const lengths = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map(String)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\//.test(path))
    .filter((path) => !path.includes('node_modules'))
    .map((path) => readFileSync(join(ROOT, folder, path), 'utf8').split('\n').length),
).sort((a, b) => a - b);

const at = (share) => lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * share))] ?? 0;
const scripts = readdirSync(join(ROOT, 'dist/plugin')).filter((name) => name.endsWith('.js'));
const kibOf = (names) =>
  names.reduce((sum, name) => sum + gzipSync(readFileSync(join(ROOT, 'dist/plugin', name))).length, 0) / 1024;
const page = kibOf(scripts.filter((name) => name.startsWith('exposed-')));
const whole = kibOf(scripts);

process.stdout.write(
  `source files: ${lengths.length}, median ${at(0.5)} lines, p90 ${at(0.9)} (at most ${LONGEST_P90_LINES})\n` +
    `page, own code, gzip: ${page.toFixed(1)} KiB (at most ${LARGEST_PAGE_KIB})\n` +
    `plugin with its libraries, all ${scripts.length} scripts, gzip: ${whole.toFixed(1)} KiB (at most ${LARGEST_PLUGIN_KIB})\n`,
);
process.exitCode =
  at(0.9) > LONGEST_P90_LINES || page > LARGEST_PAGE_KIB || whole > LARGEST_PLUGIN_KIB ? 1 : 0;
