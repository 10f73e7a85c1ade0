import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { bin, ensureInstalled, ROOT } from './install.mjs';
import { ensureTshark } from './tshark.mjs';

/**
 * `npm test`: everything that must pass, unit tests, laws and browser tests, on a fresh clone too.
 *
 * Ends with one line that counts them all.
 */
ensureInstalled();
ensureTshark();

const REPORTS = join(ROOT, 'test-results');
const unitReport = join(REPORTS, 'unit.json');
const browserReport = join(REPORTS, 'browser.json');
mkdirSync(REPORTS, { recursive: true });
for (const report of [unitReport, browserReport]) {
  rmSync(report, { force: true });
}

const unit = runTests(bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
]);
const browser = runTests(process.execPath, ['tools/e2e.mjs', '--reporter=list,json'], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
});

const counts = [countUnit(), countBrowser()];
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exitCode = unit === 0 && browser === 0 ? 0 : 1;

function runTests(command, args, env = {}) {
  return (
    spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1
  );
}

/** A run that left no report has failed as a whole. */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function countUnit() {
  const report = readReport(unitReport);
  return report === undefined
    ? { passed: 0, failed: 1, skipped: 0 }
    : {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      };
}

function countBrowser() {
  const stats = readReport(browserReport)?.stats;
  return stats === undefined
    ? { passed: 0, failed: 1, skipped: 0 }
    : { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
