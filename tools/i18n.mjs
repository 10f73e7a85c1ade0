import { spawnSync } from 'node:child_process';

import { bin, ensureInstalled, ROOT } from './install.mjs';

/**
 * `npm run i18n`: the texts in the code are those in `locales/en`, no more and no less.
 * `npm run i18n:fix` (`--fix`) writes the ones that are missing and drops the ones that are gone.
 */
ensureInstalled();
const isFixing = process.argv.includes('--fix');
const { status } = spawnSync(
  bin('i18next'),
  ['--config', 'i18next-parser.config.mjs', '--silent', ...(isFixing ? [] : ['--fail-on-update'])],
  { cwd: ROOT, stdio: 'inherit' },
);
if (status !== 0 && !isFixing) {
  process.stderr.write(
    'Texts in the code and in locales/en differ: `npm run i18n:fix`, then word the plurals.\n',
  );
}
process.exitCode = status ?? 1;
