import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ROOT } from './install.mjs';

/** Files below the given files and folders, in a stable order, tests and installed packages left out. */
function filesOf(paths) {
  return paths
    .flatMap((path) => {
      const whole = join(ROOT, path);
      if (!existsSync(whole)) {
        return [];
      }
      return statSync(whole).isDirectory()
        ? readdirSync(whole, { recursive: true })
            .map((name) => join(path, String(name)))
            .filter((name) => !/(?:^|[\\/])node_modules[\\/]/.test(name))
            .filter((name) => statSync(join(ROOT, name)).isFile())
        : [path];
    })
    .filter((path) => !/\.(?:test|spec|test-d)\.tsx?$/.test(path))
    .sort();
}

/** One hash over the names and contents of what a build reads. */
function fingerprint(inputs, mode) {
  const hash = createHash('sha256').update(mode);
  for (const path of filesOf(inputs)) {
    hash.update(path).update(readFileSync(join(ROOT, path)));
  }
  return hash.digest('hex');
}

/**
 * Runs `build` unless its output is there and was made from the very same inputs.
 *
 * @param {{ name: string, inputs: readonly string[], output: string, mode: string }} target
 * @param {() => Promise<void> | void} build
 * @returns {Promise<boolean>} whether it was built
 */
export async function buildIfStale({ name, inputs, output, mode }, build) {
  const stamp = join(ROOT, '.cache', `${name}.built`);
  const wanted = fingerprint(inputs, mode);
  if (existsSync(join(ROOT, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return false;
  }
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  return true;
}
