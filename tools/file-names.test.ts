import { describe, expect, test } from 'vitest';

import { fileNameProblem } from './file-names.mjs';

describe('fileNameProblem', () => {
  test.each([
    'src/pages/TrafficPage.tsx',
    'src/state/useTimeRange.ts',
    'src/model/time-range.ts',
    'src/model/filter/parse.test.ts',
    'src/model/filter/parse.property.test.ts',
    'mock-server/src/conntrack/conntrack.heartbeat.test.ts',
    'src/ui/CopyButton.test.tsx',
    'e2e/log-type.spec.ts',
    'vitest.config.ts',
  ])('lets %s pass', (path) => {
    expect(fileNameProblem(path)).toBeUndefined();
  });

  test.each([
    ['src/ui/copy-button.tsx', 'PascalCase'],
    ['src/model/TimeRange.ts', 'kebab-case'],
    ['src/model/utils.ts', 'name the concept'],
    ['src/model/index.ts', 'name the concept'],
  ])('refuses %s', (path, reason) => {
    expect(fileNameProblem(path)).toContain(reason);
  });
});
