import { spawnSync } from 'node:child_process';

import { ensureInstalled, ROOT } from './install.mjs';

/** `npm run check`: every check that is not a test, each by the script of its name; all run, then the verdict. */
const CHECKS = ['format', 'lint', 'types', 'i18n', 'knip', 'size'];

ensureInstalled();
const failed = CHECKS.filter((name) => {
  process.stdout.write(`\n— ${name}\n`);
  return spawnSync('npm', ['run', '--silent', name], { cwd: ROOT, stdio: 'inherit' }).status !== 0;
});
process.stdout.write(
  failed.length === 0
    ? `\nAll checks passed: ${CHECKS.join(', ')}\n`
    : `\nChecks that failed: ${failed.join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
